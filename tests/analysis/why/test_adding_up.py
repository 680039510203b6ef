"""Every list of a difference adds up to it, whatever the network is made of."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from command_line import NETWORKS
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mixed_networks import mixed_network

import fwdprop
from fwdprop import FwdpropError, Why
from fwdprop.numerals import DType

SEEDS = st.integers(0, 2**32 - 1)
DTYPES: list[DType] = ["float64", "float32"]
each_dtype = st.sampled_from(DTYPES)


def drawn(seed: int, dtype: DType) -> Why:
    """A difference of two random rows, some of whose inputs are equal, at a random node."""
    network = mixed_network(seed, dtype)
    rng = np.random.default_rng(seed)
    first, second = rng.normal(size=(2, len(network.inputs))).round(2)
    second = np.where(rng.random(len(first)) < 0.2, first, second)
    depth = int(rng.integers(1, len(network.layers) + 1))
    nodes = network.nodes_of(depth)
    node = f"{network.name_of(depth)}.{nodes[int(rng.integers(len(nodes)))]}"
    try:
        found = fwdprop.why(network, first, second, node)
    except FwdpropError:  # equal rows, or a value that is not finite
        assume(False)
        raise
    assume(found.inputs is not None)
    return found


def scale(found: Why) -> float:
    """The largest term that the lists are made of, and 1e-12 of it in float64."""
    terms = [np.abs([found.first, found.second])]
    for depth, worth in enumerate(found.flows.worth):
        terms.append(np.abs(worth * found.computed.values(depth)).ravel())
    for at, sums in enumerate(found.flows.sums):
        layer = found.network.layers[at]
        terms.append(np.abs(sums * found.computed.z[at]).ravel())
        terms.append(np.abs(sums * layer.bias))
    unit = 1e-12 if found.network.dtype == "float64" else 1e-12 * 2.0**29
    tiny = float(np.finfo(found.network.dtype).tiny)  # below it values have fewer digits
    return unit * float(max(each.max() for each in terms)) + 100 * tiny


@settings(max_examples=examples(150))
@given(SEEDS, each_dtype)
def test_what_flows_into_and_past_every_layer_is_the_difference(seed: int, dtype: DType) -> None:
    found = drawn(seed, dtype)
    allowed = scale(found)
    last = found.node.depth
    for depth in range(last):
        flows = found.flows.of_nodes(depth).sum() + (found.flows.past(depth) if depth else 0)
        assert abs(flows - found.difference) <= allowed
    for cut in range(1, last + 1):  # all connections from before the layer to it or behind it
        flows = 0.0
        for depth in range(cut, last + 1):
            layer, start = found.network.layers[depth - 1], 0
            for source in layer.sources:
                end = start + len(found.network.nodes_of(source))
                for node in range(len(layer.nodes)):
                    flows += (source < cut) * found.flows.into(depth, node)[start:end].sum()
                start = end
        assert abs(flows - found.difference) <= allowed


@settings(max_examples=examples(100))
@given(SEEDS, each_dtype)
def test_parts_by_inputs_are_those_of_the_definition_and_add_up(seed: int, dtype: DType) -> None:
    found = drawn(seed, dtype)
    by = found.inputs
    assert by is not None
    x = found.computed.x

    def of(*changed: int) -> float:
        row = x[0].copy()
        row[list(changed)] = x[1, list(changed)]
        return float(found.network.run(row).values(found.node.depth)[0, found.node.node])  # type: ignore[attr-defined]

    # A mixture of the rows may have a value much larger than both have.
    pairs = list(combinations(by.changed.tolist(), 2))
    largest = max(abs(of(*each)) for each in [(), *zip(by.changed.tolist(), strict=True), *pairs])
    unit = 1e-12 if dtype == "float64" else 1e-12 * 2.0**29
    allowed = found.rounding * 100 + unit * largest + 1e-37 * (dtype == "float32") + 1e-300
    np.testing.assert_array_equal(by.changed, np.flatnonzero(x[0] != x[1]))
    alone = {int(k): of(int(k)) - of() for k in by.changed}
    np.testing.assert_allclose(by.alone, [*alone.values()], rtol=0, atol=allowed)
    assert by.pairs.tolist() == [list(pair) for pair in pairs]
    for (one, other), together in zip(by.pairs.tolist(), by.together, strict=True):
        beyond = of(one, other) - of() - alone[one] - alone[other]
        assert abs(together - beyond) <= allowed
    total = by.alone.sum() + by.together.sum() + by.rest
    assert abs(total - found.difference) <= 4 * allowed


@settings(max_examples=examples(100))
@given(SEEDS, each_dtype)
def test_what_nodes_add_is_the_interaction(seed: int, dtype: DType) -> None:
    found = drawn(seed, dtype)
    by = found.inputs
    assert by is not None
    together = {
        tuple(pair): each for pair, each in zip(by.pairs.tolist(), by.together, strict=True)
    }
    for bending in found.bends:
        amounts = np.concatenate(bending.contributions)
        worth = [each.max(initial=0) for each in map(np.abs, bending.worth)]
        sizes = [
            np.abs(np.concatenate(each)).max() * max(worth)
            for each in (bending.first, bending.one, bending.other, bending.straight)
        ]
        unit = 1e-11 if dtype == "float64" else 1e-11 * 2.0**29
        assert abs(amounts.sum() - together[bending.pair]) <= unit * max(*sizes, scale(found))


def test_a_linear_network_has_no_interaction_at_all() -> None:
    rng = np.random.default_rng(5)
    network = fwdprop.load(NETWORKS / "transactions.yaml")
    for _ in range(20):
        first, second = rng.normal(size=(2, 2)) * 1e3
        by = fwdprop.why(network, first, second).inputs
        assert by is not None
        assert (by.together.tolist(), by.rest) == ([0], 0)


def test_rows_next_to_each_other_lose_nothing() -> None:
    network = fwdprop.load(NETWORKS / "transactions-tanh.yaml")
    found = fwdprop.why(network, [1, 1], [1, 1 + 1e-9])
    step = 2.0**-20
    derivative = fwdprop.why(network, [1, 1 - step], [1, 1 + step]).difference / (2 * step)
    worth = found.flows.worth[0][1]
    assert abs(worth - derivative) < 1e-9
