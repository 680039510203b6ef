"""What is said of an expected number that was cut off behind its last digit, not rounded there."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext

# Enough for every digit of a float64 that is a few times the unit.
_PRECISION = 60


def words(found: float, expected: float, unit: float) -> str:
    """`cut off: 0.70860 rounds to 0.709`, where 0.708 is expected, in units of 0.001.

    The value found has two more digits than that, or as many as show that it is not what it rounds
    to: 0.7089999.
    """
    with localcontext(prec=_PRECISION):
        places = round(math.log10(unit))
        whole = Decimal((0, (1,), places))
        cut = Decimal(expected).quantize(whole, ROUND_HALF_UP)
        value = Decimal(found)
        more = 2
        while (shown := _to(value, places - more)).quantize(whole, ROUND_DOWN) != cut:
            more += 1
        return f"cut off: {_spelled(shown)} rounds to {_spelled(_to(value, places))}"


def _to(value: Decimal, place: int) -> Decimal:
    """The value rounded to a power of ten."""
    return value.quantize(Decimal((0, (1,), place)), ROUND_HALF_UP)


def _spelled(value: Decimal) -> str:
    digits, _, power = str(value).partition("E")
    return f"{digits}e{int(power):+03}" if power else digits
