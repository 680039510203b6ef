"""Cuts a stream of text into blocks of whole rows, at line ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, NamedTuple

from fwdprop.errors import InputError
from fwdprop.tables.encoding import without_end_mark
from fwdprop.tables.source import CHUNK, Source

if TYPE_CHECKING:
    from fwdprop.system.spool import Spool

SHOWN = 1000
# A producer of smaller chunks is slow enough for each to be looked at.
SLOW = 1 << 16
LONGEST_ROW = 32 << 20
"""The longest row that is read, in bytes: 32 MiB."""
LINE_ENDS = "are there line ends in the file?"
# Whether blank lines are rows depends on what follows; at most so many bytes of them are held.
MOST_BLANK = 8 << 20
_blank_lines = re.compile(rb"(?:\r*\n)*+").match

Cut = Callable[[bytes], int]
"""The end of the last whole row in some bytes; 0 where no row is whole."""


class LongRow(NamedTuple):
    """A row that is too long to be read: its beginning, and all of it in a file of its own.

    `whole` is None where reading stops at the row.
    """

    start: bytes
    whole: IO[bytes] | None = None


class BlankLines:
    """How blank lines are read, once the first row has shown how many columns there are.

    Each is a row where `are_rows`, a row if another row follows where `between_rows`, and skipped
    otherwise. Those at the end may have other `white` space in them than their line ends.
    """

    def __init__(self) -> None:
        self.white = b"\r\n"
        self.are_rows = False
        self.between_rows = False


def at_line_ends(data: bytes) -> int:
    """The end of the last whole line in some bytes; 0 where no line is whole."""
    return data.rfind(b"\n") + 1


def framed(
    source: Source, stop: bool, cut: Cut = at_line_ends, blank: BlankLines | None = None
) -> Iterator[bytes | LongRow]:
    """Blocks of whole rows as they arrive, the last one perhaps without its line end.

    Unless they are rows, blank lines at the end of a block move to the next one, and are left out
    at the end; those before a row are a block of their own, unless they may be rows. A row longer
    than 32 MiB becomes a LongRow; with `stop` it is the last block, else reading goes on after its
    line end. Raises InputError for more than 8 MiB of blank lines `between_rows`.
    """
    chunks, blank = without_end_mark(source.chunks()), blank or BlankLines()
    parts: list[bytes] = []
    size = enough = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if (b"\n" not in chunk and size <= LONGEST_ROW) or (size < enough and len(chunk) > SLOW):
            continue
        data = b"".join(parts)
        end = cut(data)
        if not end and size > LONGEST_ROW:
            if stop:
                yield LongRow(data[:SHOWN])
                return
            long, data = _set_aside(data, chunks)
            yield long
            end = cut(data)
        end = _end_of_rows(data, end, blank, source.name)
        yield from _without_blank_lines(data[:end], blank)
        parts = [data[end:]]
        size = len(parts[0])
        # A long row is looked at again when twice as much of it is there, or the source is slow.
        enough = 2 * size if size > CHUNK else 0
    rest = b"".join(parts)
    rest = rest[: _end_of_rows(rest, len(rest), blank, source.name)]
    if rest.strip(blank.white) or blank.are_rows:
        yield from _without_blank_lines(rest, blank)


def _without_blank_lines(data: bytes, blank: BlankLines) -> Iterator[bytes]:
    """A block, the blank lines before its first row in one of their own: they may be millions."""
    found = None if blank.are_rows or blank.between_rows else _blank_lines(data)
    start = 0 if found is None else found.end()
    yield from filter(None, (data[:start], data[start:]))


def _end_of_rows(data: bytes, end: int, blank: BlankLines, file: str) -> int:
    """The end without the blank lines that move to the next block; 0 where all are blank."""
    if blank.are_rows:
        return end
    if blank.between_rows:
        waiting = _blank_lines(data)
        if waiting is not None and waiting.end() > MOST_BLANK:
            found = f"more than {MOST_BLANK >> 20} MiB of blank lines one after the other"
            help = "--missing nan or --missing 0 reads each as a row"
            raise InputError(f"{file} has {found}", help)
    return _before_blank_lines(data, end, blank.white)


def _before_blank_lines(data: bytes, end: int, white: bytes) -> int:
    """The end without the blank lines before it, at most 8 MiB; 0 where all are blank."""
    if data[end - 2 : end - 1].strip(white):
        return end
    text = data[max(end - MOST_BLANK, 0) : end]
    blank = len(text) - len(text.rstrip(white))
    if blank == len(text):
        return 0 if end <= MOST_BLANK else end
    return (data.find(b"\n", end - blank) + 1 or end) if blank else end


def _set_aside(data: bytes, chunks: Iterator[bytes]) -> tuple[LongRow, bytes]:
    """The row that is too long, and the bytes behind it.

    The row is its first line only: behind a quote that is never closed, other rows follow.
    """
    from fwdprop.system.spool import Spool

    whole = Spool(LINE_ENDS)  # closed by the caller
    try:
        rest = _to_line_end(data, chunks, whole)
        return LongRow(data[:SHOWN], whole.rewound()), rest
    except BaseException:
        whole.close()
        raise


def _to_line_end(data: bytes, chunks: Iterator[bytes], whole: Spool) -> bytes:
    """The bytes behind the first line, which is written to the file, with a line end."""
    while True:
        line, found, rest = data.partition(b"\n")
        whole.write(line + found)
        if found:
            return rest
        data = next(chunks, b"")
        if not data:
            whole.write(b"\n")
            return rest
