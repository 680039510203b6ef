"""The pieces of a file of rows, and the parts of its results that they become."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fwdprop.pipeline.files.folder import OURS
from fwdprop.pipeline.files.job import Outcome, Part
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.work import Work
from fwdprop.system.compression import COMPRESSED
from fwdprop.system.extras import has_pyarrow
from fwdprop.system.stores import is_url, shown, store_of
from fwdprop.tables.endings import format_of
from fwdprop.tables.formats import read_formats

PARTS = f"{OURS}/.parts"
"""The folder in that of the results for what is not complete yet."""

# So many pieces for each worker, unless they would be smaller than it pays.
_FOR_EACH = 8
LEAST = 16 << 20
# A file that is hardly larger than a piece is one.
_SLACK = 1.5
# So many small files go to a worker at once, with so many bytes in all: asking takes some time.
_TOGETHER, _BYTES_TOGETHER = 16, 4 << 20


class Piece(NamedTuple):
    """What a worker is given: a file of rows, or some row groups, and its number in the job.

    Results of a whole file are in the format; those of a part wait to be joined.
    """

    number: int
    part: Part
    format: str
    is_whole: bool
    size: int


class Made(NamedTuple):
    """What came of a piece of that number: its results, and its rejects if any, are in these files.

    `kept` are the columns that passed through. Of joined parts there is no outcome of their own.
    """

    number: int
    name: str
    rejects: str | None
    kept: tuple[str, ...]
    outcome: Outcome | None


def piece_size(work: Work, workers: int) -> int:
    """How many bytes of rows a piece has at most, where it can be cut."""
    return max((work.size or 0) // (_FOR_EACH * max(workers, 1)), LEAST)


def pieces_of(work: Work, task: Task, size: int, first: int) -> list[Piece]:
    """The pieces of a task's file, numbered from `first` on: of that size where it can be cut."""
    found = task.found
    place = found.place if is_url(found.place) else os.path.abspath(found.place)
    length, name = found.entry.size or 0, shown(found.place)
    groups: list[range] = []
    if length > _SLACK * size and _is_parquet(work, task):
        groups = list(_groups(place, length, size))
    if len(groups) < 2:
        return [Piece(first, Part(place, None, name), task.format, True, length)]
    return [
        Piece(first + index, Part(place, group, name), task.format, False, length // len(groups))
        for index, group in enumerate(groups)
    ]


def batches(pieces: Iterable[Piece], files: int, workers: int) -> Iterator[list[Piece]]:
    """The pieces as workers are given them, of so many files in all: small ones several at once."""
    most = min(files // (_FOR_EACH * max(workers, 1)), _TOGETHER)
    batch, size = list[Piece](), 0
    for piece in pieces:
        size += piece.size
        if batch and (len(batch) >= most or size > _BYTES_TOGETHER):
            yield batch
            batch, size = [], piece.size
        batch.append(piece)
    if batch:
        yield batch


def _is_parquet(work: Work, task: Task) -> bool:
    came_in = work.job.source_format or format_of(task.found.place, read_formats())
    is_plain = not task.found.place.endswith(COMPRESSED)
    return came_in == "parquet" and is_plain and has_pyarrow()


def _groups(place: str, length: int, size: int) -> Iterator[range]:
    """Row groups that make up about so many bytes; none of a file that cannot be read."""
    from fwdprop.tables.columnar.row_groups import runs

    metadata = _metadata(place)
    if metadata is None:
        return  # the worker that reads it says why
    first, taken = 0, 0.0
    whole = sum(
        metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)
    )
    for run in runs(metadata):
        for group in run:
            taken += metadata.row_group(group).total_byte_size * length / max(whole, 1)
        if taken >= size or run.stop == metadata.num_row_groups:
            yield range(first, run.stop)
            first, taken = run.stop, 0.0


def _metadata(place: str) -> Any:
    """What the end of a Parquet file says of it; None where it cannot be read."""
    from pyarrow.parquet import read_metadata

    try:
        with store_of(place).open(place) as stream:
            return read_metadata(stream)
    except Exception:  # of many kinds, in a damaged file
        return None
