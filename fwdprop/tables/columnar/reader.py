"""An opened file of columns: which of them are read, and its rows in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import Fault, FwdpropError, InputError, Location, shortened, spelled
from fwdprop.system.files import unreadable
from fwdprop.tables import pyarrow_arrays
from fwdprop.tables.cells import cells
from fwdprop.tables.columns import ColumnMap, ColumnSpec
from fwdprop.tables.json_objects import objects
from fwdprop.tables.pyarrow_numbers import is_number, numbers, plain
from fwdprop.tables.source import AGAIN
from fwdprop.tables.types import BadRow, Block, Piece, WithoutHeader, Wrong
from fwdprop.tables.words import missing_value

# A piece is so many bytes of the columns that are read: enough to pay, and it stays in the cache.
PIECE = 1 << 21
MOST_ROWS = 1 << 17
# It costs time for each column, so it has so many rows, where they are not too many bytes.
_FEWEST_ROWS, _LARGEST = 1 << 11, 1 << 25
# So many bytes has a text that is a view, but for a long one.
_VIEW = 16


@dataclass(frozen=True)
class Columnar(WithoutHeader):
    """An opened file: `batches` are pyarrow's, with the columns of `column_map` that are needed.

    So many rows of the file stand `before` these. Errors of pyarrow in `batches` mean that the file
    is damaged.
    """

    file: str
    column_map: ColumnMap
    columns: ColumnSpec
    batches: Iterable[Any]
    before: int = 0

    @property
    def kept(self) -> Sequence[str]:
        """The names of the columns that pass through."""
        return self.column_map.kept_names

    def pieces(self) -> Iterator[Piece]:
        """Slices of the batches, each to be made a block in any thread.

        A file without rows has one piece without rows, which has the types of the kept columns.
        """
        rows = self.before
        try:
            for batch in self.batches:
                batch.validate()
                for part in _slices(batch, self.columns):
                    yield partial(self._block, part, rows)
                    rows += part.num_rows
        except Exception as error:
            raise damaged(self.file, error, rows) from None

    def _block(self, batch: Any, before: int) -> Block:
        """The block of a batch that stands behind so many rows."""
        try:
            # What a damaged file says of lengths and indices must not lead out of its memory.
            batch.validate(full=True)
            return _block(batch, self.column_map, self.columns)
        except Exception as error:
            raise damaged(self.file, error, before) from None


def choose(schema: Any, columns: ColumnSpec, file: str) -> ColumnMap:
    """The columns of a schema that are read; InputError where one is missing or no number."""
    names = schema.names
    column_map = columns.by_name(names, Location(file))
    faults = [
        Fault(
            f"column {spelled(shortened(names[index]))} of {file} is"
            f" {shortened(str(plain(schema.field(index).type)))}, expected numbers",
            "name another column with --columns, or make it one of numbers",
        )
        for index in dict.fromkeys(column_map.inputs)
        if not is_number(schema.field(index).type)
    ]
    if faults:
        raise InputError(faults)
    for index in column_map.kept:
        getattr(schema.field(index).type, "tz", None)  # in a damaged file it may be no text
    return column_map


def needed(column_map: ColumnMap) -> list[int]:
    """Where the columns stand that are read, in the order of the file."""
    return sorted({*column_map.inputs, *column_map.kept})


def without_rows(schema: Any) -> Any:
    """The batch that a schema has where there are no rows."""
    import pyarrow

    columns = [pyarrow.nulls(0, field.type) for field in schema]
    return pyarrow.RecordBatch.from_arrays(columns, schema=schema)


def damaged(file: str, error: Exception, rows: int = 0) -> Exception:
    """The error for what came to light behind so many rows."""
    import pyarrow

    known = (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError)
    if isinstance(error, FwdpropError) or not isinstance(error, known):
        return error
    if type(error) is MemoryError:
        return error  # that of Python; pyarrow's own is about a size that the file claims
    if "worker thread" in str(error):
        help = "end other programs, or let this one have more of them"
        return InputError(f"cannot read {file}: no more threads can be started", help)
    if isinstance(error, OSError) and error.errno:
        return unreadable(file, error, InputError)
    if isinstance(error, NotImplementedError):
        reason = shortened(str(error).split("\n")[0], 100)
        return InputError(f"{file} is written in a way that pyarrow does not read: {reason}")
    behind = f" behind row {rows:,}" if rows else ""
    return InputError(f"{file} is damaged or cut short{behind}", AGAIN)


def rows_of_piece(columns: ColumnSpec, width: int) -> int:
    """How many rows of `width` bytes are worth a piece."""
    rows = max(min(PIECE // width, MOST_ROWS), min(_LARGEST // width, _FEWEST_ROWS), 1)
    return columns.piece(rows, width)


def _slices(batch: Any, columns: ColumnSpec) -> Iterator[Any]:
    """The batch in parts that are worth a piece each."""
    rows = batch.num_rows
    step = rows_of_piece(columns, max(_bytes(batch) // max(rows, 1), 8 * len(columns.inputs)))
    if rows <= step + step // 2:
        yield batch
        return
    for start in range(0, rows, step):
        yield batch.slice(start, step)


def _bytes(batch: Any) -> int:
    """How many bytes the rows take, about."""
    import pyarrow

    try:
        return int(batch.nbytes)
    except pyarrow.ArrowTypeError:  # of texts that are views, in some releases
        return int(_VIEW * batch.num_rows * batch.num_columns)


def _block(batch: Any, column_map: ColumnMap, columns: ColumnSpec) -> Block:
    """The rows of a batch; where a number is missing, and --missing has none, they are bad."""
    rows = batch.num_rows
    # Column by column in memory, as they come; the engine takes them from there.
    x = np.empty((len(column_map.inputs), rows), columns.dtype)
    first = np.full(rows, -1)  # which input is the first that is missing
    for index, column in enumerate(column_map.inputs):
        # Of a nan that signals, and of what is too large for float32.
        with np.errstate(invalid="ignore", over="ignore"):
            values, missing = numbers(batch.column(column_map.names[column]), columns.dtype)
            x[index] = values
            if missing is not None and columns.missing is not None:
                x[index, missing] = columns.missing
            elif missing is not None:
                first[missing & (first < 0)] = index
    kept = [batch.column(name) for name in column_map.kept_names]
    at = np.flatnonzero(first >= 0)
    if not len(at):
        return Block(x.T, kept, rows, refuse=partial(_refused, batch, np.arange(rows)))
    if columns.stop:
        end = int(at[0])
        name = column_map.names[column_map.inputs[first[end]]]
        bad = _bad(end, name, b"")._replace(behind=end)
        kept = [column.slice(0, end) for column in kept]
        return Block(x[:, :end].T, kept, rows, [bad], partial(_refused, batch, np.arange(end)))
    names = [column_map.names[column_map.inputs[index]] for index in first[at]]
    lines = _as_json(batch, first >= 0)
    bads = [
        _bad(*each)._replace(behind=each[0] - index)
        for index, each in enumerate(zip(at.tolist(), names, lines, strict=True))
    ]
    good = first < 0
    kept = [pyarrow_arrays.chosen(column, good) for column in kept]
    refuse = partial(_refused, batch, np.flatnonzero(good))
    return Block(x[:, good].T, kept, rows, bads, refuse)


def _refused(batch: Any, good: Array, wrong: Sequence[Wrong]) -> list[BadRow]:
    """The bad rows that some of the `good` ones become."""
    which = np.zeros(batch.num_rows, bool)
    which[good[[each.row for each in wrong]]] = True
    lines = _as_json(batch, which)
    return [
        BadRow(each.message, each.help, int(good[each.row]), line)
        for each, line in zip(wrong, lines, strict=True)
    ]


def _bad(at: int, name: str, raw: bytes) -> BadRow:
    return BadRow(*missing_value(name, ""), at, raw)


def _as_json(batch: Any, which: Array) -> list[bytes]:
    """Each of those rows as a line of JSON: what was read of it."""
    columns = [cells(pyarrow_arrays.chosen(column, which)) for column in batch.columns]
    lines = objects("", "\n").lines(batch.schema.names, zip(*columns, strict=True), None)
    return [line.encode() for line in lines if line]
