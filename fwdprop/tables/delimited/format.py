"""Rows with a delimiter between their columns, as RFC 4180 describes them, a header line first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from fwdprop.tables.delimited.text import delimited

if TYPE_CHECKING:
    from fwdprop.tables.columns import ColumnSpec
    from fwdprop.tables.source import Source
    from fwdprop.tables.text import TextWriter
    from fwdprop.tables.types import Cell, Reader


def read(source: Source, columns: ColumnSpec, delimiter: str) -> Reader:
    """The rows of a source; InputError where it lacks one of the columns."""
    from fwdprop.tables.delimited import reader

    return reader.read(source, columns, delimiter)


def write(
    stream: BinaryIO, header: Sequence[str], digits: int | None, delimiter: str
) -> TextWriter:
    """A writer of rows to the stream."""
    return delimited(delimiter).write(stream, header, digits)


def lines(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int | None, delimiter: str
) -> Iterator[str]:
    """The text of rows of mixed cells, piece by piece, the header first."""
    return delimited(delimiter).lines(header, rows, digits)
