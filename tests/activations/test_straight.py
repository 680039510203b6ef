"""The straight pieces of activations are the activations, and no other is made of such."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from fwdprop.activations import CATALOGUE, Bound, Straight, bind

MADE_OF_STRAIGHT_PIECES = [
    bind("identity"),
    bind("relu"),
    bind("relu6"),
    bind("leaky_relu", alpha=0.01),
    bind("leaky_relu", alpha=1),
    bind("leaky_relu", alpha=-2),
    bind("prelu", alpha=0.25),
    bind("hard_sigmoid"),
    bind("hard_sigmoid", alpha=0.2, beta=0.1),
    bind("hard_tanh"),
    bind("hard_tanh", min=0, max=20),
    bind("hard_tanh", min=3, max=1),
    bind("threshold", threshold=0.1, value=20),
    bind("threshold", threshold=-2, value=-2),
    bind("step"),
    bind("step", at_zero=0.5),
    bind("step", at_zero=1),
    bind("sign"),
    bind("soft_shrink"),
    bind("soft_shrink", lambd=2),
    bind("hard_shrink", lambd=1.5),
    bind("abs"),
]


def value(straight: Straight, z: float) -> float:
    """The value of the pieces, as `Straight` describes it."""
    if straight.at and z in straight.breaks:
        return straight.at[straight.breaks.index(z)]
    piece = sum(place < z for place in straight.breaks)
    slope, offset = straight.slopes[piece], straight.offsets[piece]
    assert isinstance(slope, float)
    assert isinstance(offset, float)
    return slope * z + offset


@pytest.mark.parametrize("bound", MADE_OF_STRAIGHT_PIECES, ids=str)
def test_the_pieces_are_the_activation(bound: Bound) -> None:
    straight = bound.straight
    assert straight is not None
    assert len(straight.slopes) == len(straight.offsets) == len(straight.breaks) + 1
    assert list(straight.breaks) == sorted(straight.breaks)
    z = np.sort([*np.linspace(-50, 50, 1001), *straight.breaks])
    pieces = [value(straight, each) for each in z.tolist()]
    np.testing.assert_allclose(bound.at(z), pieces, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("bound", MADE_OF_STRAIGHT_PIECES, ids=str)
def test_pieces_differ_on_both_sides_of_a_break(bound: Bound) -> None:
    straight = bound.straight
    assert straight is not None
    pieces = list(zip(straight.slopes, straight.offsets, strict=True))
    assert all(left != right for left, right in pairwise(pieces))


def test_all_others_bend_everywhere() -> None:
    known = {bound.name for bound in MADE_OF_STRAIGHT_PIECES}
    assert {name for name, each in CATALOGUE.items() if each.straight} == known
    z = np.linspace(-2.9, 2.9, 60)
    for name, entry in CATALOGUE.items():
        if name not in known and not entry.whole_layer:
            values = bind(name, **dict.fromkeys(entry.required, 0.5)).at(z)
            # Straight pieces bend at each of their few breaks alone, between two or three points.
            assert np.count_nonzero(np.abs(np.diff(values, 2)) > 1e-9) > 12, name


def test_a_number_of_each_node_is_a_slope_of_each_node() -> None:
    bound = bind("prelu", alpha=[0.1, 1.0, 3.0])
    assert bound.straight == ((0.0,), ((0.1, 1.0, 3.0), 1.0), (0.0, 0.0), ())
    assert bound.of_node(0).straight == ((0.0,), (0.1, 1.0), (0.0, 0.0), ())
    assert bound.of_node(1).straight == ((), (1.0,), (0.0,), ())
