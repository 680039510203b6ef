"""The straight pieces that some activations are made of, as data."""

from __future__ import annotations

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
