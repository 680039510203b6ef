"""The numbers of a column as they were printed: values, and the unit of each one's last digit.

A column has cells of text, which say how many digits were printed, or numbers as a program keeps
them, which do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.errors import shortened
from fwdprop.float32 import all_halfway, of_text
from fwdprop.tables.cells import cells
from fwdprop.tables.delimited import fast
from fwdprop.tables.pyarrow_numbers import is_number, numbers, plain
from fwdprop.tables.types import Cell, Column
from fwdprop.tables.words import NOTHING, number

_LINE_END, _POINT = b"\n."
_others = re.compile(rb"[^-+.0-9A-Za-z\n]").search
# The unit of a number with so many digits behind its point; none behind it say nothing.
_UNITS = np.array([0.0, *(float(f"1e-{digits}") for digits in range(1, 400))])


class Printed(NamedTuple):
    """A column of expected numbers: `values`, `units`, and `is_expected` False where none is there.

    Each is (rows,). `units` are those of the last printed digits, as `numerals.printed_unit` has
    them. `wrong` are the cells that are no numbers, by their row counted from 0. `is_single` says
    that the numbers are kept as float32, and are as exact as that.
    """

    values: Array
    units: Array
    is_expected: Array
    wrong: Mapping[int, str]
    is_single: bool = False


def printed(column: Column, number_type: Any, dtype: str) -> Printed:
    """The numbers of a column; `number_type` is the type of plain Python numbers in it.

    Those for float32, by `dtype`, are such that it rounds them as it would their texts.
    """
    kind = getattr(column, "type", None)
    if kind is not None:
        return _of_arrow(column, kind, dtype)
    if set(map(type, column)) in ({float}, {np.float32}):
        return _of_programs(np.array(column, number_type), None)
    return _of_cells(column, dtype)


def _of_arrow(column: Any, kind: Any, dtype: str) -> Printed:
    """The numbers of a pyarrow array; a decimal has the digits that its type prints."""
    from pyarrow import types

    if is_number(kind) and not types.is_decimal(plain(kind)):
        return _of_programs(*numbers(column))
    return _of_cells(column.to_pylist() if types.is_string(kind) else cells(column), dtype)


def _of_programs(values: Array, missing: Array | None) -> Printed:
    is_expected = np.ones(len(values), bool) if missing is None else ~missing
    exact, units = values.astype(np.float64), np.zeros(len(values))
    return Printed(exact, units, is_expected, {}, values.dtype == np.float32)


def _of_cells(found: Sequence[Cell], dtype: str) -> Printed:
    """The numbers of cells: all of them at once where each is one or missing, else one by one."""
    is_expected = np.ones(len(found), bool)
    if not frozenset(NOTHING).isdisjoint(found):
        is_expected = np.array([cell not in NOTHING for cell in found])
        found = [cell if some else "0" for cell, some in zip(found, is_expected, strict=True)]
    at_once = _at_once(found)
    if at_once is None:
        return _one_by_one(found, is_expected, dtype)
    values, units = at_once
    for row in all_halfway(values).tolist() if dtype == "float32" else ():
        values[row] = of_text(values[row], str(found[row]))
    return Printed(values, units, is_expected, {})


def _at_once(found: Sequence[Cell]) -> tuple[Array, Array] | None:
    """Values and units of cells that are all numbers with nothing around them; else None."""
    try:
        data = "\n".join(found).encode() + b"\n"  # type: ignore[arg-type]
    except TypeError:
        return None  # there are cells that are no texts
    if not found or _others(data) is not None:
        return None
    values = fast.numbers(data, 1)
    if values is None or len(values) != len(found):
        return None
    return values[:, 0], _units(data, found)


def _units(data: bytes, texts: Sequence[Any]) -> Array:
    """The units of the numbers in lines; those with an exponent are looked at one by one."""
    view = np.frombuffer(data, np.uint8)
    ends, points = np.flatnonzero(view == _LINE_END), np.flatnonzero(view == _POINT)
    rows = np.searchsorted(ends, points)
    digits = ends[rows] - points - 1
    units = np.zeros(len(texts))
    units[rows] = _UNITS[np.minimum(digits, len(_UNITS) - 1)]
    for row in np.searchsorted(ends, np.flatnonzero((view | 0x20) == ord("e"))).tolist():
        units[row] = numerals.printed_unit(texts[row])
    return units


def _one_by_one(found: Sequence[Cell], is_expected: Array, dtype: str) -> Printed:
    values, units = np.zeros(len(found)), np.zeros(len(found))
    is_expected, wrong = is_expected.copy(), {}
    for row, cell in enumerate(found):
        text = str(cell).strip()
        value = number(text, dtype) if isinstance(cell, str | float | bool) else None
        if text in NOTHING:
            is_expected[row] = False
        elif value is None:
            wrong[row] = shortened(text)
        else:
            values[row], units[row] = value, numerals.printed_unit(text)
    return Printed(values, units, is_expected, wrong)
