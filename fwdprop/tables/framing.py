"""Cuts a stream of text into blocks of whole rows, at line ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from fwdprop.errors import InputError
from fwdprop.tables.source import CHUNK, Source

if TYPE_CHECKING:
    from fwdprop.system.spool import Spool

SHOWN = 1000
# So little arrives at a time from a producer that leaves time to look.
SLOW = 1 << 16
LONGEST_ROW = 32 << 20
"""No row is longer than so many bytes: 32 MiB."""
LINE_ENDS = "are there line ends in the file?"
# What follows says whether blank lines are rows without a value; so many bytes of them may wait.
MOST_BLANK = 8 << 20
_blank_lines = re.compile(rb"(?:\r*\n)*+").match

Cut = Callable[[bytes], int]
"""Where the last whole row of some bytes ends; 0 where they hold none to its end."""


@dataclass(frozen=True)
class LongRow:
    """A row that is too long to be read: its beginning, and all of it in a file of its own.

    `whole` is None where reading stops at the row.
    """

    start: bytes
    whole: IO[bytes] | None = None


@dataclass
class BlankLines:
    """What a line without anything is, as soon as the first row says how many columns there are.

    A row like any other where `are_rows`; nothing, or with `between_rows` a row where another one
    follows.
    """

    are_rows: bool = False
    between_rows: bool = False


def at_line_ends(data: bytes) -> int:
    """Where the last line of some bytes ends; 0 where none does."""
    return data.rfind(b"\n") + 1


def framed(
    source: Source, stop: bool, cut: Cut = at_line_ends, blank: BlankLines | None = None
) -> Iterator[bytes | LongRow]:
    """Blocks of whole rows as they arrive, the last one perhaps without its line end.

    Unless they are rows, blank lines at the end of a block are put off to the next one, and left
    out at the end. A row that does not end within 32 MiB is given as a LongRow; then it stops, or
    goes on after its line end. Raises InputError for more than 8 MiB of blank lines `between_rows`.
    """
    chunks, blank = source.chunks(), blank or BlankLines()
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
        if end:
            yield data[:end]
        parts = [data[end:]]
        size = len(parts[0])
        # A long row is looked at again only when twice as much of it is there, or time enough.
        enough = 2 * size if size > CHUNK else 0
    rest = b"".join(parts)
    rest = rest[: _end_of_rows(rest, len(rest), blank, source.name)]
    if rest.strip(b"\r\n") or (rest and blank.are_rows):
        yield rest


def _end_of_rows(data: bytes, end: int, blank: BlankLines, file: str) -> int:
    """The end without the blank lines that are put off; 0 for nothing else."""
    if blank.are_rows:
        return end
    if blank.between_rows:
        waiting = _blank_lines(data)
        if waiting is not None and waiting.end() > MOST_BLANK:
            found = f"more than {MOST_BLANK >> 20} MiB of blank lines one after the other"
            help = "--missing nan or --missing 0 reads each as a row"
            raise InputError(f"{file} has {found}", help)
    return _before_blank_lines(data, end)


def _before_blank_lines(data: bytes, end: int) -> int:
    """The end without the blank lines before it, where they are not many; 0 for nothing else."""
    if data[end - 2 : end - 1] not in (b"\n", b"\r", b""):
        return end
    text = data[max(end - MOST_BLANK, 0) : end]
    blank = len(text) - len(text.rstrip(b"\r\n"))
    if blank == len(text):
        return 0 if end <= MOST_BLANK else end
    return (data.find(b"\n", end - blank) + 1 or end) if blank else end


def _set_aside(data: bytes, chunks: Iterator[bytes]) -> tuple[LongRow, bytes]:
    """The row that is too long, and the bytes behind it.

    It is its first line alone: where a quote was opened and not closed, what follows are rows.
    """
    from fwdprop.system.spool import Spool

    whole = Spool(LINE_ENDS)  # whoever takes the row closes it
    try:
        rest = _to_line_end(data, chunks, whole)
        return LongRow(data[:SHOWN], whole.rewound()), rest
    except BaseException:
        whole.close()
        raise


def _to_line_end(data: bytes, chunks: Iterator[bytes], whole: Spool) -> bytes:
    """Writes the first line to the file, a line end at its end; the bytes behind it."""
    while True:
        line, found, rest = data.partition(b"\n")
        whole.write(line + found)
        if found:
            return rest
        data = next(chunks, b"")
        if not data:
            whole.write(b"\n")
            return rest
