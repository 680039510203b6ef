"""A row group of Parquet is written as soon as it has enough rows, or enough bytes."""

from __future__ import annotations

import io

import numpy as np
import pytest
from opened_rows import written

pq = pytest.importorskip("pyarrow.parquet")

ROWS, BYTES = 262_144, 16_777_216


def groups(blocks: list[int], columns: int) -> list[int]:
    """How many rows each row group has, where blocks of so many rows were written."""
    header = [f"y{index}" for index in range(columns)]
    content = written("parquet", header, [np.zeros((rows, columns)) for rows in blocks])
    metadata = pq.read_metadata(io.BytesIO(content))
    return [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]


def test_rows_are_counted_from_0_in_each_group() -> None:
    assert groups([ROWS - 1, 1, ROWS - 1, 1, ROWS + 1, 5], 1) == [ROWS, ROWS, ROWS + 1, 5]


def test_bytes_are_counted_from_0_in_each_group() -> None:
    columns = 1024
    rows = BYTES // 8 // columns
    assert groups([rows - 1, 1, rows - 1, 1, 3], columns) == [rows, rows, 3]


def test_results_seldom_repeat_and_have_no_dictionary() -> None:
    content = written("parquet", ["y"], [np.arange(100.0).reshape(-1, 1)])
    column = pq.read_metadata(io.BytesIO(content)).row_group(0).column(0)
    assert not column.has_dictionary_page
