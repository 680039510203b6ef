"""Numbers of one column: as many decimals each, so that they can be added up with a pencil."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fwdprop import numerals

_MOST_DECIMALS = 12


def column(numbers: Sequence[float], digits: int) -> list[str]:
    """The numbers with as many decimals as give the largest of them so many significant digits.

    Where that needs too many decimals, or none, each has its own. One that would have no digit left
    has two of its own, and 0 is `0`.
    """
    sizes = [abs(number) for number in numbers if number]
    if not sizes or not all(map(math.isfinite, sizes)):
        return [numerals.rounded(number or 0.0, digits) for number in numbers]
    decimals = digits - 1 - math.floor(math.log10(max(sizes)))
    if not 0 <= decimals <= _MOST_DECIMALS:
        return [numerals.rounded(number or 0.0, digits) for number in numbers]
    least = 10.0**-decimals
    texts = [f"{number:.{decimals}f}" if abs(number) >= least else "" for number in numbers]
    while decimals and all(text.endswith("0") for text in texts if text):
        texts = [text[:-1] for text in texts]
        decimals -= 1
    own = (numerals.rounded(number or 0.0, min(2, digits)) for number in numbers)
    return [text.removesuffix(".") or small for text, small in zip(texts, own, strict=True)]


def ways(starts: Sequence[float], ends: Sequence[float], digits: int, arrow: str) -> list[str]:
    """`3.6870 → -2.7840` for each pair, both sides of the arrow as wide as in the others."""
    texts = column([*starts, *ends], digits)
    left, right = texts[: len(starts)], texts[len(starts) :]
    wide, wider = max(map(len, left), default=0), max(map(len, right), default=0)
    return [f"{a:>{wide}} {arrow} {b:>{wider}}" for a, b in zip(left, right, strict=True)]
