"""Numbers that lie between two float32: what was written says which of these they become."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nearest_float32 import OF_THE_ISSUE, nearest, texts

from fwdprop import float32, numerals


@given(text=st.one_of(texts(), st.floats(allow_nan=False, allow_infinity=False).map(repr)))
@example(text=OF_THE_ISSUE)
def test_a_decimal_is_the_nearest_float32(text: str) -> None:
    number = numerals.nearest(text, "float32")
    with np.errstate(over="ignore"):
        found = np.float32(number)
    assert found.tobytes() == (nearest(Fraction(text)) * np.float32(1)).tobytes() or (
        found == 0 == nearest(Fraction(text))
    )
    assert numerals.nearest(text, "float64") == float(text)


@given(st.lists(st.one_of(st.floats(), texts().map(float)), max_size=20))
def test_numbers_in_the_middle_are_found_at_once_as_one_by_one(numbers: list[float]) -> None:
    found = float32.all_halfway(np.array(numbers, np.float64)).tolist()
    assert found == [at for at, number in enumerate(numbers) if float32.is_halfway(number)]


@given(
    over=st.one_of(st.integers(0, 10**20), st.decimals(0, 10**6, places=6)),
    under=st.one_of(st.integers(1, 10**20), st.decimals("0.001", 10**6, places=6)),
)
@example(over=16777217, under=1)
@example(over=Decimal("0.3"), under=Decimal("0.1"))
def test_a_fraction_is_rounded_once(over: Any, under: Any) -> None:
    text, exact = f"{over}/{under}", Fraction(over) / Fraction(under)
    single = numerals.parse_argument(text, "float32")
    assert numerals.parse_argument(text) == numerals.parse_yaml(text) == float(exact)
    assert np.float32(single) == nearest(exact)
    assert numerals.parse_yaml(text, "float32") == single


def test_fractions_of_large_powers_take_no_time() -> None:
    assert numerals.parse_argument("1e400/1e399") == 10
    assert numerals.parse_argument("1e999999999/1e999999998") is not None


@pytest.mark.parametrize("text", ["0x1000001", "0o100000001", "16777217", "0x20000010000001"])
def test_whole_numbers_of_another_base_are_rounded_once(text: str) -> None:
    assert np.float32(numerals.parse_yaml(text, "float32")) == nearest(Fraction(int(text, 0)))
