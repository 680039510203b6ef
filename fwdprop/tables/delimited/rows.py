"""The rows of a delimited text, cut into their fields, as RFC 4180 describes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fwdprop.tables.delimited.quotes import QUOTE
from fwdprop.tables.types import MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its bytes to the line end, the lines before it in its block, and its fields.

    `texts` are those of the fields without quotes, none where the `count` of them is beyond
    MOST_COLUMNS. `fault` says what is wrong with its quotes, and the last field is the one at
    fault.
    """

    raw: bytes
    at: int
    texts: Sequence[bytes]
    count: int
    delimiter: bytes
    fault: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the line is empty."""
        return not self.raw.strip(b"\r\n")

    @property
    def is_white(self) -> bool:
        """Whether there is nothing but spaces in the line."""
        return not self.raw.strip(b" \t\r\n") and self.delimiter not in self.raw

    def span(self, index: int) -> tuple[int, int]:
        """Where a field stands in the row's bytes, with its quotes."""
        field, start, end = _field(self.delimiter), 0, -1
        for _ in range(index + 1):
            match = field(self.raw, end + 1)
            assert match is not None
            start, end = match.span()
        return start, end


def split(data: bytes, delimiter: bytes) -> Iterator[Row]:
    """The rows of a block. One whose quotes are wrong ends with the line where that begins."""
    start = lines = 0
    while start < len(data):
        end = _line_end(data, start)
        if data.find(QUOTE, start, end) < 0:
            row = _without_quotes(data[start:end], lines, delimiter)
        else:
            row = _with_quotes(data, start, lines, delimiter)
        yield row
        lines += row.raw.count(b"\n")
        start += len(row.raw)


def _without_quotes(raw: bytes, lines: int, delimiter: bytes) -> Row:
    line = raw.removesuffix(b"\n").removesuffix(b"\r")
    count = line.count(delimiter) + 1
    return Row(raw, lines, line.split(delimiter) if count <= MOST_COLUMNS else (), count, delimiter)


def _with_quotes(data: bytes, start: int, lines: int, delimiter: bytes) -> Row:
    """The row that begins there, and goes over several lines where its quotes do."""
    field, texts = _field(delimiter), list[bytes]()
    at, count, fault = start, 0, None
    while True:
        match = field(data, at)
        assert match is not None
        quoted, plain = match.groups()
        count += 1
        if count <= MOST_COLUMNS:
            texts.append(plain if quoted is None else quoted.replace(b'""', b'"'))
        at = match.end()
        if quoted is None and plain.startswith(QUOTE):
            fault = _quote_fault(data, match.start())
            at = match.start()
            break
        if data[at : at + 1] != delimiter:
            break
        at += 1
    raw = data[start : _line_end(data, at)]
    return Row(raw, lines, texts if count <= MOST_COLUMNS else (), count, delimiter, fault)


def _line_end(data: bytes, at: int) -> int:
    return data.find(b"\n", at) + 1 or len(data)


@cache
def _field(delimiter: bytes) -> Callable[[bytes, int], re.Match[bytes] | None]:
    """Matches one field: what is between its quotes, or all of it where it has none."""
    end = re.escape(delimiter)
    pattern = rb'"((?:[^"]++|"")*+)"(?=[%s\n]|\r\n|\r?\Z)|((?:[^%s\r\n]|\r(?!\n|\Z))*+)'
    return re.compile(pattern % (end, end)).match


def _quote_fault(data: bytes, start: int) -> str:
    # What follows its line does not count: it may be in another block.
    closed = re.compile(rb'"(?:[^"]++|"")*+"').match(data, start, _line_end(data, start))
    return "the quote is not closed" if closed is None else "there is text behind the closing quote"
