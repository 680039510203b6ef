"""One JSON array of rows, however long: its rows are cut out of the text as it arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from fwdprop.errors import Fault, InputError, Location, shortened
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.encoding import without_end_mark, without_mark
from fwdprop.tables.framing import LONGEST_ROW
from fwdprop.tables.json.part import Cursor, Part, characters, characters_before, line_start
from fwdprop.tables.json.reader import JsonRows, opened
from fwdprop.tables.source import CHUNK, Source

_space = re.compile(rb"[ \t\r\n]*+").match
_comma = re.compile(rb"[ \t\r\n]*+,[ \t\r\n]*+").match
_opening = re.compile(rb"(?:\xef\xbb\xbf)*+[ \t\r\n]*+\[").match
_token = re.compile(rb'"|[^\s,:\[\]{}"]+|.', re.DOTALL).match
_number = re.compile(rb"-?[0-9].*|-?Infinity|NaN").fullmatch
_WORDS = {b'"': "a text", b"null": "null", b"true": "true", b"false": "false"}
# So much of a token is there before it is spoken of.
_TOKEN_SHOWN = 64
_MOST_SPACE = 1 << 23
Wrong = tuple[str, str | None, int]
"""A message, what helps, and the position in the data that is meant."""

_ROW, _NEXT = "an object or an array", "',' or ']'"


def read(source: Source, columns: ColumnSpec) -> JsonRows:
    """The rows of a source; InputError where it is no array, or lacks one of the columns.

    Where the text between two rows is broken, so that the next one cannot be found,
    taking the next piece raises InputError after those before it.
    """
    return opened(Text(source).parts(), columns, source.name)


class Text:
    """The text of an array as it arrives: `data` are read, and taken up to `at`.

    `line` line ends, and `indent` characters of their first line, came before the data; `comma`
    says that a comma comes before the next row.
    """

    def __init__(self, source: Source) -> None:
        self.file = source.name
        self.chunks = without_end_mark(source.chunks())
        self.data, self.at, self.line, self.indent = b"", 0, 0, 0
        self.comma, self.has_more = False, True

    def parts(self) -> Iterator[Part]:
        """The rows as they arrive; raises InputError where the next one cannot be found."""
        self._open()
        while True:
            starts, ends = self._rows()
            end = ends[-1] if ends else self.at
            if ends:
                took = self.data.count(b"\n", 0, end)
                yield Part(self.data[:end], np.array(starts), np.array(ends), took, self.indent)
                self.comma = True
            at = self._next(end)
            if at is not None:
                break
            before = self.line
            self._go_to(end)
            if not ends and self.line > before:
                yield Part.without_rows(self.line - before)
            self._read_on()
        self._close(at + 1)

    def _open(self) -> None:
        """Goes behind the bracket that opens the array."""
        while self.has_more and not _opening(self.data):
            if len(self.data) - self._behind_space(0) >= _TOKEN_SHOWN:
                break
            self._prove_little_space(0)
            self._read_on()
        self.data = without_mark(self.data, self.file)
        begin = self._behind_space(0)
        if begin == len(self.data):
            raise InputError(f"{self.file} is empty", "it holds an array of rows, as in [[2, 3]]")
        if self.data.startswith(b"[", begin):
            self.at = begin + 1
            return
        if self.data.startswith(b"{", begin):
            help = "JSON lines are read with --from jsonl; an array in an object is taken out by jq"
            raise self._error("a single object, expected an array of rows", help, begin)
        raise self._error(*self._unexpected(begin, "an array of rows"))

    def _rows(self) -> tuple[list[int], list[int]]:
        """Where the next rows begin, and where they end: those with nothing wrong before them."""
        starts, ends = list[int](), list[int]()
        between, at = _comma if self.comma else _space, self.at
        while (gap := between(self.data, at)) is not None:
            end = row_end(self.data, gap.end())
            if end is None or end - gap.end() > LONGEST_ROW:
                break
            starts.append(gap.end())
            ends.append(end)
            between, at = _comma, end
        return starts, ends

    def _next(self, at: int) -> int | None:
        """Where the array ends, behind its last whole row; None where more may follow.

        Raises InputError where there is something else, or no more to come.
        """
        behind, at = at, self._behind_space(at)
        expected, may_close = _NEXT if self.comma else _ROW, True
        if self.comma and self.data.startswith(b",", at):
            at, expected, may_close = self._behind_space(at + 1), _ROW, False
        if may_close and self.data.startswith(b"]", at):
            return at
        if expected == _ROW and self.data.startswith((b"{", b"["), at):
            self._prove_that_row_may_end(at)
        elif at < len(self.data) and not (self.has_more and len(self.data) - at < _TOKEN_SHOWN):
            raise self._error(*self._unexpected(at, expected))
        elif not self.has_more:
            raise self._error("the array has no end", "is the file cut short?", len(self.data))
        else:
            self._prove_little_space(behind)
        return None

    def _prove_that_row_may_end(self, at: int) -> None:
        """Raises InputError where the row that begins there is too long, or no more is to come."""
        if len(self.data) - at > LONGEST_ROW:
            message = f"the row that begins here is longer than {LONGEST_ROW >> 20} MiB"
            help = "is there a quote or a bracket that is not closed?"
            raise self._error(message, help, at)
        if not self.has_more:
            message = "the array has no end, and neither has its last row, which begins here"
            raise self._error(message, "is the file cut short?", at)

    def _prove_little_space(self, at: int) -> None:
        """Raises InputError where what follows is white space, and more than anybody writes."""
        if len(self.data) - at > _MOST_SPACE:
            message = f"more than {_MOST_SPACE >> 20} MiB of white space"
            raise self._error(message, "is this the file that was meant?", at)

    def _close(self, at: int) -> None:
        """Goes to the end of the text; raises InputError where there is more than white space."""
        while True:
            at = self._behind_space(at)
            if at < len(self.data):
                message = "there is text behind the end of the array"
                raise self._error(message, "a file holds one array", at)
            if not self.has_more:
                return
            self._go_to(at)
            self._read_on()
            at = self.at

    def _go_to(self, at: int) -> None:
        """Leaves out what is taken, but for the beginning of a line that goes on."""
        cut = line_start(self.data, at)
        self.line += self.data.count(b"\n", 0, cut)
        self.indent = characters_before(self.data, cut, self.indent)
        self.data, self.at = self.data[cut:], at - cut

    def _read_on(self) -> None:
        """Reads a chunk; twice as much as there is where that is long, so that few looks do."""
        size = len(self.data)
        missing = max(min(size, LONGEST_ROW + 1 - size), 1) if size > CHUNK else 1
        parts = [self.data]
        while missing > 0 and self.has_more:
            chunk = next(self.chunks, b"")
            self.has_more = bool(chunk)
            parts.append(chunk)
            missing -= len(chunk)
        self.data = b"".join(parts)

    def _behind_space(self, at: int) -> int:
        match = _space(self.data, at)
        assert match is not None
        return match.end()

    def _unexpected(self, at: int, expected: str) -> Wrong:
        """What is wrong where something else was expected, what helps, and where it is."""
        token = self._token_at(at)
        if expected == _NEXT or not (token in _WORDS or _number(token)):
            text = shortened(token.decode(errors="backslashreplace"))
            return f"broken JSON: '{text}', expected {expected}", None, at
        found = _WORDS.get(token, "a number")
        is_first = not self.data[:at].rstrip().endswith(b",")
        help = "an array of one row is [[2, 3]]" if _number(token) and is_first else None
        return f"{found}, expected {expected}", help, at

    def _token_at(self, at: int) -> bytes:
        match = _token(self.data, at)
        return b"" if match is None else match[0]

    def _error(self, message: str, help: str | None, at: int) -> InputError:
        """The error that marks what stands at a position in the data."""
        cursor = Cursor(self.data, self.indent)
        cursor.move(at)
        width = max(characters(self._token_at(at)), 1)
        location = Location(
            self.file, self.line + cursor.lines + 1, cursor.column + 1, cursor.text, width
        )
        return InputError(Fault(message, help, location))


# What is no bracket: texts, and what stands outside of them, where an escaped quote opens none.
_OTHERS = rb'[^][{}"\\]++|\\["\\]?+|"(?:[^"\\]++|\\.)*+"'
# Most rows are flat, and most values in others: these are skipped in one go.
_FLAT = rb"[\[{](?:%s)*+[\]}]" % _OTHERS
_flat_row = re.compile(_FLAT, re.DOTALL).match
_brackets = re.compile(rb"(?:%s|%s)*+(?:([\[{]++)|([\]}]++))" % (_OTHERS, _FLAT), re.DOTALL).match


def row_end(data: bytes, start: int) -> int | None:
    """Where the row ends that begins there: behind the bracket that closes its first one.

    None where no row begins, or where the bytes end before it does. Brackets within texts do not
    count, and either kind closes the other: what else is wrong with the row is found where it is
    read.
    """
    flat = _flat_row(data, start)
    if flat is not None:
        return flat.end()
    if not data.startswith((b"{", b"["), start):
        return None
    depth, found = 0, _brackets(data, start)
    while found is not None:
        opened, closed = (found.end(kind) - found.start(kind) for kind in (1, 2))
        if closed and closed >= depth:
            return found.start(2) + depth
        depth += opened - closed
        found = _brackets(data, found.end())
    return None
