"""Round numbers along an axis: the ticks between two ends, exact decimals."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import NamedTuple, TypeVar

from fwdprop import numerals
from fwdprop.arrays import Array

Number = TypeVar("Number", float, Array)

_LARGEST = sys.float_info.max
_ROUND = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
# As many digits as there are between the largest float64 and the smallest one.
_exactly = Context(prec=700)


class Tick(NamedTuple):
    """A number on an axis, and how it is written."""

    at: float
    text: str


def ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most so many round numbers from low to high, both among them where they are round."""
    start, stop = Decimal(low), Decimal(high)
    step = _step(start, stop, most)
    first = int(_exactly.divide(start, step).to_integral_value("ROUND_CEILING", _exactly))
    last = int(_exactly.divide(stop, step).to_integral_value("ROUND_FLOOR", _exactly))
    exact = [_exactly.multiply(step, Decimal(number)) for number in range(first, last + 1)]
    return [Tick(float(number), text) for number, text in zip(exact, _texts(exact), strict=True)]


def around(values: Sequence[float], most: int) -> tuple[float, float]:
    """The ends of an axis that has all these finite values, round numbers and not equal."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if low == high:
        apart = abs(low) / 10 or 1.0
        low, high = max(low - apart, -_LARGEST), min(high + apart, _LARGEST)
    if not (math.isfinite(low) and math.isfinite(high)):
        return min(values), max(values)
    start, stop = Decimal(low), Decimal(high)
    step = _step(start, stop, most)
    ends = [
        float(_exactly.multiply(_exactly.divide(end, step).to_integral_value(way, _exactly), step))
        for end, way in ((start, "ROUND_FLOOR"), (stop, "ROUND_CEILING"))
    ]
    return (ends[0], ends[1]) if all(map(math.isfinite, ends)) else (low, high)


def part(value: Number, low: float, high: float) -> Number:
    """Where the value is on the way from low to high, 0 to 1; without overflow."""
    if high - low < math.inf:
        return (value - low) / (high - low)
    return (value / 2 - low / 2) / (high / 2 - low / 2)


def _step(low: Decimal, high: Decimal, most: int) -> Decimal:
    """The least round step with at most so many ticks."""
    rough = _exactly.divide(_exactly.subtract(high, low), Decimal(max(most - 1, 1)))
    power = Decimal(1).scaleb(rough.adjusted(), _exactly)
    return next(
        step for step in (_exactly.multiply(each, power) for each in _ROUND) if step >= rough
    )


def _texts(exact: Sequence[Decimal]) -> list[str]:
    """The numbers as they are written: all digits where these are few."""
    plain = [f"{number.normalize(_exactly):f}" for number in exact]
    if max(map(len, plain), default=0) <= 8:
        return ["0" if number == 0 else text for number, text in zip(exact, plain, strict=True)]
    short = [numerals.rounded(float(number)) for number in exact]
    return short if len({*short}) == len(short) else [numerals.exact(float(x)) for x in exact]
