"""A curve as characters: every dot stands where the value is, and a jump stays open."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fwdprop.activations import CATALOGUE, bind
from fwdprop.activations.curve import Curve, curve
from fwdprop.views.activations.plot import ASCII, UNICODE, plot, points_for

NEEDED = {
    "leaky_relu": {"alpha": 0.2},
    "prelu": {"alpha": 50.0},
    "threshold": {"threshold": 1.0, "value": -2.0},
}
WIDTH, HEIGHT = 41, 13
# The dots of a braille character from top to bottom, left column first, as Unicode numbers them.
LEFT, RIGHT = (0, 1, 2, 6), (3, 4, 5, 7)


def dots(text: str, margin: int) -> set[tuple[int, int]]:
    """The dots of a drawing in braille: (column, row), counted from the top left."""
    found = set()
    for row, line in enumerate(text.split("\n")[:HEIGHT]):
        for column, character in enumerate(line[margin:]):
            bits = ord(character) - 0x2800
            if 0 < bits < 0x100:
                for side, order in enumerate((LEFT, RIGHT)):
                    found |= {
                        (2 * column + side, 4 * row + at)
                        for at, bit in enumerate(order)
                        if bits >> bit & 1
                    }
    return found


@pytest.mark.parametrize("name", [each.name for each in CATALOGUE.values() if not each.whole_layer])
def test_every_dot_stands_where_a_value_is_and_every_value_has_a_dot(name: str) -> None:
    bound = bind(name, **NEEDED.get(name, {}))
    drawn = curve(bound, points_for(WIDTH))
    text = plot(drawn, WIDTH, HEIGHT, UNICODE).plain
    margin = len(text.split("\n")[0]) - WIDTH
    expected = set()
    for z, value in zip(drawn.z.tolist(), bound.at(drawn.z).tolist(), strict=True):
        if math.isfinite(value):
            row = (drawn.high - value) / (drawn.high - drawn.low) * (4 * HEIGHT - 1)
            column = (z + drawn.reach) / (2 * drawn.reach) * (2 * WIDTH - 1)
            if -0.5 <= row <= 4 * HEIGHT - 0.5:
                expected.add((round(column), round(row)))
    found = dots(text, margin)
    assert len(found ^ expected) <= 2  # halves, which may be rounded either way


def test_a_jump_stays_open() -> None:
    drawn = curve(bind("step"), points_for(WIDTH))
    found = dots(plot(drawn, WIDTH, HEIGHT, UNICODE).plain, 2)
    assert {row for _, row in found} == {0, 4 * HEIGHT - 1}


def test_a_point_between_the_sides_of_a_jump_is_seen() -> None:
    drawn = curve(bind("step", at_zero=0.5), points_for(WIDTH))
    found = dots(plot(drawn, WIDTH, HEIGHT, UNICODE).plain, 2)
    assert len({row for _, row in found}) == 3


def test_a_steep_line_has_no_holes() -> None:
    drawn = curve(bind("prelu", alpha=50.0), points_for(WIDTH))
    text = plot(drawn, WIDTH, HEIGHT, UNICODE).plain
    rows = {row for _, row in dots(text, len(text.split("\n")[0]) - WIDTH)}
    assert rows == set(range(min(rows), max(rows) + 1))


def test_in_ascii_a_point_is_an_asterisk() -> None:
    drawn = curve(bind("sign"), 7 * 2 * 64 + 1)
    text = plot(drawn, 13, 5, ASCII).plain
    lines = [line.rstrip() for line in text.split("\n")]
    assert lines == [
        " 1       *******",
        "         |",
        " 0 ------*------",
        "         |",
        "-1 *******",
        "   -4    0     4",
    ]


def test_axes_go_through_zero_and_numbers_stand_at_their_ends() -> None:
    z = np.linspace(-2, 2, points_for(9))
    text = plot(Curve(z, z * 0 + 99, 2.0, -1.0, 3.0), 9, 5, UNICODE).plain
    assert [line.rstrip() for line in text.split("\n")] == [
        " 3     │",
        "       │",
        "       │",
        " 0 ────┼────",
        "-1     │",
        "   -2  0   2",
    ]
