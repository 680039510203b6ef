"""Row groups of a Parquet file that are read together, whether the whole file is read or a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# A run is worth opening its columns for. Where it ends, a batch ends: rows are in the same blocks
# wherever the file is cut between two runs.
ROWS = 1 << 17
BYTES = 1 << 26


def runs(metadata: Any, groups: range | None = None) -> Iterator[range]:
    """The file's row groups in runs of at least so many rows or bytes; the last may be smaller.

    With `groups`, which begin and end where runs do, those of these alone.
    """
    first, rows, size = 0, 0, 0
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        rows, size = rows + group.num_rows, size + group.total_byte_size
        if rows >= ROWS or size >= BYTES or index == metadata.num_row_groups - 1:
            if groups is None or index in groups:
                yield range(first, index + 1)
            first, rows, size = index + 1, 0, 0


def rows_of(metadata: Any, groups: range) -> int:
    """How many rows these row groups claim."""
    return sum(metadata.row_group(group).num_rows for group in groups)
