"""Labels beside those expected, as data: a row for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fwdprop.pipeline.labels import LabelledRow
from fwdprop.tables.types import Cell

HEADER = ("file", "row", "held", "expected", "found")


def rows(file: str, compared: Iterable[LabelledRow]) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER; `held` is nothing where no label is expected."""
    for row in compared:
        held = None if row.expected is None else row.held
        yield file, row.number, held, row.expected, row.found
