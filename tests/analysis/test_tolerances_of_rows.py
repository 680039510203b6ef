"""The values of many rows are accepted as each of them is alone, and as exact arithmetic has it."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fwdprop import numerals
from fwdprop.analysis.strictness import Strictness
from fwdprop.analysis.tolerances import closeness
from fwdprop.analysis.tolerances_of_rows import TILE, ExpectedRows
from fwdprop.network.network import Expected

Row = tuple[float, float, float]
UNITS = st.sampled_from([0.0, 1e-3, 0.1, 1.0, 10.0, 1e-9, 5e-324, 1e-310, 1e307])
NEAR = st.tuples(st.floats(), st.floats(-1.1, 1.1), UNITS).map(
    lambda each: (each[0] + each[1] * each[2], each[0], each[2])
)
# On the edges: halves, whole units, and a hair beside them.
EDGES = st.tuples(
    st.integers(-2000, 2000),
    st.sampled_from([0, 1, 2, -1, -2]),
    st.sampled_from([0, 1e-16, -1e-16, 1e-13, -1e-13, 1e-8, -1e-8]),
).map(lambda each: ((each[0] + each[1] / 2) * 1e-3 + each[2], each[0] * 1e-3, 1e-3))
TOLERANCES = st.none() | st.sampled_from([0.0, 1e-3, 2.0, 1.7976931348623157e308])


@given(
    st.lists(st.tuples(st.floats(), st.floats(), UNITS) | NEAR | EDGES, min_size=1),
    TOLERANCES,
    st.sampled_from(["float64", "float32"]),
    st.booleans(),
)
@example([(1e308, -1e308, 0.0)], None, "float64", False)
@example([(math.nan, math.nan, 0.0), (math.inf, 1e300, 0.0)], 0.0, "float32", False)
def test_many_values_are_accepted_where_each_of_them_is(
    rows: list[Row], tolerance: float | None, dtype: str, is_single: bool
) -> None:
    with np.errstate(over="ignore"):
        found = np.array([[row[0]] for row in rows], dtype)
    values, units = (np.array([[row[k]] for row in rows]) for k in (1, 2))
    single = np.array([is_single or dtype == "float32"])
    expected = ExpectedRows(values, units, np.ones_like(values, bool), single, tolerance)
    grades = expected.grades(found)
    alone = [
        closeness(Expected(1, 0, value, unit, is_single), tolerance, dtype)
        for _, value, unit in rows
    ]
    pairs = list(zip(alone, found[:, 0].tolist(), strict=True))
    assert grades.held[:, 0].tolist() == [each.accepts(value) for each, value in pairs]
    cut = [not each.holds(value) and each.is_cut(value) for each, value in pairs]
    assert grades.cut[:, 0].tolist() == cut
    assert expected.tolerances[:, 0].tolist() == [each.tolerance for each in alone]
    assert expected.digits[:, 0].tolist() == [each.digits for each in alone]
    assert expected.strictness() == Strictness.of(alone)


@given(st.integers(-99_999, 99_999), st.integers(-30, 30), st.integers(1, 4), st.floats(-1.2, 1.2))
def test_a_value_holds_that_rounds_or_is_cut_to_the_digits(
    digits: int, power: int, places: int, off: float
) -> None:
    text = f"{digits // 10**places}.{digits % 10**places:0{places}}e{power}"
    value, unit = float(text), Fraction(10) ** (power - places)
    assert numerals.printed_unit(text) == float(unit)
    found = value + off * float(unit)
    exact, apart = Fraction(text), abs(Fraction(found) - Fraction(text))
    hair = Fraction(1, 10**11) * max(abs(exact), unit)
    if min(abs(apart - unit / 2), abs(apart - unit)) < hair:
        return  # either is right
    close = closeness(Expected(1, 0, value, float(unit)), None, "float64")
    assert close.holds(found) == (apart < unit / 2)
    has_three = abs(exact / unit) >= 100
    is_away = abs(Fraction(found)) > abs(exact)
    assert close.accepts(found) == (apart < unit / 2 or (has_three and is_away and apart < unit))


@pytest.mark.parametrize("rows", [1, TILE // 3, TILE // 3 + 1, TILE])
def test_all_rows_are_compared_however_many_there_are(rows: int) -> None:
    values = np.full((rows, 3), 0.708)
    units, there = np.full_like(values, 0.001), np.ones_like(values, bool)
    expected = ExpectedRows(values, units, there, np.zeros(3, bool), None)
    found = np.full_like(values, 0.7081)
    found[0, 0], found[-1, 1], found[-1, 2] = 0.7072, 0.7087, math.nan
    held, cut = expected.grades(found)
    assert np.argwhere(~held).tolist() == [[0, 0], [rows - 1, 2]]
    assert np.argwhere(cut).tolist() == [[rows - 1, 1]]
    assert expected.strictness() == Strictness({"digits": (3, 3)})


def test_where_nothing_is_expected_anything_holds() -> None:
    values = np.array([[0.0, 5.0]])
    expected = ExpectedRows(
        values, values, np.array([[False, True]]), np.array([False, False]), None
    )
    assert expected.grades(np.array([[math.nan, 5.0]])).held.tolist() == [[True, True]]
    assert expected.strictness() == Strictness({"digits": (1, 1)})


def test_columns_are_as_exact_as_their_types() -> None:
    values = np.array([[1.0, 1.0], [0.0, 0.0]])
    units, there = np.zeros_like(values), np.ones_like(values, bool)
    expected = ExpectedRows(values, units, there, np.array([False, True]), None)
    found = np.array([[1.000001, 1.000001], [1e-9, 1e-9]])
    assert expected.grades(found).held.tolist() == [[False, True], [False, True]]
    assert expected.tolerances.tolist() == [[1e-9, 1e-5], [1e-12, 1e-6]]
    ranges = {"relative": (1e-9, 1e-5), "absolute": (1e-12, 1e-6)}
    assert expected.strictness().ranges == ranges
