"""Rows as flat JSON objects: one a line, or all of them in one array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from fwdprop.tables.json_objects import objects

if TYPE_CHECKING:
    from fwdprop.tables.columns import ColumnSpec
    from fwdprop.tables.source import Source
    from fwdprop.tables.text import TextWriter
    from fwdprop.tables.types import Cell, Reader

_LINES = objects("", "\n")
_ARRAY = objects(",\n  ", "", "[", ("\n]\n", "]\n"))


def read(source: Source, columns: ColumnSpec, is_array: bool) -> Reader:
    """The rows of a source, objects or arrays; InputError where it lacks one of the columns."""
    from fwdprop.tables.json import array, lines

    return array.read(source, columns) if is_array else lines.read(source, columns)


def write(
    stream: BinaryIO, header: Sequence[str], digits: int | None, is_array: bool
) -> TextWriter:
    """A writer of rows to the stream."""
    return (_ARRAY if is_array else _LINES).write(stream, header, digits)


def lines(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int | None, is_array: bool
) -> Iterator[str]:
    """The text of rows of mixed cells, piece by piece."""
    return (_ARRAY if is_array else _LINES).lines(header, rows, digits)
