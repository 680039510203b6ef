"""An array of rows in a source: its shape and type, and where its rows lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import InputError, shortened
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.npy.header import DamagedError, Header, HeaderError, read_header, type_name
from fwdprop.tables.npy.records import NUMBERS
from fwdprop.tables.source import AGAIN, Source
from fwdprop.tables.types import MOST_COLUMNS

# Less is slower, as each piece of a file is mapped for itself. Narrow rows still come soon.
PIECE = 1 << 22
MOST_ROWS = 1 << 17


class NpyLayout(NamedTuple):
    """An array (`rows`, `columns`) of `dtype` that begins `start` bytes behind a file's beginning.

    `by_column` says that its columns lie one behind the other, as in Fortran. One column of records
    has a column in each of their fields.
    """

    rows: int
    columns: int
    dtype: np.dtype[Any]
    by_column: bool
    start: int

    @property
    def width(self) -> int:
        """How many bytes a row has."""
        return self.columns * self.dtype.itemsize

    @property
    def end(self) -> int:
        """How many bytes the file has."""
        return self.start + self.rows * self.width

    def slices(self, columns: ColumnSpec) -> Iterator[tuple[int, int]]:
        """The first row of each piece, and the one behind its last."""
        step = columns.piece(min(max(PIECE // self.width, 1), MOST_ROWS), self.width)
        for first in range(0, self.rows, step):
            yield first, min(first + step, self.rows)

    def rows_of(self, data: Any, ahead: int = 0) -> Array:
        """The array (rows, columns) in a buffer of whole rows, which begin `ahead` bytes in it."""
        flat = np.frombuffer(data, self.dtype, offset=ahead)
        return flat.reshape(-1, self.columns)


def open_array(source: Source, inputs: int) -> tuple[NpyLayout, bytes, Iterator[bytes]]:
    """The layout of a source's array; the bytes already read behind its header; those to come.

    An array of one dimension is a column where the network has one input. Raises InputError where
    the source holds no such array of numbers, or has fewer or more bytes than the array takes.
    """
    chunks = source.chunks()
    ahead = _Ahead(source.name, chunks)
    try:
        header = read_header(ahead.take)
    except HeaderError as error:
        help = AGAIN if isinstance(error, DamagedError) else error.help
        raise InputError(f"{source.name} {error}", help) from None
    layout = _layout(header, ahead.taken, inputs, source.name)
    if source.is_whole and source.size is not None:
        _prove_size(layout, source.size, source.name)
    elif layout.by_column:
        help = "name the file itself, or save it by rows: np.save(file, np.array(a, order='C'))"
        raise InputError(f"{source.name} holds its array by columns, and is no plain file", help)
    return layout, ahead.rest, chunks


def cut_short(name: str, where: str) -> InputError:
    """The error for an array that ends before its last row."""
    return InputError(f"{name} is cut short {where}", AGAIN)


def goes_on(name: str) -> InputError:
    """The error for bytes behind the last row."""
    help = "a file holds one array; np.concatenate makes one of several"
    return InputError(f"{name} goes on behind the last row of its array", help)


class _Ahead:
    """The beginning of a stream: its first `taken` bytes were read, `rest` are the next ones."""

    def __init__(self, name: str, chunks: Iterator[bytes]) -> None:
        self._name, self._chunks = name, chunks
        self.rest = b""
        self.taken = 0

    def take(self, size: int) -> bytes:
        """The next bytes; InputError where the stream has fewer."""
        while len(self.rest) < size:
            chunk = next(self._chunks, b"")
            if not chunk:
                found = self.taken or self.rest
                message = "is cut short in its header" if found else "is empty"
                raise InputError(f"{self._name} {message}", AGAIN if found else None)
            self.rest += chunk
        data, self.rest = self.rest[:size], self.rest[size:]
        self.taken += size
        return data


def _layout(header: Header, start: int, inputs: int, name: str) -> NpyLayout:
    """The layout of an array of rows; InputError where the header is that of another one."""
    shape, by_column, dtype = header
    if dtype.names:
        if len(shape) != 1:
            message = f"{name} holds records in the shape {shortened(str(shape))}, expected (rows,)"
            raise InputError(message)
        return NpyLayout(shape[0], 1, dtype, False, start)
    if dtype.kind not in NUMBERS:
        raise InputError(f"{name} holds {type_name(dtype)}, expected numbers")
    if len(shape) != 2 and (len(shape) != 1 or inputs != 1):
        message = f"{name} has the shape {shortened(str(shape))}, expected (rows, {inputs})"
        one = f"one row is saved with .reshape(1, {inputs})" if shape == (inputs,) else None
        raise InputError(message, one)
    rows, columns = shape if len(shape) == 2 else (shape[0], 1)
    if columns > MOST_COLUMNS:
        raise InputError(f"{name} claims {columns:,} columns, expected {inputs}")
    return NpyLayout(rows, columns, dtype, by_column and min(rows, columns) > 1, start)


def _prove_size(layout: NpyLayout, size: int, name: str) -> None:
    """Raises InputError unless the file has the bytes that its header claims."""
    if size < layout.end:
        rows = max(size - layout.start, 0) // layout.width
        raise cut_short(name, f"behind row {rows:,} of {layout.rows:,}")
    if size > layout.end:
        raise goes_on(name)
