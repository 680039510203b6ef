"""NumPy's file of one array: a row of the array is a row."""

from __future__ import annotations

import io
import mmap
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import InputError, Location
from fwdprop.system.files import unreadable
from fwdprop.system.spool import Spool
from fwdprop.system.stores.streams import Fetched
from fwdprop.tables import figures
from fwdprop.tables.columns import ColumnMap, ColumnSpec
from fwdprop.tables.npy.layout import NpyLayout, cut_short, goes_on, open_array
from fwdprop.tables.npy.records import inputs_of, prove_fields, texts
from fwdprop.tables.source import Source
from fwdprop.tables.types import Block, Cell, Column, Piece, WithoutHeader


class NpyFile(WithoutHeader):
    """An array in a file, each piece of which is read when it is needed."""

    def __init__(
        self, source: Source, layout: NpyLayout, column_map: ColumnMap, columns: ColumnSpec
    ) -> None:
        self.source, self.layout = source, layout
        self.column_map, self.columns = column_map, columns
        self.kept = column_map.kept_names

    def pieces(self) -> Iterator[Piece]:
        """Some rows each, to be read in any thread."""
        read = self._by_column if self.layout.by_column else self._mapped
        for first, end in self.layout.slices(self.columns):
            # Nothing is read from there: the position shows how far reading has come.
            self.source.raw.seek(self.layout.start + first * self.layout.width)
            yield partial(self._block, read, first, end)

    def _block(self, read: Callable[[int, int], Array], first: int, end: int) -> Block:
        """The rows from the first to before the end, read in that way."""
        try:
            return _block(read(first, end), self.column_map, self.columns.dtype)
        except OSError as error:
            raise unreadable(self.source.name, error, InputError) from None
        except ValueError:
            # A map cannot be longer than the file, which had the right size when it was opened.
            raise cut_short(self.source.name, "while it is read") from None

    def _mapped(self, first: int, end: int) -> Array:
        """The rows as they lie in the file, in a map of their own: memory stays flat."""
        start = self.layout.start + first * self.layout.width
        ahead = start % mmap.ALLOCATIONGRANULARITY
        size = ahead + (end - first) * self.layout.width
        file = self.source.raw.fileno()
        page = mmap.mmap(file, size, access=mmap.ACCESS_READ, offset=start - ahead)
        return self.layout.rows_of(page, ahead)

    def _by_column(self, first: int, end: int) -> Array:
        """The rows, a part of each column at a time."""
        layout = self.layout
        size = (end - first) * layout.dtype.itemsize
        parts = []
        for column in range(layout.columns):
            at = layout.start + (column * layout.rows + first) * layout.dtype.itemsize
            parts.append(self._part(at, size))
        return np.frombuffer(b"".join(parts), layout.dtype).reshape(layout.columns, end - first).T

    def _part(self, at: int, size: int) -> bytes:
        raw = self.source.raw
        return raw.part(at, size) if isinstance(raw, Fetched) else os.pread(raw.fileno(), size, at)


class NpyStream(WithoutHeader):
    """An array in a stream: `ahead` are the first bytes of its rows, `chunks` the others.

    `dtype` is the type that the network computes in.
    """

    def __init__(
        self,
        name: str,
        layout: NpyLayout,
        column_map: ColumnMap,
        dtype: str,
        ahead: bytes,
        chunks: Iterator[bytes],
    ) -> None:
        self.name, self.layout, self.column_map, self.dtype = name, layout, column_map, dtype
        self.ahead, self.chunks = ahead, chunks
        self.kept = column_map.kept_names

    def pieces(self) -> Iterator[Piece]:
        """Whole rows as they arrive; InputError where they end too early, or go on."""
        width, missing = self.layout.width, self.layout.end - self.layout.start
        data = self.ahead
        while missing:
            size = min(len(data) // width * width, missing)
            if size:
                rows = self.layout.rows_of(data[:size])
                yield partial(_block, rows, self.column_map, self.dtype)
                missing -= size
            more = next(self.chunks, b"") if missing else b""
            if missing and not more:
                row = self.layout.rows - missing // width
                raise cut_short(self.name, f"behind row {row:,} of {self.layout.rows:,}")
            data = data[size:] + more
        if data or next(self.chunks, b""):
            raise goes_on(self.name)


def read(source: Source, columns: ColumnSpec) -> NpyFile | NpyStream:
    """The rows of an array (rows, inputs) of any real numbers, its columns by their position.

    Of an array (rows,) of records, the fields are the columns, by their names.

    Raises InputError where the source holds no such array.
    """
    layout, ahead, chunks = open_array(source, len(columns.inputs))
    location = Location(source.name)
    if layout.dtype.names:
        column_map = columns.by_name(layout.dtype.names, location)
        prove_fields(layout.dtype, column_map, source.name)
    else:
        column_map = columns.by_position(layout.columns, location)
    if source.path is None and not (layout.by_column and source.is_whole):
        return NpyStream(source.name, layout, column_map, columns.dtype, ahead, chunks)
    return NpyFile(source, layout, column_map, columns)


def _block(rows: Array, column_map: ColumnMap, dtype: str) -> Block:
    if rows.dtype.names:
        records = rows[:, 0]
        kept = [_cells(records[name]) for name in column_map.kept_names]
        with np.errstate(over="ignore", invalid="ignore"):
            return Block(inputs_of(records, column_map, dtype), kept, len(rows))
    x = rows
    if column_map.inputs != range(rows.shape[1]):
        x = rows[:, column_map.inputs]
    # Of a longer type, beyond the range of the other; and of a nan that signals.
    with np.errstate(over="ignore", invalid="ignore"):
        if x.dtype != np.float32 and x.dtype != np.float64:
            x = x.astype(dtype)  # rounded once, where the network computes in float32
        kept = [_cells(rows[:, index]) for index in column_map.kept]
    return Block(x, kept, len(rows))


def _cells(column: Array) -> Sequence[Cell]:
    """The cells of a kept column: integers, floats with the digits of their type, or texts."""
    if column.dtype.kind in "US":
        return texts(column)
    if column.dtype.kind != "f":
        whole: list[Cell] = column.astype(
            np.int64 if column.dtype == bool else column.dtype
        ).tolist()
        return whole
    return list(column) if column.dtype.itemsize < 8 else column.astype(np.float64).tolist()


def write(stream: BinaryIO, header: Sequence[str], digits: int | None) -> Npy:
    """A writer of an array to the stream, a column for each name of the header."""
    return Npy(stream, header, digits)


class Npy:
    """Writes an array. Its header, which comes first, counts the rows, which are known at the end.

    In a file the header is written last, in the room left for it; where the stream cannot go back,
    the rows wait in a temporary file.
    """

    def __init__(self, stream: BinaryIO, header: Sequence[str], digits: int | None) -> None:
        self._stream, self._digits = stream, digits
        self._columns, self._rows = len(header), 0
        self._dtype: np.dtype[Any] | None = None
        self._start = stream.tell() if _can_go_back(stream) else None
        self._waiting = Spool("write it to a file: -o FILE") if self._start is None else None

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Array:
        """The values (rows, columns) as they lie in the file; an array has no kept columns."""
        return np.ascontiguousarray(figures.rounded(y, self._digits))

    def write(self, encoded: Array) -> None:
        """Writes what was encoded."""
        if self._dtype is None:
            self._dtype = encoded.dtype
            if self._waiting is None:
                # The header comes at the end: what breaks off is no array, not even an empty one.
                self._stream.write(bytes(len(self._head())))
        self._rows += len(encoded)
        (self._waiting or self._stream).write(encoded.data)

    def close(self) -> None:
        """Writes the header, with the number of rows."""
        if self._waiting is not None or self._dtype is None or self._start is None:
            self._stream.write(self._head())
            if self._waiting is not None:
                with self._waiting.rewound() as waiting:
                    shutil.copyfileobj(waiting, self._stream, 1 << 20)
            return
        end = self._stream.tell()
        self._stream.seek(self._start)
        self._stream.write(self._head())
        self._stream.seek(end)

    def stop(self) -> None:
        """Leaves out the header, without which the rows cannot be read."""
        if self._waiting is not None:
            self._waiting.close()

    def _head(self) -> bytes:
        """The header; NumPy leaves room in it for any number of rows."""
        dtype = np.dtype(np.float64) if self._dtype is None else self._dtype
        shape = (self._rows, self._columns)
        header = {"descr": dtype.str, "fortran_order": False, "shape": shape}
        head = io.BytesIO()
        np.lib.format.write_array_header_1_0(head, header)
        return head.getvalue()


def _can_go_back(stream: BinaryIO) -> bool:
    """Whether the stream can be overwritten: no pipe can, nor a file opened to append."""
    try:
        if not stream.seekable():
            return False
        import fcntl

        return not fcntl.fcntl(stream.fileno(), fcntl.F_GETFL) & os.O_APPEND
    except ImportError:
        return True
    except (OSError, ValueError):
        return True  # bytes in memory
