"""How far the sliders of inputs reach: a little farther than the inputs that are known."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fwdprop.network.network import Network

_FARTHER = 1.25
_STEPS = 100


def ranges(network: Network, x: Sequence[float]) -> list[tuple[float, float, float]]:
    """For each input the ends and the step of its slider.

    They follow the row and the network's examples: from 0, or from as far below it as above where
    an input is negative, to a round number; to 1 at least. Whole numbers go in whole steps.
    """
    rows = [x, *(example.x for example in network.examples)]
    return [_range(values) for values in zip(*rows, strict=True)]


def _range(values: Sequence[float]) -> tuple[float, float, float]:
    found = [value for value in values if math.isfinite(value)]
    largest = max(map(abs, found), default=0.0)
    end = 1.0 if largest <= 1 else _round_number(min(_FARTHER * largest, 1e308))
    start = -end if min(found, default=0.0) < 0 else 0.0
    is_whole = largest > 1 and all(value == round(value) for value in found)
    step = end / _STEPS
    return start, end, max(1.0, step) if is_whole else step


def _round_number(number: float) -> float:
    """The number itself, or the next larger one, of 1, 2, 5, 10, 20, 50 and so on."""
    power: float = 10.0 ** math.floor(math.log10(number))
    return next((power * each for each in (1, 2, 5) if number <= power * each), power * 10)
