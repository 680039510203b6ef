"""JSON lines: a row a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from fwdprop.errors import InputError
from fwdprop.reading.encoding import without_mark
from fwdprop.reading.framing import LongRow, framed
from fwdprop.reading.jsonrows.part import Part
from fwdprop.reading.jsonrows.reader import JsonRows, opened
from fwdprop.reading.sources import Source
from fwdprop.reading.wanted import Wanted

_LINE_END, _RETURN = b"\n\r"


def read(source: Source, wanted: Wanted) -> JsonRows:
    """The rows of a source; InputError where it is empty, or has not the columns wanted."""
    blocks = framed(source, wanted.stop)
    first = next(blocks, b"")
    if isinstance(first, bytes):
        first = without_mark(first, source.name)
    taken = [first]
    while isinstance(taken[-1], bytes) and not taken[-1].strip(b" \t\r\n"):
        following = next(blocks, None)
        if following is None:
            raise InputError(f"{source.name} is empty", "each line holds a row, as in [2, 3]")
        taken.append(following)
    return opened(_parts(chain(filter(None, taken), blocks)), wanted, source.name)


def _parts(blocks: Iterator[bytes | LongRow]) -> Iterator[Part | LongRow]:
    for block in blocks:
        yield block if isinstance(block, LongRow) else part_of(block)


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
