"""What interactions do not depend on, and what adds up."""

from __future__ import annotations

import numpy as np
import pytest
from awkward_networks import awkward_network, some_rows
from dense_networks import dense_network
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import fwdprop
from fwdprop import Layer, Network, bind
from fwdprop.analysis.interactions import measure
from fwdprop.analysis.interactions.result import Interactions
from fwdprop.arrays import Array
from fwdprop.forward import blocks
from fwdprop.numerals import DType

FIGURES = ("interaction", "largest", "strength", "h", "seen", "interaction_seen", "gain")


def arrays(found: Interactions) -> list[Array]:
    assert found.made is not None
    return [*(getattr(found, name) for name in FIGURES), found.made.shares]


@given(st.integers(0, 1000), st.sampled_from(["float64", "float32"]))
@settings(max_examples=examples(30))
def test_linear_networks_have_exactly_no_interactions(seed: int, dtype: DType) -> None:
    rng = np.random.default_rng(seed)
    layers = []
    sizes = [4, *rng.integers(1, 9, rng.integers(0, 4)), 2]
    for depth, nodes in enumerate(sizes[1:]):
        weights = rng.normal(size=(nodes, sizes[depth])) * 10.0 ** rng.integers(-3, 4)
        bias = rng.normal(size=nodes) * 1e3
        names = tuple(f"n{node}" for node in range(nodes))
        layers.append(Layer(f"l{depth}", names, weights, bias, bind("identity"), (depth,)))
    network = Network(tuple("abcd"), tuple(layers), dtype=dtype)
    found = fwdprop.interactions(network, rng.normal(size=(20, 4)) * 100)
    assert not found.interaction.any()
    assert not found.largest.any()
    assert not found.strength.any()


def test_figures_do_not_depend_on_how_many_rows_are_taken_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network, x = awkward_network(4, 1), some_rows(37, 4)
    whole = arrays(fwdprop.interactions(network, x, by_node=True))
    for size in (1, 20_000, 90_000):
        monkeypatch.setattr(measure, "BLOCK_BYTES", size)
        for one, other in zip(
            whole, arrays(fwdprop.interactions(network, x, by_node=True)), strict=True
        ):
            assert np.array_equal(one, other, equal_nan=True)


def test_figures_do_not_depend_on_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    network, x = awkward_network(4, 1), some_rows(150, 4)
    monkeypatch.setattr(blocks, "blas_has_one_thread", lambda: False)
    alone = arrays(fwdprop.interactions(network, x, by_node=True))
    monkeypatch.setattr(blocks, "blas_has_one_thread", lambda: True)
    monkeypatch.setattr(blocks, "THREADS_WORK", 1)
    monkeypatch.setattr(blocks, "cores", lambda: 3)
    for one, other in zip(
        alone, arrays(fwdprop.interactions(network, x, by_node=True)), strict=True
    ):
        assert np.array_equal(one, other, equal_nan=True)


@given(st.integers(0, 1000))
@settings(max_examples=examples(10))
def test_the_order_of_rows_changes_nothing_but_rounding(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network, x = awkward_network(4, seed), some_rows(30, 4)
    one = arrays(fwdprop.interactions(network, x, by_node=True))
    other = arrays(fwdprop.interactions(network, rng.permutation(x), by_node=True))
    for before, after in zip(one, other, strict=True):
        assert after == pytest.approx(before, rel=1e-12, abs=1e-12, nan_ok=True)


@given(st.integers(0, 1000), st.sampled_from(["softmax", "identity", "softmin", "log_softmax"]))
@settings(max_examples=examples(15))
def test_shares_of_the_nodes_add_up_to_1(seed: int, last: str) -> None:
    network, x = awkward_network(3, seed, last), some_rows(9, 3)
    found = fwdprop.interactions(network, x, by_node=True)
    assert found.made is not None
    assert found.made.shares.sum(axis=2) == pytest.approx(np.ones((3, 3)), abs=1e-12)


def test_what_was_shared_out_is_the_interaction() -> None:
    """The one node of a layer before a linear output makes all, whatever comes before."""
    network = dense_network([3, 4, 1, 1], "tanh")
    x = some_rows(9, 3)
    found = fwdprop.interactions(network, x, by_node=True, nodes=["layer1.n0"])
    assert found.made is not None
    assert [ref.depth for ref in found.made.nodes] == [1, 1, 1, 1, 2]


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_answers_of_any_size_have_squares(size: float) -> None:
    x = some_rows(12, 3)
    network = dense_network([3, 4, 1])
    last = network.layers[-1]
    plain = Layer("output", last.nodes, last.weights, last.bias, bind("identity"), (1,))
    scaled = Layer(
        "output", last.nodes, last.weights * size, last.bias * size, bind("identity"), (1,)
    )
    one, other = (
        fwdprop.interactions(Network(network.inputs, (network.layers[0], layer)), x)
        for layer in (plain, scaled)
    )
    assert other.interaction / size == pytest.approx(one.interaction, rel=1e-9)
    assert other.h == pytest.approx(one.h, rel=1e-9)
    assert other.gain == pytest.approx(one.gain, rel=1e-9)
