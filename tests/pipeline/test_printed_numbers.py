"""A column's numbers and the units of their last printed digits, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwdprop import numerals
from fwdprop.pipeline.printed_numbers import Printed, printed
from fwdprop.tables.types import Cell, Numeral

WRITTEN = st.one_of(
    st.floats().map(repr),
    st.floats(-10, 10).map(lambda number: f"{number:.3f}"),
    st.integers().map(str),
    st.sampled_from(
        [
            *("5.", ".5", "+1.50", "1E-3", "1.25e+02", "-0.0", "Infinity", "1." + "0" * 500),
            *("0.700", "1.5e000000000003", "0.0e400", "1.5e-0000000310", "5.0e-324"),
        ]
    ),
)
OTHERS = st.sampled_from(["", "NA", None, " 1.5 ", " ", "\t2"])
WRONG = st.sampled_from(["1,5", "1_000", "0x10", '"1"', "1 2", "1\n2", "e", ".", "1/3", True])


def one_by_one(cells: Sequence[Cell]) -> list[tuple[float, float] | str | None]:
    found: list[tuple[float, float] | str | None] = []
    for cell in cells:
        number = numerals.parse_cell(cell) if isinstance(cell, str) else None
        if cell is None or (isinstance(cell, str) and cell.strip() in ("", "NA", ".")):
            found.append(None)
        elif isinstance(cell, bool):
            found.append((float(cell), 0.0))
        elif number is None:
            found.append(str(cell).strip())
        else:
            found.append((number, numerals.printed_unit(str(cell).strip())))
    return found


def as_list(found: Printed) -> list[tuple[float, float] | str | None]:
    pairs: list[tuple[float, float] | str | None] = [
        (value, unit) if there else None
        for value, unit, there in zip(
            found.values.tolist(), found.units.tolist(), found.is_expected.tolist(), strict=True
        )
    ]
    for row, text in found.wrong.items():
        pairs[row] = text
    return pairs


@given(st.lists(WRITTEN | OTHERS, min_size=1), st.lists(WRONG, max_size=1))
def test_all_at_once_they_are_what_they_are_one_by_one(
    cells: list[str | None], wrong: list[str]
) -> None:
    column = [*cells, *wrong]
    np.testing.assert_equal(as_list(printed(column, float, "float64")), one_by_one(column))


@given(st.lists(WRITTEN, min_size=1))
def test_the_texts_of_pyarrow_and_the_numerals_of_json_are_read_alike(texts: list[str]) -> None:
    expected = one_by_one(texts)
    np.testing.assert_equal(
        as_list(printed([Numeral(text) for text in texts], float, "float64")), expected
    )
    pyarrow = pytest.importorskip("pyarrow")
    np.testing.assert_equal(as_list(printed(pyarrow.array(texts), float, "float64")), expected)


def test_a_large_column_is_read_alike() -> None:
    texts = [
        f"{number:.{digits}g}" for digits in (3, 9, 17) for number in np.geomspace(1e-9, 1, 9999)
    ]
    np.testing.assert_equal(as_list(printed(texts, float, "float64")), one_by_one(texts))


def test_numbers_of_programs_have_no_printed_digits() -> None:
    assert as_list(printed([0.5, 2.0], np.float64, "float64")) == [(0.5, 0), (2, 0)]
    assert not printed([0.5, 2.0], np.float64, "float64").is_single
    single = printed([0.5, 0.0], np.float32, "float64")
    assert (as_list(single), single.is_single) == ([(0.5, 0), (0, 0)], True)
    assert as_list(printed([], np.float64, "float64")) == []


def test_arrays_of_pyarrow_are_as_exact_as_their_type() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from decimal import Decimal

    def read(values: list[object], kind: object = None) -> object:
        return as_list(printed(pyarrow.array(values, kind), np.float64, "float64"))

    assert read([0.5, None]) == [(0.5, 0), None]
    assert read([0.5], pyarrow.float32()) == [(0.5, 0)]
    assert printed(pyarrow.array([0.5], pyarrow.float32()), float, "float64").is_single
    assert read([3, None]) == [(3, 0), None]
    assert read([None, None]) == [None, None]
    assert read([Decimal("0.50"), None]) == [(0.5, 0.01), None]
    assert read(["0.5", "NA", None]) == [(0.5, 0.1), None, None]
    assert read(["0.50\t", "7\r", "1.5\v"]) == [(0.5, 0.01), (7, 0), (1.5, 0.1)]
