"""The formula that touches a network at a row has the slopes of the network there."""

from __future__ import annotations

import numpy as np
import pytest
from command_line import NETWORKS
from hypothesis import given
from hypothesis import strategies as st
from straight_networks import straight_network

from fwdprop import Layer, Network, bind, load, region, tangent
from fwdprop.activations import Bound

SMOOTH = [
    bind("tanh"),
    bind("softmax"),
    bind("log_softmax"),
    bind("softmin"),
    bind("gelu"),
    bind("sigmoid"),
    bind("softplus"),
]


@given(st.integers(0, 10**9), st.sampled_from(SMOOTH), st.sampled_from(SMOOTH))
def test_the_slopes_are_those_of_small_steps(seed: int, inner: Bound, outer: Bound) -> None:
    rng = np.random.default_rng(seed)
    first = Layer(
        "hidden",
        ("a", "b", "c", "d"),
        rng.normal(size=(4, 3)),
        rng.normal(size=4),
        inner,
        (0,),
        {1: bind("sin"), 2: bind("relu")},
    )
    last = Layer("output", ("y", "z"), rng.normal(size=(2, 7)), rng.normal(size=2), outer, (0, 1))
    network = Network(("x0", "x1", "x2"), (first, last))
    x = rng.normal(size=3)
    found = tangent(network, x)
    steps = np.eye(3) * 1e-5
    numeric = (network.forward(x + steps) - network.forward(x - steps)) / 2e-5
    np.testing.assert_allclose(found.slopes, numeric.T, rtol=1e-5, atol=1e-8)
    np.testing.assert_allclose(found.constants + found.slopes @ x, network(x), rtol=1e-12)


@given(st.integers(0, 10**9))
def test_of_straight_pieces_it_is_the_formula_that_holds(seed: int) -> None:
    network = straight_network(seed)
    x = np.random.default_rng(seed).normal(size=len(network.inputs))
    touching, holding = tangent(network, x), region(network, x).formulas
    np.testing.assert_allclose(touching.slopes, holding.slopes, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(touching.constants, holding.constants, rtol=1e-9, atol=1e-9)


def test_tanh_has_the_slope_of_the_book() -> None:
    found = tangent(load(NETWORKS / "transactions-tanh.yaml"), [0, 0])
    # hidden: tanh(a + b), tanh(-a + b); output: 2 h0 - h1, all at 0, where tanh is z itself.
    assert found.slopes.tolist() == [[3, 1]]
    assert found.constants.tolist() == [0]


def test_a_slope_next_to_the_largest_share_keeps_its_digits() -> None:
    layer = Layer(
        "output", ("y", "z"), np.array([[1.0], [0]]), np.array([45.0, 0]), bind("softmax"), (0,)
    )
    found = tangent(Network(("x",), (layer,)), [0])
    assert found.slopes.tolist() == pytest.approx(np.exp(-45) * np.array([[1], [-1]]), rel=1e-12)
