"""Rows in the formats of programs: one module per format, named as the user types it.

A format that is read has `read(source, wanted)`, which gives a Reader; one that is written has
`write(stream, header, digits)`, which gives a Writer. Text formats also have `lines`, for rows
whose cells are of all kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from fwdprop.tables.columns import Wanted
    from fwdprop.tables.source import Source
    from fwdprop.tables.types import Lines, Reader, Writer


_COLUMNAR = ("parquet", "arrow")


def reader(name: str) -> Callable[[Source, Wanted], Reader]:
    """The function that reads rows in the format of that name."""
    read: Callable[[Source, Wanted], Reader] = _module(name).read
    return read


def writer(name: str) -> Callable[[BinaryIO, Sequence[str], int | None], Writer]:
    """The function that writes rows in the format of that name, at most so many digits."""
    write: Callable[[BinaryIO, Sequence[str], int | None], Writer]
    write = _module(name).write
    return write


def lines(name: str) -> Lines:
    """The function that gives the text of rows of mixed cells in the format of that name.

    The header first, piece by piece. A cell is a number, a text, or None for nothing.
    """
    pieces: Lines = _module(name).lines
    return pieces


def _module(name: str) -> Any:
    room = "columnar." if name in _COLUMNAR else ""
    return import_module(f"{__name__}.{room}{name}")
