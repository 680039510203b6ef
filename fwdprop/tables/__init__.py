"""Rows in files: a folder for each family of formats, with its readers and writers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from fwdprop.tables.formats import named

if TYPE_CHECKING:
    from fwdprop.tables.columns import ColumnSpec
    from fwdprop.tables.source import Source
    from fwdprop.tables.types import Lines, Reader, Writer


def reader(name: str) -> Callable[[Source, ColumnSpec], Reader]:
    """The function that reads rows in the format of that name."""
    read: Callable[[Source, ColumnSpec], Reader] = _function(name, "read")
    return read


def writer(name: str) -> Callable[[BinaryIO, Sequence[str], int | None], Writer]:
    """The function that writes rows in the format of that name, at most so many digits."""
    write: Callable[[BinaryIO, Sequence[str], int | None], Writer] = _function(name, "write")
    return write


def lines(name: str) -> Lines:
    """The function that gives the text of rows of mixed cells in the format of that name.

    The header first, piece by piece. A cell is a number, a text, or None for nothing.
    """
    pieces: Lines = _function(name, "lines")
    return pieces


def _function(name: str, verb: str) -> Any:
    found = named(name)
    assert found is not None
    function = getattr(import_module(f"fwdprop.tables.{found.module}"), verb)
    return partial(function, **found.options) if found.options else function
