"""How close a value must be to the one that is expected."""

from __future__ import annotations

import math
import sys
from bisect import bisect_right
from typing import Literal, NamedTuple

import numpy as np

from fwdprop.network.network import Expected

RELATIVE_FLOOR = {"float64": 1e-9, "float32": 1e-5}
FLOOR_AT_ZERO = {"float64": 1e-12, "float32": 1e-6}

HAIR = FLOOR_AT_ZERO
"""What computing in a type puts a number of size 1 off: halves and whole units are met by it."""

OVER = 1 + 1e-9
"""What a tolerance is multiplied by: 0.752 - 0.751 is a hair more than 0.001 in binary."""

LARGEST = sys.float_info.max
"""An infinite difference is more than any tolerance."""

FEWEST_CUT = 99.5
"""The units of the last digit that a number of three significant digits has, at least."""

DIGITS = (0.5, *(10.0**digits - 0.5 for digits in range(1, 17)))
"""A number of so many units of its last digit has a significant digit more behind each of these."""

Rule = Literal["digits", "relative", "absolute", "exact"]
"""What decides how far a value may be off.

So many significant digits, a share of the value, a number, or nothing: only the same value holds.
"""


class Closeness(NamedTuple):
    """How close a value must be to an expected one.

    `tolerance` is how far it may be off, `limit` the same with the hair that computing may add.
    `cut` is how far it may be off away from zero where the expected number was cut off, not
    rounded: by less than that; 0 where that is not accepted. `read` is the expected value as the
    network's type has it, which always holds. `amount` are the digits, the share or the number that
    the `rule` is about.
    """

    value: float
    read: float
    tolerance: float
    limit: float
    cut: float
    rule: Rule
    amount: float

    @property
    def digits(self) -> int:
        """The significant digits that decide, 0 where none do."""
        return int(self.amount) if self.rule == "digits" else 0

    def holds(self, found: float) -> bool:
        """Whether a value is the one expected, as rounding prints it."""
        # What is infinite is off by nan or an infinity, and so holds where it is read alone.
        return (
            abs(found - self.value) <= self.limit
            or found == self.read
            or (math.isnan(found) and math.isnan(self.value))
        )

    def is_cut(self, found: float) -> bool:
        """Whether the expected number is a value, that does not hold, with its last digits cut off.

        Cut off means towards zero.
        """
        away = found - self.value if self.value > 0 else self.value - found
        return 0 < away < self.cut

    def accepts(self, found: float) -> bool:
        """Whether a value holds, rounded or cut off."""
        return self.holds(found) or self.is_cut(found)


def closeness(expected: Expected, tolerance: float | None, dtype: str) -> Closeness:
    """How close a value of a network of this type must be to the one expected.

    Within `tolerance` where it is not None. Else it rounds to the printed digits: it is within half
    a unit of the last one. Never closer than 1e-9 relative, or 1e-12 where 0 is expected (float32:
    1e-5 and 1e-6). Where nan or an infinity is expected, nothing else holds.
    """
    value, unit = expected.value, expected.unit
    read = value if dtype == "float64" else _as_single(value)
    if not math.isfinite(value):
        return Closeness(value, read, 0, 0, 0, "exact", 0)
    if tolerance is not None:
        limit = min(tolerance * OVER, LARGEST)
        return Closeness(value, read, tolerance, limit, 0, "absolute", tolerance)
    kept = "float32" if expected.is_single else dtype
    size, half, hair = abs(value), unit / 2, HAIR[kept]
    floor = size * RELATIVE_FLOOR[kept]
    at_zero = floor == 0
    floor = floor or FLOOR_AT_ZERO[kept]
    limit = min(max(half * (1 + hair) + size * hair, floor * OVER), LARGEST)
    cut = unit * (1 - hair) - size * hair if size > FEWEST_CUT * unit else 0.0
    if half < floor:
        rule: tuple[Rule, float] = ("relative", RELATIVE_FLOOR[kept])
        rule = ("absolute", floor) if at_zero else rule
        return Closeness(value, read, floor, limit, cut, *rule)
    digits = bisect_right(DIGITS, size / unit)
    rule = ("digits", digits) if digits else ("absolute", half)
    return Closeness(value, read, half, limit, cut, *rule)


def _as_single(value: float) -> float:
    with np.errstate(over="ignore"):
        return float(np.float32(value))
