"""Sums of products, rounded once: against fractions."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fwdprop.forward.exact import sum_of_products

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.floats(-10, 10)


def nearest(exact: Fraction) -> float:
    try:
        return float(exact)
    except OverflowError:
        return math.copysign(math.inf, exact.numerator // abs(exact.numerator))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), st.booleans())
@example([(0.1, 3), (-0.3, 1)], False)
@example([(1e200, 1e200), (-1e200, 1e200), (1, 1)], False)
@example([(1e308, 10), (-1e308, 9.5)], False)
@example([(1e-200, 1e-200)], False)
@example([(1e-200, 2e-124)] * 999, False)
def test_a_sum_is_the_exact_one_rounded_once(pairs: list[tuple[float, float]], again: bool) -> None:
    pairs += [(-a, b) for a, b in pairs[1:]] if again else []
    exact = sum((Fraction(a) * Fraction(b) for a, b in pairs), Fraction())
    one, other = np.array(pairs, float).reshape(-1, 2).T
    assert sum_of_products(one, other) == nearest(exact)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ([math.inf, 1], [1, 2], math.inf),
        ([math.inf, 1e200], [-1, 1e200], -math.inf),
        ([math.inf, -math.inf], [1, 1], math.nan),
        ([math.inf, 1], [0, 2], math.nan),
        ([math.nan, 1], [1, 2], math.nan),
    ],
)
def test_what_is_not_finite_is_carried_as_ieee_says(
    one: list[float], other: list[float], found: float
) -> None:
    assert repr(sum_of_products(np.array(one), np.array(other))) == repr(found)


def test_float32_products_are_exact_too() -> None:
    one, other = np.array([0.1, -0.3], np.float32), np.array([3, 1], np.float32)
    exact = Fraction(float(one[0])) * 3 + Fraction(float(one[1]))
    assert sum_of_products(one, other) == float(exact) != 0
