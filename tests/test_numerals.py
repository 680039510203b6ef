"""Numbers mean what they look like: as float() reads them, to the bit, and printed to read back."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from fwdprop import numerals
from fwdprop.arrays import Array, numbers
from fwdprop.errors import NetworkError
from fwdprop.models import yaml as reader

DECIMAL = r"[-+]?([0-9]{1,25}\.?[0-9]{0,25}|\.[0-9]{1,25})([eE][-+]?[0-9]{1,4})?"
decimals = st.from_regex(DECIMAL, fullmatch=True, alphabet=st.characters(codec="ascii")).filter(
    lambda text: math.isfinite(float(text))
)


def weights(*texts: str, row: str = "[{}]") -> Array:
    """The weights that these texts give in a network file."""
    written = row.format(", ".join(texts))
    text = f"inputs: {len(texts)}\nlayers:\n  - nodes:\n      n: {written}\n"
    found: Array
    (found,) = reader.parse(text, "net.yaml", Path(), "net").layers[0].weights
    return found


@settings(max_examples=examples(50))
@given(texts=st.lists(decimals, min_size=1, max_size=12), row=st.sampled_from(["[{}]", "[{}, ]"]))
def test_every_decimal_in_a_file_is_read_as_float_reads_it(texts: list[str], row: str) -> None:
    expected = [float(text) for text in texts]
    assert weights(*texts, row=row).tobytes() == np.array(expected).tobytes()


@settings(max_examples=examples(50))
@given(texts=st.lists(decimals, min_size=8, max_size=12))
def test_every_decimal_in_a_block_is_read_as_float_reads_it(texts: list[str]) -> None:
    expected = [float(text) for text in texts]
    block = "".join(f"\n        - {text}" for text in texts)
    assert weights(*texts, row=block).tobytes() == np.array(expected).tobytes()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-5", 1e-5),
        ("-1e-05", -1e-05),
        ("1E5", 1e5),
        ("1.e5", 1e5),
        (".5", 0.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("+5", 5.0),
        ("010", 10.0),
        ("-007.50", -7.5),
        ("0o17", 15.0),
        ("0x1F", 31.0),
        ("0xff", 255.0),
        ("1e-400", 0.0),
        ("5e-324", 5e-324),
        ("1.7976931348623157e308", 1.7976931348623157e308),
        ("9007199254740993", 9007199254740992.0),
        ("0." + "3" * 9_000, 1 / 3),
        ("0x" + "f" * 200, float(int("f" * 200, 16))),
    ],
)
def test_numbers_of_yaml_1_2_mean_what_they_look_like(text: str, value: float) -> None:
    assert numerals.parse_yaml(text) == value
    assert weights(text).tolist() == [value]


@pytest.mark.parametrize("text", ["-0", "-0.0", "-0e5", "-.0", "-0/5"])
def test_a_zero_keeps_its_sign(text: str) -> None:
    assert str(numerals.parse_yaml(text)) == "-0.0"
    assert np.signbit(weights(text, *["1.25"] * 8)).tolist() == [True] + [False] * 8


@pytest.mark.parametrize("over", range(-3, 4))
@pytest.mark.parametrize("under", [3, 7, -9, 1000])
def test_a_fraction_is_the_nearest_number_to_it(over: int, under: int) -> None:
    assert weights(f"{over}/{under}").tolist() == [float(Fraction(over, under))]


@pytest.mark.parametrize(
    ("text", "value"), [("1.5/0.5", 3.0), ("1e2/-4", -25.0), ("+1/.5", 2.0), ("-0/5", -0.0)]
)
def test_a_fraction_may_hold_any_two_decimals(text: str, value: float) -> None:
    assert numerals.parse_yaml(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (".inf", math.inf),
        ("+.Inf", math.inf),
        ("-.INF", -math.inf),
        (".nan", math.nan),
        (".NaN", math.nan),
        (".NAN", math.nan),
        ("1e999", math.inf),
        ("-1e999", -math.inf),
        ("9" * 5000, math.inf),
        ("0x" + "f" * 300, math.inf),
        ("0o" + "7" * 400, math.inf),
    ],
)
def test_what_is_not_finite_is_known_and_is_no_weight(text: str, value: float) -> None:
    assert numerals.parse_yaml(text) == pytest.approx(value, nan_ok=True)
    with pytest.raises(NetworkError, match="a weight is a finite number"):
        weights(text)


NO_NUMBERS = """
    1:30 1_000 0b11 0x 0o8 0X1F 0O17 -0x1F +0o7 1e 1e+ e5 . + - +- 1.2.3 1,5 nan inf .infinity
    Infinity -.nan .Nan .iNF 1/0 1/ /3 1/3/5 1/0x2 1/.inf 0/0 1//3 ١ ½ 1e५ １ 1f 1d 1j true yes on
    null ~ <<
"""


@pytest.mark.parametrize("text", ["", *NO_NUMBERS.split(), "1 2", " 1", "1 ", "1\n"])
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert numerals.parse_yaml(text) is None


@pytest.mark.parametrize(
    "read", [numerals.parse_yaml, numerals.parse_cell, numerals.parse_argument]
)
@pytest.mark.parametrize(
    "text",
    ["9" * 9_000 + "x", "." + "9" * 9_000 + "x", "9" * 600 + "/" + "9" * 600 + "x"],
    ids=["digits", "behind the point", "fraction"],
)
def test_long_texts_that_are_no_numbers_are_none_to_the_end(read: object, text: str) -> None:
    assert callable(read)
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0.751", 1e-3),
        ("-0.751", 1e-3),
        ("7.51e-4", 1e-6),
        ("7.510E+2", 1e-1),
        (".5", 1e-1),
        ("8.0", 1e-1),
        ("8", 0.0),
        ("8e3", 0.0),
        ("1/3", 0.0),
        ("1.5/2.5", 0.0),
        (".inf", 0.0),
        (".nan", 0.0),
        ("0.1e-" + "9" * 5000, 0.0),
        ("0.0e" + "9" * 5000, 0.0),
        ("0.0e400", 0.0),
        ("0.05e309", 1e307),
        ("1.50e3", 10.0),
        ("1.5e000000000000", 1e-1),
        ("1.5E+000000000003", 100.0),
        ("1.5e-000000000003", 1e-4),
        ("5.", 0.0),
        ("-0.0", 1e-1),
    ],
)
def test_the_last_printed_digit_has_a_unit_behind_a_point_only(text: str, unit: float) -> None:
    assert numerals.printed_unit(text) == unit


@given(number=st.floats())
def test_an_exact_text_reads_back_to_the_bit_and_has_no_needless_point(number: float) -> None:
    text = numerals.exact(number)
    assert np.float64(float(text)).tobytes() == np.float64(number).tobytes() or math.isnan(number)
    assert not text.endswith((".0", "."))
    assert len(text) <= len(repr(number))


@given(number=st.floats(width=32))
def test_an_exact_float32_is_as_short_as_float32_allows(number: float) -> None:
    (float32,) = numbers(np.array([number], np.float32))
    text = numerals.exact(float32)
    assert np.float32(text) == float32 or math.isnan(number)
    assert len(text.replace("-", "").replace(".", "").partition("e")[0].strip("0")) <= 9


@given(number=st.floats(allow_nan=False, allow_infinity=False), digits=st.integers(1, 17))
def test_a_rounded_number_has_that_many_digits(number: float, digits: int) -> None:
    text = numerals.rounded(number, digits)
    with localcontext(prec=digits, Emin=-400, Emax=400):
        assert Decimal(text) == +Decimal(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [(5.0, "5"), (0.76, "0.76"), (1e-7, "1e-07"), (1234567.0, "1.23457e+06"), (-0.0, "-0")],
)
def test_a_person_reads_six_digits(number: float, text: str) -> None:
    assert numerals.rounded(number) == text
