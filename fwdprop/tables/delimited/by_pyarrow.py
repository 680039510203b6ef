"""Columns of a delimited text as pyarrow reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.tables.delimited.quotes import QUOTE
from fwdprop.tables.pyarrow_numbers import numbers


def table_of(
    data: bytes,
    names: Sequence[str],
    types: Mapping[str, str],
    delimiter: bytes,
    null: Sequence[str],
) -> Any:
    """The columns of these types as a pyarrow Table, or None where it does not read the data."""
    import pyarrow
    from pyarrow import csv

    try:
        return csv.read_csv(
            pyarrow.BufferReader(data),
            csv.ReadOptions(use_threads=False, column_names=names, block_size=len(data) + 1),
            csv.ParseOptions(
                delimiter=delimiter.decode(),
                newlines_in_values=QUOTE in data,
                # It would take one for a row of missing values.
                ignore_empty_lines=bool(null) and len(names) > 1,
            ),
            csv.ConvertOptions(
                check_utf8=False,
                column_types={name: getattr(pyarrow, kind)() for name, kind in types.items()},
                include_columns=list(types),
                null_values=null,
                strings_can_be_null=False,
            ),
        )
    except pyarrow.ArrowException as error:  # what it does not read, or has no threads for
        if isinstance(error, MemoryError):
            raise
        return None


def side_by_side(
    table: Any, names: Sequence[str], data: bytes, missing: float | None
) -> Array | None:
    """The columns of those names as an array (rows, columns)."""
    parts = [numbers(table.column(name).combine_chunks()) for name in names]
    columns = np.empty((len(names), table.num_rows), parts[0][0].dtype)
    for values, (found, without) in zip(columns, parts, strict=True):
        values[:] = found
        if without is not None:
            values[without] = missing
    if b"(" in data and np.isnan(columns).any():
        return None  # pyarrow takes nan(...) for a number, too
    return columns.T
