"""A file of one array, as NumPy saves it: what its header says, and where its rows lie."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib import format as npy

from fwdprop.arrays import Array
from fwdprop.errors import InputError, shortened
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.source import AGAIN, Source
from fwdprop.tables.types import MOST_COLUMNS

# Less is slower, as each piece of a file is mapped for itself. Narrow rows still come soon.
PIECE = 1 << 22
MOST_ROWS = 1 << 17

_MAGIC = b"\x93NUMPY"
_PICKLE, _ARCHIVE = b"\x80", b"PK"
_LONGEST_HEADER = 1 << 16


@dataclass(frozen=True)
class NpyLayout:
    """How an array lies in its file: `rows` of so many `columns` of `dtype` behind `start` bytes.

    `by_column` says that the columns lie one behind the other, as in Fortran.
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
        """The array (rows, columns) of the bytes of some rows, behind some others."""
        flat = np.frombuffer(data, self.dtype, offset=ahead)
        return flat.reshape(-1, self.columns)


def opened(source: Source, inputs: int) -> tuple[NpyLayout, bytes, Iterator[bytes]]:
    """How the array of a source lies there; the bytes taken behind its header, and those to come.

    An array of one dimension is a column where the network has one input. Raises InputError where
    there is no such array of numbers, or where the file has fewer or more bytes than it takes.
    """
    chunks = source.chunks()
    ahead, start = _Ahead(source.name, chunks), 0
    shape, fortran, dtype = _header(ahead, source.name)
    _prove_numbers(dtype, source.name)
    start = ahead.taken
    if len(shape) != 2 and (len(shape) != 1 or inputs != 1):
        message = f"{source.name} has the shape {shortened(str(shape))}, expected (rows, {inputs})"
        one = f"one row is saved with .reshape(1, {inputs})" if shape == (inputs,) else None
        raise InputError(message, one)
    rows, columns = shape if len(shape) == 2 else (shape[0], 1)
    if columns > MOST_COLUMNS:
        raise InputError(f"{source.name} claims {columns:,} columns, expected {inputs}")
    layout = NpyLayout(rows, columns, dtype, fortran and min(rows, columns) > 1, start)
    if source.path is not None and source.size is not None:
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
    """The beginning of a stream, byte by byte."""

    def __init__(self, name: str, chunks: Iterator[bytes]) -> None:
        self._name, self._chunks = name, chunks
        self.rest = b""
        self.taken = 0

    def take(self, size: int) -> bytes:
        """The next bytes; InputError where there are not so many."""
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


def _header(ahead: _Ahead, name: str) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, whether it lies by columns, and type, as the header says; its text is only read."""
    start = ahead.take(1)
    if start == _PICKLE:
        raise _pickled(name)
    start += ahead.take(len(_MAGIC) - 1)
    if start.startswith(_ARCHIVE):
        help = "save the one array with numpy.save"
        raise InputError(f"{name} is an archive of arrays, expected one array", help)
    if start != _MAGIC:
        raise InputError(f"{name} is no .npy file", "--from says which format it has")
    known = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
    major, minor = ahead.take(2)
    if (major, minor) not in known:
        raise InputError(f"{name} is a .npy file of version {major}.{minor}, expected 1.0 or 2.0")
    length = ahead.take(2 if major == 1 else 4)
    size = int.from_bytes(length, "little")
    text = ahead.take(size) if size <= _LONGEST_HEADER else b""
    try:
        with warnings.catch_warnings():
            # Of Python 2, which wrote integers with an L.
            warnings.simplefilter("ignore")
            shape, fortran, dtype = known[major, minor](io.BytesIO(length + text))
    except Exception:  # whatever the reading of Python's syntax and of types ends in
        raise _senseless(name) from None
    if not all(type(each) is int and each >= 0 for each in shape):
        raise _senseless(name)
    return shape, fortran, dtype


def _senseless(name: str) -> InputError:
    return InputError(f"{name} has a header that makes no sense", AGAIN)


def _pickled(name: str) -> InputError:
    message = f"{name} holds pickled objects, which could run code; it is not read"
    return InputError(message, "save an array of numbers with numpy.save")


def _prove_numbers(dtype: np.dtype[Any], name: str) -> None:
    if dtype.hasobject:
        raise _pickled(name)
    if dtype.kind not in "biuf":
        found = "records" if dtype.fields else shortened(str(dtype.name))
        raise InputError(f"{name} holds {found}, expected numbers")


def _prove_size(layout: NpyLayout, size: int, name: str) -> None:
    """Raises InputError unless the file has the bytes that its header claims."""
    if size < layout.end:
        rows = max(size - layout.start, 0) // layout.width
        raise cut_short(name, f"behind row {rows:,} of {layout.rows:,}")
    if size > layout.end:
        raise goes_on(name)
