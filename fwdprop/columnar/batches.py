"""Kept columns and results side by side as record batches of pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fwdprop import numerals
from fwdprop.errors import OutputError
from fwdprop.network import Array
from fwdprop.rows import Cell, Column


def batch(header: Sequence[str], kept: Sequence[Column], y: Array, digits: int | None) -> Any:
    """The record batch of kept columns and values (rows, columns), named by the header.

    A kept pyarrow array stays as it is; other cells become numbers where all are floats, and texts
    otherwise.
    """
    import pyarrow

    columns = [column if hasattr(column, "type") else _of_cells(column) for column in kept]
    columns += [_of_numbers(column) for column in rounded(y, digits).T]
    return pyarrow.RecordBatch.from_arrays(columns, names=list(header))


def no_rows(header: Sequence[str]) -> Any:
    """The record batch without rows, its columns all of float64, where no block says what they are."""
    return batch(header, [], np.empty((0, len(header))), None)


def rounded(y: Array, digits: int | None) -> Array:
    """The numbers, each the nearest to its text with so many significant digits."""
    if digits is None:
        return y
    flat = [float(numerals.rounded(number, digits)) for number in y.ravel().tolist()]
    with np.errstate(over="ignore"):
        return np.array(flat).astype(y.dtype).reshape(y.shape)


def alike(batch: Any, schema: Any) -> Any:
    """The batch with columns of the schema's types.

    Raises OutputError where a column cannot be made so: several files may give it other types.
    """
    import pyarrow

    if batch.schema.equals(schema):
        return batch
    columns = []
    for column, field in zip(batch.columns, schema, strict=True):
        try:
            columns.append(column if column.type == field.type else column.cast(field.type))
        except pyarrow.ArrowException:
            message = f"column {field.name} is {column.type}, and {field.type} in the rows before"
            raise OutputError(message, "write csv, or keep columns of one type") from None
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def _of_numbers(column: Array) -> Any:
    """An array of numbers. pyarrow.array() would import pandas where that is installed."""
    import pyarrow

    kind = pyarrow.float32() if column.dtype == np.float32 else pyarrow.float64()
    stored = np.ascontiguousarray(column)
    return pyarrow.Array.from_buffers(kind, len(stored), [None, pyarrow.py_buffer(stored)])


def _of_cells(column: Sequence[Cell]) -> Any:
    """An array of the cells: float64 where all are floats, text with nothing for None otherwise."""
    import pyarrow

    if len(column) and all(type(cell) is float for cell in column):
        return _of_numbers(np.array(column))
    texts = [b"" if cell is None else _text(cell).encode() for cell in column]
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    present = np.packbits([cell is not None for cell in column], bitorder="little")
    buffers = [present, ends, np.frombuffer(b"".join(texts), np.uint8)]
    stored = [pyarrow.py_buffer(each) for each in buffers]
    array = pyarrow.Array.from_buffers(pyarrow.large_string(), len(texts), stored)
    return array.cast(pyarrow.string())


def _text(cell: Cell) -> str:
    if cell is True or cell is False:
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, str | int) else numerals.exact(cell)
