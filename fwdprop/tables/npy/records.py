"""Rows of a structured array: its fields are columns with names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import InputError, spelled
from fwdprop.tables.columns import ColumnMap
from fwdprop.tables.npy.header import type_name

NUMBERS = "biuf"
"""The kinds of NumPy's types that are read as numbers: booleans, integers and floats."""
_TEXTS = "US"
_LAST, _SURROGATES = 0x10FFFF, (0xD800, 0xDFFF)


def prove_fields(dtype: np.dtype[Any], column_map: ColumnMap, file: str) -> None:
    """Raises InputError where a field that is read is none of numbers, or a kept one of no text."""
    for columns, kinds, what in (
        (column_map.inputs, NUMBERS, "numbers"),
        (column_map.kept, NUMBERS + _TEXTS, "numbers or texts"),
    ):
        for index in columns:
            name = column_map.names[index]
            if dtype[name].kind not in kinds:
                found = f"column {spelled(name)} of {file} holds {type_name(dtype[name])}"
                raise InputError(f"{found}, expected {what}")


def inputs_of(records: Array, column_map: ColumnMap, dtype: str) -> Array:
    """The numbers (rows, inputs); those of other types are rounded once, to `dtype`."""
    x = np.empty((len(records), len(column_map.inputs)))
    for position, index in enumerate(column_map.inputs):
        values = records[column_map.names[index]]
        is_plain = values.dtype in (np.float32, np.float64)
        x[:, position] = values if is_plain else values.astype(dtype)
    return x


def texts(column: Array) -> Sequence[str]:
    """The texts of a column; what is no character in them is shown as U+FFFD."""
    if column.dtype.kind == "S":
        return [text.decode(errors="backslashreplace") for text in column.tolist()]
    whole = np.ascontiguousarray(column, column.dtype.newbyteorder("<"))
    codes = np.frombuffer(whole, "<u4") if whole.nbytes else np.zeros(0, "<u4")
    # NumPy makes broken texts of such numbers.
    if not ((codes > _LAST) | ((codes >= _SURROGATES[0]) & (codes <= _SURROGATES[1]))).any():
        found: list[str] = whole.tolist()
        return found
    return [each.tobytes().decode("utf-32-le", "replace").rstrip("\0") for each in whole]
