"""JSON lines: a row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from fwdprop.errors import InputError
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.encoding import without_mark
from fwdprop.tables.framing import LongRow, framed
from fwdprop.tables.json.part import Part
from fwdprop.tables.json.reader import JsonRows, opened
from fwdprop.tables.source import Source

_LINE_END, _RETURN = b"\n\r"
_is_space = re.compile(rb"[ \t\r\n]*+").fullmatch


def read(source: Source, columns: ColumnSpec) -> JsonRows:
    """The rows of a source; InputError where it is empty, or lacks one of the columns."""
    return opened(_parts(source, columns.stop), columns, source.name)


def _parts(source: Source, stop: bool) -> Iterator[Part | LongRow]:
    """The lines of a source as parts; raises InputError at its end where all of them were blank."""
    is_first = is_empty = True
    for block in framed(source, stop):
        if isinstance(block, LongRow):
            yield block
            is_empty = False
        else:
            data = without_mark(block, source.name) if is_first else block
            is_blank = _is_space(data) is not None
            yield Part.without_rows(data.count(b"\n")) if is_blank else part_of(data)
            is_empty = is_empty and is_blank
        is_first = False
    if is_empty:
        raise InputError(f"{source.name} is empty", "each line holds a row, as in [2, 3]")


def part_of(data: bytes) -> Part:
    """The lines of a block as rows."""
    text = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(text == _LINE_END)
    if not data.endswith(b"\n"):
        ends = np.append(ends, len(data))
    starts = np.concatenate([[0], ends[:-1] + 1])
    # A carriage return before the line end belongs to it.
    ends = ends - ((ends > starts) & (text[ends - 1] == _RETURN))
    return Part(data, starts, ends, len(ends))
