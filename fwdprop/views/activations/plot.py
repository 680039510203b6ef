"""A curve drawn with characters: braille, eight dots each, or asterisks where that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from rich.text import Text

from fwdprop import numerals
from fwdprop.activations.curve import Curve
from fwdprop.arrays import Array

POINTS_PER_DOT = 64
"""So dense that a steep line has no holes, and a jump has one."""

_BRAILLE = 0x2800
# The bit of each dot of a braille character, (rows, columns).
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])


@dataclass(frozen=True)
class Pen:
    """What a curve is drawn with: the characters of the axes, and how many dots make a character.

    `dots` are the rows and columns of dots in one character.
    """

    horizontal: str
    vertical: str
    crossing: str
    dots: tuple[int, int]

    def character(self, dots: Array) -> str:
        """The character that shows these dots, at least one of which is set."""
        return "*" if dots.size == 1 else chr(_BRAILLE + int(_BITS[dots].sum()))


UNICODE = Pen("─", "│", "┼", (4, 2))
ASCII = Pen("-", "|", "+", (1, 1))


def points_for(width: int) -> int:
    """How many points a curve needs to be drawn so many characters wide: an odd number."""
    return width * 2 * POINTS_PER_DOT + 1


def plot(curve: Curve, width: int, height: int, pen: Pen) -> Text:
    """The curve with its axes through 0, and the numbers at their ends around it.

    The drawing itself is `width` by `height` characters, `width` an odd number.
    """
    dots = _dots(curve, width, height, pen)
    zero_row = _row_of(0.0, curve, height * pen.dots[0]) // pen.dots[0]
    labels = _labels(curve, height, zero_row)
    margin = max(map(len, labels.values()))
    text = Text()
    for row in range(height):
        text.append(f"{labels.get(row, ''):>{margin}} ", "dim")
        axis = _axis(row == zero_row, width, pen)
        spots = [dots[row, :, column] for column in range(width)]
        drawn = [pen.character(spot) if spot.any() else None for spot in spots]
        text.append_text(_line(drawn, axis))
        text.append("\n")
    text.append(_below(curve.reach, margin, width), "dim")
    return text


def _dots(curve: Curve, width: int, height: int, pen: Pen) -> Array:
    """Which dots are set, (height, rows of dots, width, columns of dots)."""
    rows, columns = height * pen.dots[0], width * pen.dots[1]
    with np.errstate(all="ignore"):
        y = np.rint((curve.high - curve.value) / (curve.high - curve.low) * (rows - 1))
        x = np.rint((curve.z / curve.reach + 1) / 2 * (columns - 1))
    inside = (y >= 0) & (y < rows)
    dots = np.zeros((rows, columns), bool)
    dots[y[inside].astype(int), x[inside].astype(int)] = True
    return dots.reshape(height, pen.dots[0], width, pen.dots[1])


def _line(drawn: Sequence[str | None], axis: str) -> Text:
    """A row of characters: those that are drawn, and the axes where none is."""
    line = Text()
    pairs = zip(drawn, axis, strict=True)
    for is_axis, run in groupby(pairs, lambda pair: pair[0] is None):
        characters = "".join(empty if dots is None else dots for dots, empty in run)
        line.append(characters, "dim" if is_axis else "bold cyan")
    return line


def _row_of(value: float, curve: Curve, rows: int) -> int:
    return round((curve.high - value) / (curve.high - curve.low) * (rows - 1))


def _labels(curve: Curve, height: int, zero_row: int) -> dict[int, str]:
    """The numbers at the side, by row; 0 has the last word."""
    edges = {0: numerals.rounded(curve.high), height - 1: numerals.rounded(curve.low)}
    return {**edges, zero_row: "0"}


def _axis(horizontal: bool, width: int, pen: Pen) -> str:
    """A row with nothing but the axes: the horizontal one lies in it, or only the other cuts it."""
    half = (pen.horizontal if horizontal else " ") * (width // 2)
    return half + (pen.crossing if horizontal else pen.vertical) + half


def _below(reach: float, margin: int, width: int) -> str:
    """The line of numbers under the picture: both ends, and 0 under the axis."""
    left, right = numerals.rounded(-reach), numerals.rounded(reach)
    middle = margin + 1 + width // 2
    line = f"{' ' * (margin + 1)}{left}".ljust(middle) + "0"
    return line + right.rjust(margin + 1 + width - len(line))
