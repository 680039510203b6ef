"""A line through the inputs: every place where a node switches, and the values between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from straight_networks import straight_network

from fwdprop import FwdpropError, Layer, Network, bind
from fwdprop.activations import Bound
from fwdprop.analysis.region.line import Line, along
from fwdprop.analysis.region.pieces import pieces
from fwdprop.arrays import Array


def one_input(*layers: tuple[Sequence[Sequence[float]], Sequence[float], Bound]) -> Network:
    """A network of one input, with these weights, biases and activations."""
    made = tuple(
        Layer(
            f"l{k}",
            tuple(f"n{node}" for node in range(len(bias))),
            np.array(weights, float),
            np.array(bias, float),
            activation,
            (k - 1,),
        )
        for k, (weights, bias, activation) in enumerate(layers, start=1)
    )
    return Network(("x",), made)


def line(network: Network, start: float, stop: float) -> Line:
    return along(network, np.array([0.0]), np.array([1.0]), start, stop)


def switches(found: Line) -> list[tuple[float, int, int]]:
    return [(each.t, each.ref.depth, each.ref.node) for each in found.switches]


def points(seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    network = straight_network(seed)
    x, direction = rng.normal(size=(2, len(network.inputs)))
    return x, direction


@given(st.integers(0, 10**9))
def test_between_its_places_the_values_are_those_of_a_run(seed: int) -> None:
    network, (x, direction) = straight_network(seed), points(seed)
    found = along(network, x, direction, -2, 3)
    assert np.all(np.diff(found.t) > 0)
    assert found.t[[0, -1]].tolist() == [-2, 3]
    for share in (0.01, 0.5, 0.99):
        t = found.t[:-1] * (1 - share) + found.t[1:] * share
        computed = network.run(x + t[:, None] * direction)
        for depth in range(len(network.layers) + 1):
            between = found.starts[depth] * (1 - share) + found.ends[depth] * share
            np.testing.assert_allclose(between, computed.values(depth), rtol=1e-9, atol=1e-9)


@given(st.integers(0, 10**9))
def test_a_node_is_in_another_piece_before_and_after_its_switch(seed: int) -> None:
    network, (x, direction) = straight_network(seed), points(seed)
    found = along(network, x, direction, -2, 3)
    middle = (found.t[:-1] + found.t[1:]) / 2
    computed = network.run(x + middle[:, None] * direction)
    expected = set()
    for depth, layer in enumerate(network.layers, start=1):
        index = pieces(layer, network.dtype).containing(computed.z[depth - 1])
        for part, node in np.argwhere(index[1:] != index[:-1]).tolist():
            expected.add((float(found.t[part + 1]), depth, node))
    inside = [each for each in switches(found) if -2 < each[0] < 3]
    assert set(inside) == expected
    assert len(inside) == len(expected)
    assert {t for t, _, _ in inside} == set(found.t[1:-1].tolist())


def test_a_switch_is_exactly_where_the_sum_is_at_the_break() -> None:
    network = one_input(([[2.0], [-4.0], [3.0]], [-1, 1, 4], bind("relu")))
    assert switches(line(network, 0, 1)) == [(0.25, 1, 1), (0.5, 1, 0)]


def test_several_nodes_that_switch_at_once_are_one_place() -> None:
    thirds = ([[3.0], [0.3], [-7.0]], [-1, -0.1, 7 / 3], bind("relu"))
    found = line(one_input(thirds), 0, 1)
    assert len(found.t) == 3
    assert switches(found) == [(found.t[1], 1, 0), (found.t[1], 1, 1), (found.t[1], 1, 2)]
    assert found.t[1] == pytest.approx(1 / 3, rel=1e-15)


def test_a_jump_switches_the_nodes_behind_it_at_the_same_place() -> None:
    steps = ([[1.0]], [-0.5], bind("step")), ([[6.0], [1.0]], [-3, 0.5], bind("relu6"))
    found = line(one_input(*steps), 0, 1)
    assert switches(found) == [(0.5, 1, 0), (0.5, 2, 0)]
    assert found.ends[2].tolist() == [[0, 0.5], [3, 1.5]]


@pytest.mark.parametrize(
    ("bound", "value"), [("step", 0.0), ("sign", 0.0), ("relu", 0.0), ("abs", 0.0)]
)
def test_a_node_that_stays_on_its_break_has_the_value_there(bound: str, value: float) -> None:
    found = line(one_input(([[0.0]], [0], bind(bound))), 0, 1)
    assert switches(found) == []
    assert found.starts[1].tolist() == [[value]]


def test_a_sum_that_cancels_but_for_rounding_stays_on_its_break() -> None:
    tenths = ([[1.0], [1.0], [1.0]], [0, 0, 0], bind("identity"))
    network = one_input(tenths, ([[0.1, 0.2, -0.3]], [0], bind("relu")))
    assert switches(line(network, -5, 5)) == []


def test_a_node_on_its_break_at_an_end_switches_there() -> None:
    network = one_input(([[1.0], [-1.0]], [0, 1], bind("relu")))
    assert switches(line(network, 0, 1)) == [(0, 1, 0), (1, 1, 1)]


def test_a_node_that_only_touches_its_break_does_not_switch() -> None:
    network = one_input(([[1.0]], [-0.5], bind("abs")), ([[1.0]], [0], bind("relu")))
    assert switches(line(network, 0, 1)) == [(0.5, 1, 0)]


@pytest.mark.parametrize(("start", "stop"), [(0.0, 0.0), (0.5, 0.5)])
def test_a_line_without_length_has_no_part(start: float, stop: float) -> None:
    found = line(one_input(([[1.0]], [-0.5], bind("relu"))), start, stop)
    assert (found.t.tolist(), found.switches) == ([start], ())
    assert [each.shape for each in found.starts] == [(0, 1), (0, 1)]


def test_a_direction_of_zero_switches_nothing() -> None:
    network = one_input(([[1.0]], [-0.5], bind("relu")))
    found = along(network, np.array([0.5]), np.array([0.0]), 0, 1)
    assert (found.t.tolist(), found.switches) == ([0, 1], ())


def test_the_shortest_line_of_all_has_one_part() -> None:
    network = one_input(([[1.0]], [-1], bind("relu")))
    found = line(network, 1, float(np.nextafter(1, 2)))
    assert (found.t.tolist(), found.switches) == ([1, np.nextafter(1, 2)], ())


def test_a_tent_in_a_tent_is_cut_at_every_corner() -> None:
    tent = ([[-2.0]], [1], bind("abs")), ([[-1.0]], [1], bind("identity"))
    found = line(one_input(*tent * 8), 0, 1)
    assert found.t.tolist() == [k / 256 for k in range(257)]


def test_too_many_parts_are_refused_before_they_take_memory() -> None:
    tent = ([[-2.0]], [1], bind("abs")), ([[-1.0]], [1], bind("identity"))
    with pytest.raises(FwdpropError, match="nodes switch at more than"):
        line(one_input(*tent * 40), 0, 1)


def test_values_that_are_not_finite_are_named() -> None:
    network = one_input(([[1e300]], [0], bind("relu")), ([[1e300]], [0], bind("relu")))
    with pytest.raises(FwdpropError, match="layer l2, node n0 is not finite on the way"):
        line(network, 0, 1)
