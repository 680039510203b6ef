"""The health of nodes: against a loop in plain Python."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from tallies import layer_of, watched

from fwdprop import Layer, Network
from fwdprop.activations import Bound, bind
from fwdprop.analysis.health import NodeHealth, Tally
from fwdprop.arrays import Array
from fwdprop.forward.engine import Engine

INF, NAN = float("inf"), float("nan")
IDENTITY, RELU, SIGMOID = bind("identity"), bind("relu"), bind("sigmoid")
# What the nodes are, and below and above what they are saturated: their values are given here.
KINDS = [(IDENTITY, -INF, INF), (RELU, -INF, INF), (SIGMOID, 0.01, 0.99)]


def counted(kind: int, values: Sequence[float]) -> tuple[Any, ...]:
    """The figures of a node of one of KINDS, one value after the other."""
    bound, low, high = KINDS[kind]
    finite = [value for value in values if math.isfinite(value)]
    zeros = sum(value == 0 for value in values)
    saturated = sum(value <= low or value >= high for value in finite)
    return (
        min(finite, default=NAN) + 0.0,  # no -0
        math.fsum(finite) / len(finite) if finite else NAN,
        max(finite, default=NAN) + 0.0,
        zeros / len(values),
        saturated / len(values) if bound is SIGMOID else None,
        len(values) - len(finite),
        bound is RELU and zeros == len(values),
    )


AWKWARD = [0.0, -0.0, 0.01, 0.99, 1.0, 0.5, -3.25, 1e30, INF, -INF, NAN]


@st.composite
def blocks(draw: st.DrawFn) -> tuple[list[int], list[Array]]:
    """The kinds of some nodes, and their values (rows, nodes) in blocks of different heights."""
    nodes = draw(st.sampled_from([1, 2, 3, 16, 40, 600]))
    rows = draw(st.lists(st.sampled_from([0, 1, 2, 31, 32, 33, 700]), min_size=1, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    kinds = rng.integers(0, len(KINDS), nodes).tolist()
    several = []
    for height in rows:
        values = rng.random((height, nodes))
        odd = rng.random(values.shape) < draw(st.sampled_from([0, 0.001, 0.5, 1]))
        values[odd] = rng.choice(AWKWARD[: draw(st.integers(1, len(AWKWARD)))], odd.sum())
        values[:, rng.random(nodes) < 0.2] = 0
        several.append(values)
    return kinds, several


@settings(max_examples=examples(40))
@given(blocks())
def test_figures_are_those_of_a_loop_over_the_values_however_they_are_cut_into_blocks(
    given: tuple[list[int], list[Array]],
) -> None:
    kinds, several = given
    network = Network(("x",), (layer_of(*(KINDS[kind][0] for kind in kinds)),))
    together, merged = Tally(network), Tally(network)
    for values in several:
        together.watch([values.copy()])
        one = Tally(network)
        one.watch([values])
        merged.add(one)
    rows = np.concatenate(several)
    assert together.rows == merged.rows == len(rows)
    if not len(rows):
        return
    for node, (kind, *healths) in enumerate(
        zip(kinds, together.nodes(), merged.nodes(), strict=True)
    ):
        expected = counted(kind, rows[:, node].tolist())
        for health in healths:
            assert (health.layer, health.node) == ("h", f"n{node}")
            found = astuple(health)[2:]
            # As text: nan is nan, and 1 is not True.
            assert repr([*found[:1], *found[2:]]) == repr([*expected[:1], *expected[2:]])
            assert health.mean == pytest.approx(expected[1], rel=1e-12, abs=1e-15, nan_ok=True)


def test_each_layer_and_node_has_its_name_and_its_own_values() -> None:
    first, last = layer_of(RELU, IDENTITY, name="first"), layer_of(SIGMOID, name="last")
    last = Layer("last", ("y",), np.zeros((1, 2)), np.zeros(1), SIGMOID, (1,))
    tally = Tally(Network(("x",), (first, last)))
    tally.watch([np.array([[0.0, -4], [3, 8]]), np.array([[0.5], [1]])])
    assert [*tally.nodes()] == [
        NodeHealth("first", "n0", 0, 1.5, 3, 0.5, None, 0, False),
        NodeHealth("first", "n1", -4, 2, 8, 0, None, 0, False),
        NodeHealth("last", "y", 0.5, 0.75, 1, 0, 0.5, 0, False),
    ]


def test_a_pass_is_watched_row_by_row_whatever_the_block() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(20_001, 1)).round(1)
    network = Network(("x",), (layer_of(RELU, bind("tanh"), bind("reciprocal")),))
    tally = Tally(network)
    Engine(network, (1,)).values(rows, tally.watch)
    numbers = rows[:, 0].tolist()
    relu, tanh, reciprocal = tally.nodes()
    assert tally.rows == 20_001
    assert relu.zeros == sum(z <= 0 for z in numbers) / 20_001
    assert relu.mean == pytest.approx(math.fsum(max(z, 0) for z in numbers) / 20_001, rel=1e-12)
    assert tanh.saturated == sum(abs(z) > math.atanh(0.98) for z in numbers) / 20_001
    assert reciprocal.not_finite == sum(z == 0 for z in numbers)
    assert (reciprocal.minimum, reciprocal.maximum) == pytest.approx((-10, 10))


@pytest.mark.parametrize("bound", [RELU, bind("soft_shrink"), bind("relu6")], ids=str)
def test_a_node_that_is_cut_off_in_every_row_is_dead(bound: Bound) -> None:
    network = Network(("x",), (layer_of(bound),))
    assert watched(network, [-0.1, -0.4]).dead
    assert not watched(network, [-0.1, -0.4, 0.7]).dead


@pytest.mark.parametrize("bound", [IDENTITY, bind("tanh"), bind("hard_swish"), SIGMOID], ids=str)
def test_one_that_is_0_for_another_reason_is_not(bound: Bound) -> None:
    health = watched(Network(("x",), (layer_of(bound),)), [-1000 if bound is SIGMOID else 0] * 3)
    assert (health.zeros, health.dead) == (1, False)


def test_each_node_of_a_prelu_has_its_own_slope() -> None:
    prelu = bind("prelu", alpha=[0, 0.5])
    layer = Layer("h", ("p", "q"), np.ones((2, 1)), np.zeros(2), prelu, (0,))
    tally = Tally(Network(("x",), (layer,)))
    tally.watch([np.zeros((3, 2))])
    assert [node.dead for node in tally.nodes()] == [True, False]


def test_a_mean_is_finite_where_the_sum_is_not() -> None:
    network = Network(("x",), (layer_of(IDENTITY, IDENTITY, IDENTITY),))
    tally = Tally(network)
    for _ in range(3):
        one = Tally(network)
        one.watch([np.array([[1.5e308, -1e308, 1e-300], [0.5e308, -1e300, 3e-300]] * 1000)])
        tally.add(one)
    means = [node.mean for node in tally.nodes()]
    assert means == pytest.approx([1e308, -0.500000005e308, 2e-300], rel=1e-12)


def test_the_mean_of_equal_numbers_is_that_number() -> None:
    tally = Tally(Network(("x",), (layer_of(IDENTITY),)))
    tally.watch([np.array([[0.1]] * 3)])
    assert 3 * 0.1 / 3 > 0.1
    assert [node.mean for node in tally.nodes()] == [0.1]


def test_the_mean_of_float32_values_has_the_digits_of_float64() -> None:
    network = Network(("x",), (layer_of(IDENTITY, IDENTITY),), dtype="float32")
    tally = Tally(network)
    for _ in range(50):
        tally.watch([np.array([[0.1, 1e8], [0.1, 1]] * 4096, np.float32)])
    same, apart = tally.nodes()
    assert same.minimum == same.mean == same.maximum == float(np.float32(0.1))
    assert apart.mean == 50_000_000.5


def test_a_negative_zero_is_a_zero() -> None:
    tally = Tally(Network(("x",), (layer_of(RELU),)))
    tally.watch([np.array([[-0.0]])])
    (node,) = tally.nodes()
    assert (node.zeros, node.dead) == (1, True)
    assert [str(number) for number in (node.minimum, node.mean, node.maximum)] == ["0.0"] * 3


def test_without_rows_there_are_no_figures() -> None:
    tally = Tally(Network(("x",), (layer_of(RELU, SIGMOID),)))
    tally.watch([np.zeros((0, 2))])
    for node in tally.nodes():
        figures = (node.minimum, node.mean, node.maximum, node.zeros)
        assert all(math.isnan(figure) for figure in figures)
        assert (node.not_finite, node.dead) == (0, False)


def test_watching_needs_no_more_memory_for_more_rows() -> None:
    import pickle

    network = Network(("x",), (layer_of(*[RELU, SIGMOID] * 20),))
    tally, sizes = Tally(network), []
    for _ in range(3):
        tally.watch([np.random.default_rng(0).normal(size=(5000, 40))])
        sizes.append(len(pickle.dumps(tally)))
    assert max(sizes) - min(sizes) < 100
