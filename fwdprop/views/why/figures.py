"""Numbers of one column: as many decimals each, so that they can be added up with a pencil."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fwdprop import numerals

_MOST_DECIMALS = 12


def column(numbers: Sequence[float], digits: int) -> list[str]:
    """The numbers with as many decimals as give the largest of them so many significant digits.

    Where that shows too little of them, or needs too many, each has its own. 0 is `0`.
    """
    sizes = [abs(number) for number in numbers if number]
    if not sizes or not all(map(math.isfinite, sizes)):
        return [numerals.rounded(number, digits) for number in numbers]
    decimals = digits - 1 - math.floor(math.log10(max(sizes)))
    if not 0 <= decimals <= _MOST_DECIMALS or min(sizes) < 10.0**-decimals:
        return [numerals.rounded(number or 0.0, digits) for number in numbers]
    texts = [f"{number:.{decimals}f}" if number else "" for number in numbers]
    while decimals and all(text.endswith("0") for text in texts if text):
        texts = [text[:-1] for text in texts]
        decimals -= 1
    return [text.removesuffix(".") or "0" for text in texts]


def ways(starts: Sequence[float], ends: Sequence[float], digits: int, arrow: str) -> list[str]:
    """`3.6870 → -2.7840` for each pair, both sides of the arrow as wide as in the others."""
    texts = column([*starts, *ends], digits)
    left, right = texts[: len(starts)], texts[len(starts) :]
    wide, wider = max(map(len, left), default=0), max(map(len, right), default=0)
    return [f"{a:>{wide}} {arrow} {b:>{wider}}" for a, b in zip(left, right, strict=True)]
