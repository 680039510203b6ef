"""Numbers that lie exactly between two float32: which of these the text that was read is nearer to.

A text is read to the nearest float64, and that is rounded to float32 where the network computes in
it. Nothing is lost by the first step but where it ends exactly halfway between two float32: then
the float64 beside it, on the side of the text, stands for the text, and rounds as the text would.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    import numpy as np
    from numpy.typing import NDArray

# A float32 has so many binary digits, and its last one is never smaller than this power of two.
_DIGITS, _SMALLEST = 24, -149
# The digits that a float64 has beyond these, and those of a number that is halfway.
_REST, _HALF = (1 << 29) - 1, 1 << 28
# So many digits of a whole number are in any float64.
_EXACT = 15
_LEAST_NORMAL, _LEAST_HALF = 2.0**-126, 2.0**-150


def is_halfway(number: float) -> bool:
    """Whether a number lies exactly between two float32, or between the last one and infinity."""
    if not math.isfinite(number):
        return False
    fraction, power = math.frexp(number)
    scaled = math.ldexp(fraction, min(_DIGITS, power - _SMALLEST))
    return abs(scaled) % 1 == 0.5


def all_halfway(numbers: NDArray[np.float64]) -> NDArray[np.intp]:
    """Which of the numbers, of any shape, lie exactly between two float32: their indices (n,)."""
    import numpy as np

    flat = np.ravel(numbers)
    found = (flat.view(np.uint64) & _REST) == _HALF
    size = np.abs(flat)
    small = np.flatnonzero((size < _LEAST_NORMAL) & (size >= _LEAST_HALF))
    found[size < _LEAST_NORMAL] = False
    found[small] = [is_halfway(number) for number in flat[small].tolist()]
    found &= np.isfinite(flat)
    return np.flatnonzero(found)


def beside(number: float, exact: Fraction | Decimal | int) -> float:
    """The float64 that stands for an exact value, where the nearest one is that number."""
    if exact == number:  # Python compares these as they are
        return number
    return math.nextafter(number, math.inf if exact > number else -math.inf)


def of_text(number: float, text: str) -> float:
    """The float64 that float32 rounds as it would a decimal text, to which `number` is nearest."""
    if (len(text) <= _EXACT and text.isdigit()) or not is_halfway(number):
        return number
    from decimal import Decimal

    return beside(number, Decimal(text))
