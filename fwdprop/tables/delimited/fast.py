"""Blocks of a delimited file at once, where every row is valid.

Two readers do this: pyarrow's where it is installed and the block is worth it, NumPy's otherwise.
Both round every number once, to the type that the network computes in; what they do not read is
left to the exact reader, so that they accept the same rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

import numpy as np

from fwdprop.arrays import Array
from fwdprop.float32 import all_halfway, is_halfway, of_text
from fwdprop.system.extras import has_pyarrow
from fwdprop.tables.delimited.by_pyarrow import side_by_side, table_of
from fwdprop.tables.delimited.layout import Layout
from fwdprop.tables.delimited.long_fields import may_be_long
from fwdprop.tables.delimited.quotes import QUOTE, ill_quoted
from fwdprop.tables.delimited.truths import with_numbers_for_truths
from fwdprop.tables.encoding import BOM
from fwdprop.tables.types import Block, Column
from fwdprop.tables.words import MISSING

# Below this, loading pyarrow takes longer than NumPy takes for the block.
WORTH_IT = 1 << 17
# Each column costs pyarrow time of its own; from here on NumPy is faster.
NARROW = 128

_missing = frozenset(MISSING)
_blank_lines = re.compile(rb"^\r?\n", re.MULTILINE).sub
_are_blank = re.compile(rb"(?:\r?\n)*+").fullmatch


def read_fast(data: bytes, layout: Layout) -> Block | None:
    """The block of rows, or None where it is not certain that each is valid."""
    if not data.endswith(b"\n"):
        data += b"\n"
    if not _is_plain(data, layout.delimiter):
        return None
    several, quoted = len(layout.column_map.names) > 1, QUOTE in data
    # Where values may be missing, the readers leave blank lines out.
    are_lines = not quoted and not (several and layout.columns.missing is not None)
    found = _read(data, layout)
    if found is None and not quoted:
        found = _read_truths(data, layout)
        are_lines = are_lines and found is None  # blank lines are left out
    if found is None and several and are_lines:
        lines = _blank_lines(b"", data)
        if len(lines) < len(data):
            found, are_lines = _read(lines, layout), False
    if found is None:
        return None
    # Counting takes longer than one would think.
    return Block(*found, len(found[0]) if are_lines and len(found[0]) else data.count(b"\n"))


def _read_truths(data: bytes, layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    """The same where there are cells of `true` or `false`, and no quotes; None without these."""
    plain, column_map = with_numbers_for_truths(data, layout.delimiter), layout.column_map
    if plain == data:
        return None
    if len(column_map.names) > 1:
        plain = _blank_lines(b"", plain)
    found = _read(plain, replace(layout, column_map=column_map._replace(kept=())))
    if found is None or not column_map.kept:
        return found
    lines = data.decode().replace("\r\n", "\n").split("\n")
    rows = [line.split(layout.delimiter.decode()) for line in lines if line]
    if len(rows) != len(found[0]):
        return None  # in a file of one column a blank line may be a row
    return found[0], [[row[index] for row in rows] for index in column_map.kept]


def _read(data: bytes, layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    """The inputs (rows, inputs) and the kept columns, by the reader that is the faster one."""
    if len(layout.column_map.names) > 1 and _are_blank(data):
        return np.empty((0, len(layout.column_map.inputs))), [()] * len(layout.column_map.kept)
    narrow = len(layout.column_map.names) <= NARROW
    read = _by_pyarrow if len(data) >= WORTH_IT and narrow and has_pyarrow() else _by_numpy
    return read(data, layout)


def numbers(
    data: bytes, columns: int, delimiter: bytes = b",", dtype: str = "float64"
) -> Array | None:
    """The numbers (rows, columns) of whole lines without quotes; None if there is anything else."""
    if len(data) >= WORTH_IT and columns <= NARROW and has_pyarrow():
        names = [str(index) for index in range(columns)]
        table = table_of(data, names, dict.fromkeys(names, dtype), delimiter, [])
        return None if table is None else side_by_side(table, names, data, None)
    return _numbers_by_numpy(data, columns, delimiter, dtype)


def _numbers_by_numpy(data: bytes, columns: int, delimiter: bytes, dtype: str) -> Array | None:
    if data.isspace():
        return None  # it warns where there is nothing to read
    try:
        x = np.loadtxt(io.BytesIO(data), delimiter=delimiter.decode(), comments=None, ndmin=2)
    except ValueError:
        return None
    if x.shape != (data.count(b"\n"), columns):
        return None  # it leaves blank lines out
    if dtype == "float32":
        _round_once(x, data, delimiter)
    return x


def _round_once(x: Array, data: bytes, delimiter: bytes) -> None:
    """Looks again at the texts of the numbers (rows, columns) that lie between two float32."""
    at = all_halfway(x)
    lines = data.split(b"\n") if len(at) else []
    columns = x.shape[1]
    settled = [
        of_text(number, lines[index // columns].split(delimiter)[index % columns].strip().decode())
        for index, number in zip(at.tolist(), x.flat[at].tolist(), strict=True)
    ]
    x.flat[at] = settled


def _is_plain(data: bytes, delimiter: bytes) -> bool:
    """Whether the lines are text, with line ends of one kind, and well quoted."""
    if b"\0" in data or data.startswith(BOM) or not _is_text(data):
        return False  # pyarrow leaves out a mark at the beginning of any block
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    if may_be_long(data, delimiter):
        return False
    return QUOTE not in data or ill_quoted(delimiter)(data) is None


def _is_text(data: bytes) -> bool:
    try:
        return data.isascii() or bool(data.decode())
    except UnicodeDecodeError:
        return False


def _by_numpy(data: bytes, layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    column_map = layout.column_map
    plain = (
        QUOTE not in data
        and not column_map.kept
        and len(column_map.names) == len(column_map.inputs)
    )
    if plain and layout.columns.missing is None:
        x = numbers(data, len(column_map.names), layout.delimiter, layout.columns.dtype)
        in_order = column_map.inputs == range(len(column_map.names))
        return None if x is None else (x if in_order else x[:, column_map.inputs], [])
    rows = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=layout.delimiter.decode())
    try:
        return _picked(rows, layout)
    except csv.Error:  # a field longer than the module takes
        return None


def _picked(rows: Iterable[list[str]], layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    """The inputs and the kept columns of rows of cells, one after the other: they may be wide."""
    column_map, missing = layout.column_map, layout.columns.missing
    number = None if missing is None else _spelled(missing)
    pick = itemgetter(
        *column_map.inputs, column_map.inputs[0]
    )  # with two columns or more it gives a tuple
    lines: list[str] = []
    kept: list[list[str]] = [[] for _ in column_map.kept]
    for row in rows:
        if not row and missing is not None:
            if len(column_map.names) > 1:
                continue
            row = [""]
        if len(row) != len(column_map.names):
            return None
        cells = pick(row)[:-1]
        if number is not None and not _missing.isdisjoint(cells):
            cells = [number if cell in MISSING else cell for cell in cells]
        lines.append(",".join(cells))
        for column, index in zip(kept, column_map.kept, strict=True):
            column.append(row[index])
    # Quotes that are left are part of a cell, which pyarrow would take off.
    data = "\n".join([*lines, ""]).encode()
    x = _numbers_by_numpy(data, len(column_map.inputs), b",", layout.columns.dtype)
    # A line end within a cell of an input makes two rows of one.
    return None if x is None or len(x) != len(lines) else (x, kept)


def _spelled(missing: float) -> str:
    """The text of what stands for a missing value, as exact as it takes to be read again."""
    from decimal import Decimal

    return str(Decimal(missing) if is_halfway(missing) else missing)


def _by_pyarrow(data: bytes, layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    names = [str(index) for index in range(len(layout.column_map.names))]
    inputs = [names[index] for index in layout.column_map.inputs]
    kept = [names[index] for index in layout.column_map.kept]
    null = [] if layout.columns.missing is None else MISSING
    twice = bool(set(inputs) & set(kept))  # a column has one type: then it is read twice
    types = dict.fromkeys(inputs, layout.columns.dtype)
    as_texts = dict.fromkeys(kept, "string")
    table = table_of(data, names, types if twice else types | as_texts, layout.delimiter, null)
    texts = table_of(data, names, as_texts, layout.delimiter, null) if twice else table
    if table is None or texts is None:
        return None
    x = side_by_side(table, inputs, data, layout.columns.missing)
    return None if x is None else (x, [texts.column(name).combine_chunks() for name in kept])
