"""How long a number may be, and how long one that is worked out exactly: on either side of each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from command_line import Run

from fwdprop import float32, numerals

LONGEST = 100_000
NET = "networks/transactions.yaml"


@pytest.mark.parametrize("text", ["2.{}", "{}2", "{}2/3", "2/3.{}", "0x{}2", "-{}2"])
def test_numbers_of_100000_characters_are_read(text: str) -> None:
    at, beyond = (text.format("0" * (size - len(text) + 2)) for size in (LONGEST, LONGEST + 1))
    assert (len(at), len(beyond)) == (LONGEST, LONGEST + 1)
    short = numerals.parse_yaml(text.format("0"))
    assert short is not None
    assert numerals.parse_yaml(at) == short
    assert numerals.parse_yaml(beyond) is None
    if "x" not in text:
        assert numerals.parse_argument(f" {at} ") == short
        assert numerals.parse_argument(f" {beyond} ") is None


@pytest.mark.parametrize("form", ["[{}]", "{{weights: [{}]}}", "[{},]"])
def test_weights_of_100000_characters_are_read(fwdprop: Run, folder: Path, form: str) -> None:
    for more in (0, 1):
        weight = "2." + "0" * (LONGEST - 2 + more)
        net = f"inputs: [a]\nlayers: [{{nodes: {{y: {form.format(weight)}}}}}]\n"
        result = fwdprop("run - --input 3 --format values", stdin=net)
        if more:
            assert (result.stdout, result.status) == ("", 2)
            assert result.stderr.startswith("error: a weight is a number, not 2.000")
        else:
            assert (result.stdout, result.stderr, result.status) == ("6\n", "", 0)


@pytest.mark.parametrize("separator", ["", ".0"])
def test_inputs_of_100000_characters_are_read(fwdprop: Run, separator: str) -> None:
    for more in (0, 1):
        number = f"{'0' * (LONGEST - 1 - len(separator) + more)}2{separator}"
        result = fwdprop("run", NET, "--format", "values", "--input", number, "3")
        assert (result.stdout, result.status) == (("", 2) if more else ("9\n", 0))


OVER = "9007199254740993"
ROUNDED_ONCE, ROUNDED_TWICE = 3002399751580331.0, 3002399751580330.5


def test_a_whole_number_of_16_digits_is_rounded_once() -> None:
    assert float(OVER) / 3 == ROUNDED_TWICE
    assert numerals.parse_argument(f"{OVER}/3") == float(Fraction(int(OVER), 3)) == ROUNDED_ONCE
    assert numerals.parse_argument("999999999999999/7") == 999999999999999 / 7


@pytest.mark.parametrize(
    ("over", "found"),
    [
        # 400 characters, and one more.
        (OVER.zfill(400), ROUNDED_ONCE),
        (OVER.zfill(401), ROUNDED_TWICE),
        # 5 characters of an exponent, and one more.
        (f"{OVER}e00000", ROUNDED_ONCE),
        (f"{OVER}e+0000", ROUNDED_ONCE),
        (f"{OVER}e000000", ROUNDED_TWICE),
        (f"{OVER}e+00000", ROUNDED_TWICE),
    ],
)
def test_fractions_of_long_numbers_are_not_worked_out_exactly(over: str, found: float) -> None:
    assert numerals.parse_argument(f"{over}/3") == found
    assert numerals.parse_argument(f"3/{over}") == pytest.approx(3 / found)


@pytest.mark.parametrize(
    ("over", "under", "exactly"),
    [("e400", "e400", True), ("e401", "e401", False)],
)
def test_fractions_of_large_powers_are_not_worked_out_exactly(
    over: str, under: str, exactly: bool
) -> None:
    found = numerals.parse_argument(f"{OVER}{over}/3{under}")
    assert (found == ROUNDED_ONCE) == exactly


def test_half_of_the_smallest_float32() -> None:
    half = f"{Decimal(2.0**-150):f}"
    assert float32.all_halfway(np.array([2.0**-150])).tolist() == [0]
    assert float32.all_halfway(np.array([np.nextafter(2.0**-150, 0)])).tolist() == []
    found = [np.float32(numerals.nearest(half + more, "float32")) for more in ("", "1")]
    assert found == [0, 2.0**-149]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Halfway between two float32 there are 9007199791611904 and 562949986975744,
        # which round to the even one of these.
        ("9007199791611904", 2.0**53),
        ("9007199791611905", 2.0**53 + 2**30),
        ("562949986975744", 2.0**49),
        ("562949986975743", 2.0**49),
        ("562949986975745", 2.0**49 + 2**26),
    ],
)
def test_whole_numbers_of_15_and_16_digits_are_rounded_once(text: str, found: float) -> None:
    assert np.float32(numerals.nearest(text, "float32")) == found
