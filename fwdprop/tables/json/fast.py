"""JSON rows at once by pyarrow, where it certainly reads what the exact reader would.

The rows are flat objects, or arrays of numbers, whose inputs are all numbers. pyarrow rounds each
number once, as the exact reader does; a block with anything else in it is left to that one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.system.extras import has_pyarrow
from fwdprop.tables.columns import ALL
from fwdprop.tables.fallback import UnreadableError
from fwdprop.tables.json.exact import row_of
from fwdprop.tables.json.layout import Layout
from fwdprop.tables.json.part import Part
from fwdprop.tables.json.syntax import MOST_KEYS
from fwdprop.tables.pyarrow_numbers import numbers
from fwdprop.tables.types import Block, Column, Numeral

# Below this, loading pyarrow takes longer than the exact reader takes for the block.
WORTH_IT = 1 << 18
# pyarrow cuts the text at line ends into pieces of this size, and refuses one of 100,000 rows.
_PIECE = 1 << 19
# A row that cannot have too many values, nor too long a number.
_LONGEST = MOST_KEYS

# Of a key, or of what may be one: a space within its quotes, at an end.
_padded = re.compile(rb'"\s[^"]*"\s*:|\s"\s*:|"\\u|\\u[0-9a-fA-F]{4}"\s*:').search
_is_whole = re.compile(rb"-?[0-9]+").fullmatch


def read_fast(part: Part, layout: Layout) -> Block | None:
    """The block of rows, or None where it is not certain that each is valid."""
    if len(part.data) < WORTH_IT or len(part.starts) < 2 or not has_pyarrow():
        return None
    brackets = b"{}" if layout.count is None else b"[]"
    if b"\0" in part.data or not _are_flat(part, *brackets) or not _is_text(part.data):
        return None
    found = _objects(part, layout) if layout.count is None else _arrays(part, layout)
    return None if found is None else Block(*found, part.took)


def _are_flat(part: Part, opening: int, closing: int) -> bool:
    """Whether each row has these two brackets, around all of it, and no others.

    A blank row, and one that is a bare `null`, which some versions of pyarrow do not survive, have
    none.
    """
    text = np.frombuffer(part.data, np.uint8)
    if part.starts[-1] >= len(text) or (part.ends - part.starts).max() > _LONGEST:
        return False
    if (text[part.starts] != opening).any() or (text[part.ends - 1] != closing).any():
        return False
    first, end, rows = int(part.starts[0]), int(part.ends[-1]), len(part.starts)
    counts = {mark: part.data.count(mark, first, end) for mark in b"[]{}"}
    return counts == {mark: rows if mark in (opening, closing) else 0 for mark in b"[]{}"}


def _is_text(data: bytes) -> bool:
    try:
        return data.isascii() or bool(data.decode())
    except UnicodeDecodeError:
        return False


def _objects(part: Part, layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    """The inputs (rows, inputs) and the kept columns of rows that are objects."""
    types = _types(part, layout)
    if types is None:
        return None
    between = part.data[int(part.ends[0]) : int(part.starts[1])]
    lines = b"\n".join(part.rows()) if b"," in between else part.data
    table = _table(lines, len(part.starts), types, layout.columns.keep is ALL)
    if table is None:
        return None
    columns = {name: table.column(name).combine_chunks() for name in types}
    if any(columns[name].null_count for name in layout.inputs):
        return None
    if any(columns[name].null_count for name in layout.kept) and _padded(part.data):
        return None  # what looks like a missing key may be one with spaces at its ends
    x = np.empty((len(layout.inputs), table.num_rows), layout.columns.dtype)
    for values, name in zip(x, layout.inputs, strict=True):
        values[:] = numbers(columns[name], layout.columns.dtype)[0]
    return x.T, [_cells(columns[name]) for name in layout.kept]


def _types(part: Part, layout: Layout) -> dict[str | int, Any] | None:
    """The type of each column that is read, by the first row; None where one has none that suits.

    Whole numbers that are kept are read as such: these alone have one spelling, but for -0.
    """
    import pyarrow

    types = dict.fromkeys(layout.inputs, getattr(pyarrow, layout.columns.dtype)())
    if not layout.kept:
        return types
    try:
        values = {member.key: member.value for member in row_of(next(part.rows())).members}
    except UnreadableError:
        return None
    for name in layout.kept:
        value = values.get(name)
        if isinstance(value, str):
            types[name] = pyarrow.string()
        elif isinstance(value, bytes) and _is_whole(value) and b"-0" not in part.data:
            types[name] = pyarrow.int64()
        else:
            return None
    return types


def _cells(column: Any) -> Column:
    """The cells of a kept column: texts as they are, whole numbers with the digits they had."""
    import pyarrow

    if isinstance(column, pyarrow.StringArray):
        return column
    return [None if value is None else Numeral(value) for value in column.to_pylist()]


def _arrays(part: Part, layout: Layout) -> tuple[Array, Sequence[Column]] | None:
    """The inputs (rows, inputs) of rows that are arrays of `count` numbers, of which none is kept.

    Each row becomes an object with one key.
    """
    if layout.kept:
        return None
    import pyarrow

    number = getattr(pyarrow, layout.columns.dtype)()
    text = b'{"":' + b'}\n{"":'.join(part.rows()) + b"}"
    table = _table(text, len(part.starts), {"": pyarrow.list_(number)}, is_strict=True)
    if table is None:
        return None
    column = table.column("").combine_chunks()
    values, lengths = column.flatten(), np.diff(numbers(column.offsets)[0])
    if column.null_count or values.null_count or (lengths != layout.count).any():
        return None
    x = numbers(values, layout.columns.dtype)[0].reshape(len(column), -1)
    return x[:, np.array(layout.inputs, int)], []


def _table(lines: bytes, rows: int, types: Mapping[Any, Any], is_strict: bool) -> Any:
    """So many rows as a pyarrow Table of columns of these types, or None where it reads others.

    It takes no column twice in a row, no value of another type but null, and, where it `is_strict`,
    no other columns.
    """
    import pyarrow
    from pyarrow import json

    parsing = json.ParseOptions(
        pyarrow.schema(list(types.items())),
        newlines_in_values=lines.count(b"\n") > rows,
        unexpected_field_behavior="error" if is_strict else "ignore",
    )
    try:
        reading = json.ReadOptions(use_threads=False, block_size=_PIECE)
        table = json.read_json(pyarrow.BufferReader(lines), reading, parsing)
        table.validate(full=True)  # of texts that are no UTF-8: halves of surrogate pairs
    except pyarrow.ArrowException as error:  # what it does not read, or has no threads for
        if isinstance(error, MemoryError):
            raise
        return None
    return table if table.num_rows == rows else None
