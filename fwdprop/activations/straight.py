"""The straight pieces that some activations are made of, as data."""

from __future__ import annotations

from itertools import pairwise
from math import isclose
from typing import NamedTuple

Number = float | tuple[float, ...]
"""A number, or one for each node."""


class Straight(NamedTuple):
    """An activation that is made of straight pieces: piece k is `slopes[k]`·z + `offsets[k]`.

    It holds where breaks[k-1] < z <= breaks[k], the first one from -inf and the last one to inf. So
    exactly at a break it is the piece to the left that holds; where something else is computed
    there, as `step` and `sign` do, `at` has the values at all the breaks, else it is empty. Breaks
    ascend, and the pieces on both sides of each differ. A slope or offset may be one for each node.
    """

    breaks: tuple[float, ...]
    slopes: tuple[Number, ...]
    offsets: tuple[Number, ...]
    at: tuple[float, ...] = ()

    @property
    def jumps(self) -> bool:
        """Whether the pieces on both sides of a break do not meet there."""
        ends = zip(self.breaks, pairwise(zip(self.slopes, self.offsets, strict=True)), strict=True)
        return any(
            not isclose(_at(left, point), _at(right, point), abs_tol=1e-9)
            for point, (left, right) in ends
        )


def _at(piece: tuple[Number, Number], point: float) -> float:
    """A piece's value at a point; where each node has its own slope, that of any of them."""
    slope, offset = (each[0] if isinstance(each, tuple) else each for each in piece)
    return slope * point + offset


WHOLE = Straight((), (1.0,), (0.0,))
"""One piece alone, z itself."""


def bent_at_zero(alpha: Number) -> Straight:
    """z above zero, and alpha·z below; without a break where alpha is 1."""
    return WHOLE if alpha == 1 else Straight((0.0,), (alpha, 1.0), (0.0, 0.0))


def clipped(low: float, high: float, alpha: float = 1.0, beta: float = 0.0) -> Straight:
    """alpha·z + beta between two bounds, for an alpha above zero.

    It is the upper bound everywhere where that is not above the lower one, as NumPy has it.
    """
    if low >= high:
        return Straight((), (0.0,), (high,))
    breaks = (low - beta) / alpha, (high - beta) / alpha
    return Straight(breaks, (0.0, alpha, 0.0), (low, beta, high))
