"""Parquet, by pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from fwdprop.arrays import Array
from fwdprop.errors import InputError, OutputError, shortened
from fwdprop.system.extras import package
from fwdprop.tables.columnar.parquet_file import parquet_file, plain_file, prove_whole
from fwdprop.tables.columnar.reader import (
    Columnar,
    choose,
    damaged,
    needed,
    rows_of_piece,
    without_rows,
)
from fwdprop.tables.columnar.row_groups import rows_of, runs
from fwdprop.tables.columnar.write import alike, batch, no_rows
from fwdprop.tables.columns import ColumnMap, ColumnSpec
from fwdprop.tables.parts import Sized
from fwdprop.tables.source import AGAIN, Source
from fwdprop.tables.types import Column

# A row group: what a reader takes at a time, and what is held until it is written.
GROUP_ROWS = 1 << 18
GROUP_BYTES = 1 << 24
# So many small blocks are made one while they wait.
MOST_PARTS = 1000


def read(source: Source, columns: ColumnSpec) -> Columnar:
    """The rows of a Parquet file, or of some of its row groups.

    A stream goes into a temporary file first, as its end says all. Raises InputError where it is
    damaged, or lacks one of the columns.
    """
    package("pyarrow.parquet", f"{source.name} is a Parquet file, and reading it")
    with plain_file(source) as stream:
        prove_whole(source.name, stream)
        try:
            file = parquet_file(stream)
            column_map = choose(file.schema_arrow, columns, source.name)
            if source.place is not None:
                file = parquet_file(stream, len(needed(column_map)), file.metadata)
        except Exception as error:
            raise damaged(source.name, error) from None
    batches = _batches(file, column_map, source, columns)
    before = 0 if source.groups is None else rows_of(file.metadata, range(source.groups.start))
    return Columnar(source.name, column_map, columns, batches, before)


def _batches(
    file: Any, column_map: ColumnMap, source: Source, columns: ColumnSpec
) -> Iterator[Any]:
    """The columns that are needed, some rows at a time."""
    names = [column_map.names[index] for index in needed(column_map)]
    groups = range(file.num_row_groups) if source.groups is None else source.groups
    at_a_time = _batch_rows(file, column_map, columns)
    # One thread decodes: the others are at work on what it has read.
    batches = (
        batch
        for run in runs(file.metadata, groups)
        for batch in file.iter_batches(at_a_time, list(run), columns=names, use_threads=False)
    )
    rows, of_all = 0, rows_of(file.metadata, groups) if source.groups else file.metadata.num_rows
    for found in batches:
        if source.is_whole and source.size is not None:
            # pyarrow reads the file for itself; this says how far it has come.
            source.raw.seek(source.size * min(rows, of_all) // max(of_all, 1))
        rows += found.num_rows
        # A name with points in it may stand for a column in a record as well.
        yield found.select(names)
    if rows != of_all:
        raise InputError(f"{source.name} claims {of_all:,} rows and holds {rows:,}", AGAIN)
    if not rows:
        yield without_rows(file.schema_arrow).select(names)


def _batch_rows(file: Any, column_map: ColumnMap, columns: ColumnSpec) -> int:
    """How many rows are read at a time, by what the first ones take."""
    size = 8 * len(needed(column_map))
    if column_map.kept and file.metadata.num_row_groups:
        group = file.metadata.row_group(0)
        share = len(needed(column_map)) / max(len(column_map.names), 1)
        size = max(size, int(share * group.total_byte_size / max(group.num_rows, 1)))
    return rows_of_piece(columns, size)


def write(stream: BinaryIO, header: Sequence[str], digits: int | None) -> Parquet:
    """A writer of rows to the stream."""
    package("pyarrow.parquet", "writing Parquet")
    return Parquet(stream, header, digits)


class Parquet:
    """Writes row groups, each of many blocks: the first rows settle the types of the columns."""

    def __init__(self, stream: BinaryIO, header: Sequence[str], digits: int | None) -> None:
        self._gate = _Gate(stream)
        self._header, self._digits = header, digits
        self._first: Any = None
        self._file: Any = None
        self._waiting: list[Any] = []
        self._rows = self._bytes = 0

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Sized:
        """The record batch of kept columns and values (rows, columns), with its size."""
        encoded = batch(self._header, kept, y, self._digits)
        return Sized(encoded, encoded.nbytes)

    def write(self, encoded: Sized) -> None:
        """Writes a row group where enough rows have come together."""
        found, size = encoded
        if self._first is None or not self._first.num_rows:
            self._first = found
        self._waiting.append(alike(found, self._first.schema))
        self._rows += found.num_rows
        self._bytes += size
        if self._rows >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._write_group()
        elif len(self._waiting) > MOST_PARTS:
            self._waiting = self._table().combine_chunks().to_batches()

    def close(self) -> None:
        """Writes the last row group and the end of the file."""
        if self._first is None:
            self._first = no_rows(self._header)
        self._write_group()
        with self._gate.opened():
            self._file.close()

    def stop(self) -> None:
        """Leaves out the end, without which the rows cannot be read."""

    def _table(self) -> Any:
        import pyarrow

        parts = [part for part in self._waiting if part.num_rows]
        return pyarrow.Table.from_batches(parts, self._first.schema)

    def _write_group(self) -> None:
        """Writes the rows that wait as one group."""
        import pyarrow

        schema, table = self._first.schema, self._table()
        try:
            with self._gate.opened():
                self._file = self._file or _created(self._gate, schema)
                if table.num_rows:
                    self._file.write_table(table, row_group_size=table.num_rows)
        except pyarrow.ArrowException as error:
            reason = shortened(str(error).split("\n")[0], 100)
            help = "write csv or arrow, or keep other columns"
            raise OutputError(f"Parquet cannot hold these columns: {reason}", help) from None
        self._waiting, self._rows, self._bytes = [], 0, 0


def _created(gate: _Gate, schema: Any) -> Any:
    """pyarrow's writer. Results seldom repeat: a dictionary of them would be work for nothing."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    repeating = [field.name for field in schema if not pyarrow.types.is_floating(field.type)]
    sink = pyarrow.PythonFile(gate, mode="w")
    return ParquetWriter(sink, schema, compression="snappy", use_dictionary=repeating or False)


class _Gate:
    """Lets bytes through to a stream while it is open.

    pyarrow ends a file that is let go of; what broke off must not look complete.
    """

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_open = False

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Open within the block."""
        self._is_open = True
        try:
            yield
        finally:
            self._is_open = False

    def write(self, data: bytes) -> None:
        """Writes what pyarrow writes."""
        if self._is_open:
            self._stream.write(data)

    def flush(self) -> None:
        """Leaves that to the owner of the stream."""

    def close(self) -> None:
        """Leaves the stream open, which belongs to others."""
