"""The float32 nearest to an exact value, worked out with fractions; texts that make it hard."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

OF_THE_ISSUE = "17.328679084777833"
LARGEST = Fraction(2) ** 128


def floats(bits: int) -> Fraction:
    """The float32 with those bits, and what stands for infinity: the number that would follow."""
    if bits == 0x7F800000:
        return LARGEST
    return Fraction(float(np.array(bits, np.uint32).view(np.float32)))


def nearest(exact: Fraction) -> np.float32:
    """The float32 nearest to a value, the even one of two; by bisection of all of them."""
    low, high, size = 0, 0x7F800000, abs(exact)
    if size >= LARGEST:
        low = high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if floats(middle) <= size else (low, middle)
    below, above = size - floats(low), floats(high) - size
    bits = low if below < above or (below == above and low % 2 == 0) else high
    return np.float32(np.array(bits, np.uint32).view(np.float32) * (-1 if exact < 0 else 1))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A decimal at, or right beside, the middle between two float32."""
    bits = draw(st.one_of(st.integers(0, 0x7F7FFFFF), st.sampled_from([0, 1, 0x7F7FFFFF])))
    middle = (floats(bits) + floats(bits + 1)) / 2
    exact = format(Decimal(middle.numerator) / 1, "f")
    if middle.denominator > 1:
        places = middle.denominator.bit_length() - 1
        digits = str(middle.numerator * 5**places).rjust(places + 1, "0")
        exact = f"{digits[:-places]}.{digits[-places:]}"
    as_double = repr(float(middle))
    more = exact + ("" if "." in exact else ".") + "0" * draw(st.integers(0, 9)) + "1"
    less = format(Decimal(as_double), ".30e") if draw(st.booleans()) else as_double
    sign = draw(st.sampled_from(["", "-"]))
    return sign + draw(st.sampled_from([exact, as_double, more, less]))
