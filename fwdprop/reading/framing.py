"""Cuts a stream of text into blocks of whole rows, at line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from fwdprop.reading.sources import CHUNK, Source

SHOWN = 1000
# So little arrives at a time from a producer that leaves time to look.
SLOW = 1 << 16
LONGEST_ROW = 64 << 20
"""No row is longer than so many bytes: 64 MiB."""

Cut = Callable[[bytes], int]
"""Where the last whole row of some bytes ends; 0 where they hold none to its end."""


@dataclass(frozen=True)
class LongRow:
    """A row that is too long to be read: its beginning, and all of it in a file of its own.

    `whole` is None where reading stops at the row.
    """

    start: bytes
    whole: IO[bytes] | None = None


def at_line_ends(data: bytes) -> int:
    """Where the last line of some bytes ends; 0 where none does."""
    return data.rfind(b"\n") + 1


def framed(source: Source, stop: bool, cut: Cut = at_line_ends) -> Iterator[bytes | LongRow]:
    """Blocks of whole rows as they arrive, the last one perhaps without its line end.

    Blank lines at the end of a block are put off to the next one, and left out at the end. A row
    that does not end within 64 MiB is given as a LongRow; then it stops, or goes on after its line
    end.
    """
    chunks = source.chunks()
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
        end = _before_blank_lines(data, end)
        if end:
            yield data[:end]
        parts = [data[end:]]
        size = len(parts[0])
        # A long row is looked at again only when twice as much of it is there, or time enough.
        enough = 2 * size if size > CHUNK else 0
    rest = b"".join(parts)
    if rest.strip(b"\r\n"):
        yield rest


def _before_blank_lines(data: bytes, end: int) -> int:
    """The end without the blank lines before it, where they are not many; 0 for nothing else."""
    if data[end - 2 : end - 1] not in (b"\n", b"\r", b""):
        return end
    text = data[max(end - CHUNK, 0) : end]
    blank = len(text) - len(text.rstrip(b"\r\n"))
    if blank == len(text):
        return 0 if end <= CHUNK else end
    return data.index(b"\n", end - blank) + 1 if blank else end


def _set_aside(data: bytes, chunks: Iterator[bytes]) -> tuple[LongRow, bytes]:
    """The row that is too long, and the bytes behind it.

    It is its first line alone: where a quote was opened and not closed, what follows are rows.
    """
    from fwdprop.spool import Spool

    whole = Spool()  # whoever takes the row closes it
    start = data[:SHOWN]
    while True:
        line, found, rest = data.partition(b"\n")
        whole.write(line + found)
        if found:
            break
        data = next(chunks, b"")
        if not data:
            whole.write(b"\n")
            break
    return LongRow(start, whole.rewound()), rest
