"""The cells of a kept column; those of a pyarrow array as a person would write each value."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from fwdprop import numerals
from fwdprop.tables.pyarrow_numbers import numbers
from fwdprop.tables.types import Cell, Column, Numeral


def cells(column: Column) -> Sequence[Cell]:
    """The cells of a column, however it is kept.

    Of an array: numbers with all their digits, and a text for everything else. Dates and times as
    ISO 8601 has them, with a space between and a Z where the time zone is known; bytes as text,
    what is no UTF-8 escaped; lists and records as JSON.
    """
    if not hasattr(column, "type"):
        found: Sequence[Cell] = column
        return found
    import pyarrow
    from pyarrow import types

    array: Any = column
    kind = array.type
    if types.is_dictionary(kind):
        known = [*cells(array.dictionary), None]
        at, missing = numbers(array.indices)
        return [
            known[int(index)] for index in (at if missing is None else np.where(missing, -1, at))
        ]
    if types.is_floating(kind):
        return _floats(array)
    if types.is_timestamp(kind) and kind.tz is not None:
        array = array.cast(pyarrow.timestamp(kind.unit, "UTC"))
    if types.is_timestamp(kind) or types.is_time(kind):
        return _spelled(array.cast(pyarrow.string()).to_pylist(), _without_zeros)
    if types.is_date(kind):
        return _spelled(array.cast(pyarrow.string()).to_pylist(), str)
    if types.is_duration(kind):
        spelled = array.cast(pyarrow.int64()).to_pylist()
        return _spelled(spelled, lambda value: f"{value}{kind.unit}")
    return _spelled(_values(array), _cell)


def text(cell: Cell) -> str:
    """A kept cell as a person reads it: as it was, for nothing shortens its digits."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return numerals.exact(cell) if isinstance(cell, float) else str(cell)


def _values(array: Any) -> list[Any]:
    """Python's own values, and a text as pyarrow has it for those that Python cannot hold."""
    try:
        values: list[Any] = array.to_pylist()
    except (ValueError, ArithmeticError):
        values = [_value(scalar) for scalar in array]
    return values


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, ArithmeticError):
        return "<value out of range>"


def _floats(array: Any) -> list[Cell]:
    """The shortest text of each number in its own precision; what is not finite as it is."""
    values, missing = numbers(array)
    found: list[Cell] = [
        Numeral(numerals.exact(value)) if math.isfinite(value) else float(value)
        for value in (values.tolist() if values.dtype == np.float64 else values)
    ]
    for index in [] if missing is None else np.flatnonzero(missing):
        found[index] = None
    return found


def _spelled(values: Sequence[Any], spell: Callable[[Any], Cell]) -> list[Cell]:
    return [None if value is None else spell(value) for value in values]


def _without_zeros(time: str) -> str:
    """A time without the zeros at the end of its fraction."""
    if "." not in time:
        return time
    zone = "Z" if time.endswith("Z") else ""
    return time.removesuffix("Z").rstrip("0").rstrip(".") + zone


def _cell(value: Any) -> Cell:
    from decimal import Decimal

    if isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return Numeral(value)
    if isinstance(value, Decimal):
        return Numeral(format(value, "f"))
    if isinstance(value, list | tuple | dict):
        import json

        return json.dumps(value, ensure_ascii=False, default=_text)
    return _text(value)


def _text(value: Any) -> str:
    """The text of a value that JSON does not have."""
    return value.decode(errors="backslashreplace") if isinstance(value, bytes) else str(value)
