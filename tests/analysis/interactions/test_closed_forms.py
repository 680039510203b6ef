"""Interactions of networks that are formulas: what one works out by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from command_line import NETWORKS
from formula_networks import PARALLEL, PRODUCT, PRODUCT_OF_THREE, SIGMOID, network_of

import fwdprop
from fwdprop.analysis.interactions.result import Interactions

CORNERS = list(product((-1, 1), repeat=2))


def figures(found: Interactions) -> tuple[float, ...]:
    arrays = (found.interaction, found.largest, found.strength, found.h)
    return tuple(float(each[0, 0]) for each in arrays)


def test_xor_is_nothing_but_interaction() -> None:
    found = fwdprop.interactions(
        fwdprop.load(NETWORKS / "xor.yaml"), list(product((0, 1), repeat=2)), by_node=True
    )
    assert figures(found) == (1, 2, 0.5, 1)
    assert found.seen.tolist() == [1]
    assert found.gain[0, 0] == pytest.approx(1, rel=1e-15)
    assert found.made is not None
    assert found.made.shares.tolist() == [[[0, 1, 0]]]
    line = found.regressions[0]
    assert (line.explained, line.intercept, line.slopes.tolist()) == (0, 0.5, [0, 0])


def test_a_product_has_the_interactions_of_the_formula() -> None:
    found = fwdprop.interactions(network_of(PRODUCT), [[1, 1], [2, 3], [4, 2]])
    interaction, largest, strength, h = figures(found)
    assert interaction**2 == pytest.approx(34 / 9, rel=1e-14)
    assert largest == 3
    assert strength**2 == pytest.approx(14 / 27, rel=1e-14)
    assert h**2 == pytest.approx(7 / 117, rel=1e-14)


def test_two_rows_have_the_difference_of_differences() -> None:
    found = fwdprop.interactions(network_of(PRODUCT), [[2, 3], [7, 5]])
    assert found.largest.tolist() == [[10]]


def test_a_product_of_signs_is_nothing_but_interaction() -> None:
    found = fwdprop.interactions(network_of(PRODUCT), CORNERS)
    interaction, largest, _, h = figures(found)
    assert (interaction, largest, h) == (2, 4, 1)


def test_a_product_of_three_signs_interacts_and_has_no_h() -> None:
    found = fwdprop.interactions(network_of(PRODUCT_OF_THREE), list(product((-1, 1), repeat=3)))
    assert found.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert found.interaction.tolist() == [[2, 2, 2]]
    assert found.strength.tolist() == [[0, 0, 0]]
    assert np.isnan(found.h).all()


def test_bent_lines_may_be_parallel() -> None:
    found = fwdprop.interactions(network_of(PARALLEL), [[-1, 0], [0, 2], [2, 1], [3, 3]])
    assert figures(found)[:3] == (0, 0, 0)
    assert found.regressions[0].explained == pytest.approx(0.9285714285714286, rel=1e-15)


def test_two_hidden_layers_make_it_at_two_nodes() -> None:
    network = fwdprop.load(NETWORKS / "two-hidden.yaml")
    found = fwdprop.interactions(network, [[1, 0], [3, 5]], by_node=True)
    assert found.largest.tolist() == [[136]]


def test_tanh_has_the_value_of_the_formula() -> None:
    network = fwdprop.load(NETWORKS / "transactions-tanh.yaml")
    found = fwdprop.interactions(network, [[0, 0], [1, 1]])
    assert found.largest[0, 0] == pytest.approx(abs(2 * np.tanh(2) - 4 * np.tanh(1)), rel=1e-14)


def test_a_sigmoid_makes_interactions_and_its_sum_has_none() -> None:
    rows = [[0, 0], [1, 1]]
    found = fwdprop.interactions(network_of(SIGMOID), rows, by_node=True)
    one, two = (1 / (1 + np.exp(-z)) for z in (1, 2))
    assert found.largest[0, 0] == pytest.approx(abs(two - 2 * one + 0.5), rel=1e-13)
    assert found.made is not None
    assert found.made.shares.tolist() == [[[1]]]
    assert figures(fwdprop.interactions(network_of(SIGMOID), rows, scores=True))[:3] == (0, 0, 0)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_linear_network_has_exactly_none(dtype: fwdprop.numerals.DType) -> None:
    network = fwdprop.load(NETWORKS / "transactions.yaml", dtype)
    rows = np.random.default_rng(1).integers(-9, 9, (30, 2))
    found = fwdprop.interactions(network, rows, by_node=True)
    assert figures(found)[:3] == (0, 0, 0)
    assert found.made is not None
    assert np.isnan(found.made.shares).all()
    line = found.regressions[0]
    assert line.explained == pytest.approx(1, abs=1e-12)
    assert line.slopes.tolist() == pytest.approx([1 * 2 + 1, 2 - 1], rel=1e-6)
    assert line.intercept == pytest.approx(0, abs=1e-6)
