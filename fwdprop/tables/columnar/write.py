"""Kept columns and results side by side as record batches of pyarrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.errors import OutputError
from fwdprop.tables import figures, pyarrow_arrays
from fwdprop.tables.types import Cell, Column


def batch(header: Sequence[str], kept: Sequence[Column], y: Array, digits: int | None) -> Any:
    """The record batch of kept columns and values (rows, columns), named by the header.

    A kept pyarrow array stays as it is; other cells become numbers where all are floats, and texts
    otherwise.
    """
    import pyarrow

    columns = [column if hasattr(column, "type") else _of_cells(column) for column in kept]
    columns += [pyarrow_arrays.of_numbers(column) for column in figures.rounded(y, digits).T]
    return pyarrow.RecordBatch.from_arrays(columns, names=list(header))


def no_rows(header: Sequence[str]) -> Any:
    """The record batch without rows; all columns are float64, for nothing else is known of them."""
    return batch(header, [], np.empty((0, len(header))), None)


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


def _of_cells(column: Sequence[Cell]) -> Any:
    """An array of the cells: float64 where all are floats, text with nothing for None otherwise."""
    if len(column) and all(type(cell) is float for cell in column):
        return pyarrow_arrays.of_numbers(np.array(column))
    return pyarrow_arrays.of_texts([None if cell is None else _text(cell) for cell in column])


def _text(cell: float | str) -> str:
    if cell is True or cell is False:
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, str | int) else numerals.exact(cell)
