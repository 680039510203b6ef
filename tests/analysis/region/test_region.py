"""The formula around a row and how far it holds: closed forms, and what a run says beside it."""

from __future__ import annotations

import numpy as np
import pytest
from command_line import NETWORKS
from hypothesis import given
from hypothesis import strategies as st
from straight_networks import straight_network

import fwdprop
from fwdprop import FwdpropError, Layer, Network, Region, bind, load, region
from fwdprop.activations import Bound
from fwdprop.analysis.region.pieces import Index, pieces
from fwdprop.arrays import Array

INF = float("inf")


def around(name: str, *row: float) -> Region:
    return region(load(NETWORKS / f"{name}.yaml"), row)


def formula(found: Region) -> tuple[list[float], float]:
    return found.formulas.slopes[0].tolist(), float(found.formulas.constants[0])


@pytest.mark.parametrize(
    ("name", "row", "slopes", "value"),
    [
        ("transactions-relu", (3, 5), [4, 8], 52),
        ("transactions-relu", (8, 4), [32, -27], 148),
        ("two-hidden", (3, 5), [14, 28], 182),
        ("two-hidden", (1, -1), [72, -90], 162),
        ("two-hidden", (8, 4), [70, -42], 392),
        ("transactions", (2, 3), [3, 1], 9),
        ("xor", (1, 1), [-1, -1], 0),
    ],
)
def test_the_formula_is_the_one_of_a_book(
    name: str, row: tuple[float, float], slopes: list[float], value: float
) -> None:
    found = around(name, *row)
    assert formula(found)[0] == slopes
    assert found.formulas.values.tolist() == [value]


@pytest.mark.parametrize(
    ("name", "row", "lower", "upper", "distance"),
    [
        ("transactions-relu", (3, 5), [-10, 2.4], [6.25, INF], 2.030258904551879),
        ("transactions-relu", (8, 4), [5, -4], [INF, 6.4], 1.8740851426632728),
        ("two-hidden", (1, -1), [-1.25, -INF], [2, -0.5], 0.4472135954999579),
    ],
)
def test_it_holds_as_far_as_in_a_book(
    name: str, row: tuple[float, float], lower: list[float], upper: list[float], distance: float
) -> None:
    found = around(name, *row)
    assert found.ends.lower.tolist() == pytest.approx(lower, rel=1e-15)
    assert found.ends.upper.tolist() == pytest.approx(upper, rel=1e-15)
    assert found.nearest is not None
    assert found.nearest.distance == pytest.approx(distance, rel=1e-15)


def test_a_linear_network_has_one_formula_everywhere() -> None:
    found = around("transactions", 2, 3)
    assert found.nearest is None
    assert found.ends.lower.tolist() == [-INF, -INF]
    assert found.ends.upper.tolist() == [INF, INF]
    assert found.ends.below == found.ends.above == ((), ())
    assert len(found.switches.refs) == 0


def in_pieces(network: Network, rows: Array) -> list[Index]:
    """Which piece each node is in, an array (rows, nodes) for each layer."""
    computed = network.run(rows)
    return [
        pieces(layer, network.dtype).containing(z.astype(float))
        for layer, z in zip(network.layers, computed.z, strict=True)
    ]


def are_those_of(row: list[Index], rows: list[Index]) -> bool:
    return all(
        np.array_equal(np.broadcast_to(a, b.shape), b) for a, b in zip(row, rows, strict=True)
    )


@given(st.integers(0, 10**9))
def test_the_formula_holds_up_to_the_ends_and_then_the_node_named_switches(seed: int) -> None:
    network = straight_network(seed)
    x = np.random.default_rng(seed).normal(size=len(network.inputs))
    found = region(network, x)
    here = in_pieces(network, x[None])
    for at in range(len(x)):
        sides = ((found.ends.lower, found.ends.below), (found.ends.upper, found.ends.above))
        for end, nodes in ((ends[at], refs[at]) for ends, refs in sides):
            step = (end if np.isfinite(end) else x[at] + np.sign(end) * 1e3) - x[at]
            rows = np.repeat(x[None], 3, axis=0)
            rows[:, at] += step * np.array([0.5, 0.99, 0.999999])
            assert are_those_of(here, in_pieces(network, rows))
            values = rows @ found.formulas.slopes.T + found.formulas.constants
            np.testing.assert_allclose(values, network.forward(rows), rtol=1e-9, atol=1e-9)
            assert np.isfinite(end) == bool(nodes)
            if nodes:
                rows[0, at] = x[at] + step * 1.000001
                there = in_pieces(network, rows[:1])
                first, *_ = nodes
                assert here[first.depth - 1][0, first.node] != there[first.depth - 1][0, first.node]


@given(st.integers(0, 10**9))
def test_no_node_switches_nearer_than_the_nearest_switch(seed: int) -> None:
    network = straight_network(seed)
    rng = np.random.default_rng(seed)
    x = rng.normal(size=len(network.inputs))
    found = region(network, x)
    if found.nearest is None:
        return
    here = in_pieces(network, x[None])
    directions = rng.normal(size=(50, len(x)))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    assert are_those_of(
        here, in_pieces(network, x + directions * found.nearest.distance * 0.999999)
    )
    step = found.nearest.point - x
    assert np.linalg.norm(step) == pytest.approx(found.nearest.distance)
    there = in_pieces(network, (x + step * 1.000001)[None])
    first = found.nearest.refs[0]
    assert here[first.depth - 1][0, first.node] != there[first.depth - 1][0, first.node]


@given(st.integers(0, 10**9))
def test_float32_networks_are_in_the_pieces_that_they_compute(seed: int) -> None:
    network = straight_network(seed, "float32")
    x = np.random.default_rng(seed).normal(size=len(network.inputs)).astype(np.float32)
    found = region(network, x)
    values = found.formulas.slopes @ found.formulas.x + found.formulas.constants
    np.testing.assert_allclose(values, network(x), rtol=1e-4, atol=1e-4)


def node(bound: Bound, weights: list[list[float]], bias: float = 0.0) -> Network:
    """A network of one node, read by nothing."""
    names = tuple(f"x{k}" for k in range(len(weights[0])))
    layer = Layer("output", ("y",), np.array(weights), np.array([bias]), bound, (0,))
    return Network(names, (layer,))


@pytest.mark.parametrize(
    ("bound", "x", "slope", "constant", "ends"),
    [
        (bind("relu"), 0, 0, 0, (-INF, 0)),
        (bind("abs"), 0, -1, 0, (-INF, 0)),
        (bind("hard_tanh"), -1, 0, -1, (-INF, -1)),
        (bind("hard_tanh"), 1, 1, 0, (-1, 1)),
        (bind("step"), 0, 0, 0, (-INF, 0)),
        (bind("step", at_zero=1), 0, 0, 1, (0, INF)),
        (bind("step", at_zero=0.5), 0, 0, 0.5, (0, 0)),
        (bind("sign"), 0, 0, 0, (0, 0)),
        (bind("hard_shrink"), -0.5, 0, 0, (-0.5, 0.5)),
        (bind("hard_shrink"), 0.5, 0, 0, (-0.5, 0.5)),
        (bind("threshold", threshold=2, value=7), 2, 0, 7, (-INF, 2)),
    ],
    ids=str,
)
def test_exactly_on_a_break_the_formula_gives_the_value_there(
    bound: Bound, x: float, slope: float, constant: float, ends: tuple[float, float]
) -> None:
    found = region(node(bound, [[1.0]]), [x])
    assert formula(found) == ([slope], constant)
    assert (found.ends.lower[0], found.ends.upper[0]) == ends
    assert found.nearest is not None
    assert found.nearest.distance == 0
    assert found.formulas.on_break == ((1, 0),)


def test_a_node_on_its_break_that_nothing_moves_does_not_switch() -> None:
    found = region(node(bind("relu"), [[0.0]]), [3])
    assert (found.nearest, found.formulas.on_break) == (None, ())


def test_a_slope_that_cancels_but_for_rounding_is_zero() -> None:
    tenths = Layer("hidden", ("a", "b", "c"), np.ones((3, 1)), np.zeros(3), bind("relu"), (0,))
    total = np.array([[0.1, 0.2, -0.3]])
    output = Layer("output", ("y",), total, np.zeros(1), bind("relu"), (1,))
    found = region(Network(("x",), (tenths, output)), [1])
    assert formula(found) == ([0.0], 0.0)
    assert found.ends.above == ((),)


def test_nodes_that_switch_at_once_are_all_named() -> None:
    layer = Layer(
        "output",
        ("y", "z", "far"),
        np.array([[3.0], [-0.3], [1.0]]),
        np.array([-1, 0.1, -9]),
        bind("relu"),
        (0,),
    )
    found = region(Network(("x",), (layer,)), [0])
    assert found.ends.above == (((1, 0), (1, 1)),)
    assert found.nearest is not None
    assert found.nearest.refs == ((1, 0), (1, 1))


def test_the_formula_of_a_node_holds_while_what_it_reads_does_not_switch() -> None:
    network = load(NETWORKS / "two-hidden.yaml")
    found = region(network, [8, 4], ["hidden_1.node_0", "hidden_1.node_1"])
    assert found.formulas.slopes.tolist() == [[2, 4], [4, -5]]
    assert {ref.depth for ref in found.switches.refs} == {1}


def test_numbers_beyond_the_range_are_refused_by_their_node() -> None:
    steep = [
        Layer(f"l{k}", ("n",), np.array([[1e200]]), np.zeros(1), bind("identity"), (k - 1,))
        for k in (1, 2)
    ]
    network = Network(("x",), tuple(steep))
    with pytest.raises(FwdpropError, match="the slopes of layer l2, node n are beyond the range"):
        region(network, [0])
    with pytest.raises(FwdpropError, match="layer l2, node n is inf: no formula holds"):
        region(network, [1])


def test_a_region_is_around_one_row() -> None:
    with pytest.raises(FwdpropError, match="a region is around one row, not 2"):
        region(load(NETWORKS / "xor.yaml"), [[0, 1], [1, 1]])


def test_arrays_stay_read_only_in_number_and_shape() -> None:
    found = around("bank", 40, 10, 0)
    assert found.formulas.slopes.shape == (1, 3)
    assert found.switches.slopes.shape == (8, 3)
    assert fwdprop.Region is Region
