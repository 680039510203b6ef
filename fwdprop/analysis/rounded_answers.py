"""An answer that is the right value, but rounded further than its digits say: 1 for 0.999909."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.examples import ComparedValue
from fwdprop.analysis.slips import Explanation
from fwdprop.analysis.slips.rounding import rounded
from fwdprop.errors import count

MOST_DECIMALS = 6


class Rounding(NamedTuple):
    """To how many decimals the value was rounded; `is_near` where one more makes no difference.

    Then the answer would be right with a zero more: 1.0 for 0.999909, but not 1 for 0.76.
    """

    decimals: int
    is_near: bool

    @property
    def explanation(self) -> Explanation:
        """What is said of it: "1 is what you get when" "the value is rounded to a whole number"."""
        to = count(self.decimals, "decimal") if self.decimals else "a whole number"
        return Explanation((f"the value is rounded to {to}: write more digits",))


def rounding_of(value: ComparedValue) -> Rounding | None:
    """The rounding to as many decimals as a wrong answer has; None where that is another number."""
    answer, found = value.expected.value, value.found
    if not (math.isfinite(answer) and math.isfinite(found)):
        return None
    for decimals in range(MOST_DECIMALS + 1):
        if _is_close(_to(answer, decimals), answer):
            if not _is_close(_to(found, decimals), answer):
                return None
            return Rounding(decimals, _is_close(_to(found, decimals + 1), answer))
    return None


def _to(number: float, decimals: int) -> float:
    return float(rounded(np.array([number]), decimals)[0])


def _is_close(number: float, other: float) -> bool:
    return math.isclose(number, other, rel_tol=1e-12)
