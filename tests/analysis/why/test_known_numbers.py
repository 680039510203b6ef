"""Differences whose parts can be worked out with a pencil."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from command_line import NETWORKS

import fwdprop
from fwdprop import FwdpropError, Layer, Network, bind


def test_slopes_and_flows_of_the_rescale_rule() -> None:
    found = fwdprop.why(fwdprop.load(NETWORKS / "transactions-relu.yaml"), [1, -1], [3, 5])
    assert (found.first, found.second, found.difference) == (63, 52, -11)
    assert found.flows.slopes[0].tolist() == [13 / 14, 9 / 22]
    flows = [float(Fraction(2336, 77)), float(Fraction(-3183, 77))]
    np.testing.assert_allclose(found.flows.of_nodes(0), flows, rtol=1e-15)
    assert found.inputs is not None
    assert found.inputs.alone.tolist() == [60, -19]
    assert (found.inputs.together.tolist(), found.inputs.rest) == ([-52], 0)


def test_an_interaction_arises_in_both_layers() -> None:
    found = fwdprop.why(fwdprop.load(NETWORKS / "two-hidden.yaml"), [1, 0], [3, 5])
    (bending,) = found.bends
    assert [each.tolist() for each in bending.contributions] == [[0, -112], [-24, 0], [0]]


def test_xor_has_all_of_its_interaction_from_one_node() -> None:
    found = fwdprop.why(fwdprop.load(NETWORKS / "xor.yaml"), {"x1": 0, "x2": 0}, [1, 1])
    assert found.inputs is not None
    assert found.inputs.together.tolist() == [-2]
    assert [each.tolist() for each in found.bends[0].contributions] == [[0, -2], [0]]


def test_a_smooth_activation_bends_by_its_formula() -> None:
    found = fwdprop.why(fwdprop.load(NETWORKS / "transactions-tanh.yaml"), [0, 0], [1, 1])
    assert found.inputs is not None
    expected = 2 * math.tanh(2) - 4 * math.tanh(1)
    np.testing.assert_allclose(found.inputs.together, [expected], rtol=1e-14)


def test_the_sigmoid_of_a_sum_makes_an_interaction_and_its_sum_none() -> None:
    layer = Layer("output", ("y",), np.ones((1, 2)), np.zeros(1), bind("sigmoid"), (0,))
    net = Network(("a", "b"), (layer,))
    by = fwdprop.why(net, [0, 0], [1, 1]).inputs
    assert by is not None
    at = [1 / (1 + math.exp(-z)) for z in range(3)]
    np.testing.assert_allclose(by.together, [at[2] - 2 * at[1] + at[0]], rtol=1e-14)


def test_what_three_inputs_make_is_the_rest() -> None:
    powers = Layer("h", ("p",), np.ones((1, 3)), np.zeros(1), bind("exp"), (0,))
    net = Network(("a", "b", "c"), (powers,))
    by = fwdprop.why(net, [0, 0, 0], [math.log(2)] * 3).inputs
    assert by is not None
    np.testing.assert_allclose(by.alone, [1, 1, 1])
    np.testing.assert_allclose(by.together, [1, 1, 1])
    assert abs(by.rest - 1) < 1e-12


def wide(inputs: int) -> Network:
    weights = np.random.default_rng(1).normal(size=(2, inputs))
    hidden = Layer("h", ("p", "q"), weights, np.zeros(2), bind("relu"), (0,))
    output = Layer("output", ("y",), np.array([[1, -2]]), np.zeros(1), bind("identity"), (1,))
    return Network(tuple(f"x{k}" for k in range(inputs)), (hidden, output))


@pytest.mark.parametrize(("inputs", "are_all"), [(200, True), (201, False)])
def test_beyond_200_inputs_pairs_belong_to_the_rest(inputs: int, are_all: bool) -> None:
    found = fwdprop.why(wide(inputs), np.zeros(inputs), np.linspace(-1, 2, inputs))
    by = found.inputs
    assert by is not None
    assert (by.are_all, len(by.pairs)) == (are_all, 19_900 if are_all else 0)
    total = by.alone.sum() + by.together.sum() + by.rest
    np.testing.assert_allclose(total, found.difference, rtol=1e-9)


def test_a_network_too_large_for_a_row_an_input_has_its_connections_alone() -> None:
    found = fwdprop.why(wide(100_000), np.zeros(100_000), np.ones(100_000))
    assert found.inputs is None
    np.testing.assert_allclose(found.flows.of_nodes(0).sum(), found.difference, rtol=1e-9)


def test_a_mixture_that_is_not_finite_is_named() -> None:
    layer = Layer("h", ("p",), np.array([[400, 400]]), np.zeros(1), bind("exp"), (0,))
    found = fwdprop.why(Network(("a", "b"), (layer,)), [1, -1], [-1, 1])
    assert (found.inputs, found.difference) == (None, 0)
    assert found.mixed is not None
    assert (found.mixed.changed, found.mixed.found.sum) == ((1,), math.inf)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([1, 2], [1, 2], "the two rows are equal"),
        ([1, 2], [1, 2, 3], "3 numbers, expected 2"),
        ([[1, 2], [2, 3]], [1, 2], "why compares two rows, a single one on each side"),
        ([1, math.nan], [1, 2], "input children is nan for the first row: there is no difference"),
        ([1, 2], [1e308, 1e308], "layer hidden, node node_0 is inf for the second row"),
    ],
)
def test_rows_that_have_no_difference_are_refused(
    first: list[float], second: list[float], message: str
) -> None:
    network = fwdprop.load(NETWORKS / "transactions-relu.yaml")
    with pytest.raises(FwdpropError, match=message):
        fwdprop.why(network, first, second)


def test_a_value_that_is_not_finite_behind_the_node_does_not_matter() -> None:
    net = fwdprop.load(NETWORKS / "transactions-relu.yaml")
    found = fwdprop.why(net, [1, 2], [2e307, 2], "hidden.node_1")
    assert found.difference == 8e307
