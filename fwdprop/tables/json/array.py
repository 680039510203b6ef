"""One JSON array of rows, however long: its rows are cut out of the text as it arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fwdprop.errors import Fault, InputError, Location, shortened
from fwdprop.tables.columns import Wanted
from fwdprop.tables.encoding import without_mark
from fwdprop.tables.framing import LONGEST_ROW
from fwdprop.tables.json.brackets import Found, rows_in
from fwdprop.tables.json.part import Part, Spot, characters, characters_before, line_start
from fwdprop.tables.json.reader import JsonRows, opened
from fwdprop.tables.source import CHUNK, Source

_space = re.compile(rb"[ \t\r\n]*").match
_opening = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*\[").match
_token = re.compile(rb'"|[^\s,:\[\]{}"]+|.', re.DOTALL).match
_number = re.compile(rb"-?[0-9].*|-?Infinity|NaN").fullmatch
_WORDS = {b'"': "a text", b"null": "null", b"true": "true", b"false": "false"}
# So much of a token is there before it is spoken of.
_TOKEN_SHOWN = 64
_MOST_SPACE = 1 << 23
Wrong = tuple[str, str | None, int]
"""A message, what helps, and the place in the data that is meant."""

_ROW, _NEXT = "an object or an array", "',' or ']'"


def read(source: Source, wanted: Wanted) -> JsonRows:
    """The rows of a source; InputError where it is no array, or has not the columns wanted.

    Where the text between two rows is broken, so that nobody knows where the next one begins,
    taking the next piece raises InputError after those before it.
    """
    return opened(Text(source).parts(), wanted, source.name)


class Text:
    """The text of an array as it arrives: `data` are read, and taken up to `at`.

    `line` line ends, and `indent` characters of their first line, came before the data; `comma`
    says that a comma comes before the next row.
    """

    def __init__(self, source: Source) -> None:
        self.file = source.name
        self.chunks = source.chunks()
        self.data, self.at, self.line, self.indent = b"", 0, 0, 0
        self.comma, self.has_more = False, True

    def parts(self) -> Iterator[Part]:
        """The rows as they arrive; raises InputError where nobody knows which are the next ones."""
        self._open()
        while True:
            found = rows_in(self.data, self.at)
            good, wrong = self._proven(found)
            if good:
                yield self._taken(found, good)
            if wrong is not None:
                raise self._error(*wrong)
            if found.array_end is not None:
                break
            self._prove_that_more_may_follow(found)
            before = self.line
            self._go_to(int(found.ends[-1]) if good else self.at)
            if not good and self.line > before:
                yield Part.without_rows(self.line - before)
            self._read_on()
        self._close(found.array_end + 1)

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

    def _proven(self, found: Found) -> tuple[int, Wrong | None]:
        """How many of the rows stand apart as they should, and what is wrong behind them."""
        well: set[bytes] = set()
        at, comma = self.at, self.comma
        for index, (start, end) in enumerate(
            zip(found.starts.tolist(), found.ends.tolist(), strict=True)
        ):
            gap = self.data[at:start]
            if gap not in well:
                wrong = self._wrong_between(at, start, comma)
                if wrong is not None:
                    return index, wrong
            if comma:
                well.add(gap)
            if end - start > LONGEST_ROW:
                return index, _too_long(start)
            at, comma = end, True
        if found.array_end is not None:
            return len(found.ends), self._wrong_before_end(at, found.array_end, comma)
        if found.unfinished is not None:
            return len(found.ends), self._wrong_between(at, found.unfinished, comma)
        return len(found.ends), self._wrong_so_far(at, comma)

    def _wrong_between(self, at: int, start: int, comma: bool) -> Wrong | None:
        """What is wrong with the text before a row, which holds a comma unless it is the first."""
        at = self._behind_space(at)
        if comma and not self.data.startswith(b",", at):
            return self._unexpected(at, _NEXT)
        at = self._behind_space(at + 1) if comma else at
        return None if at == start else self._unexpected(at, _ROW)

    def _wrong_before_end(self, at: int, end: int, comma: bool) -> Wrong | None:
        """What is wrong between the last row and the end of the array."""
        at = self._behind_space(at)
        if comma and self.data.startswith(b",", at):
            return self._unexpected(self._behind_space(at + 1), _ROW)
        if at == end and self.data.startswith(b"]", at):
            return None
        return self._unexpected(at, _NEXT if comma else _ROW)

    def _wrong_so_far(self, at: int, comma: bool) -> Wrong | None:
        """What is wrong behind the last row where no other one has begun."""
        at, expected = self._behind_space(at), _NEXT if comma else _ROW
        if comma and self.data.startswith(b",", at):
            at, expected = self._behind_space(at + 1), _ROW
        is_cut = self.has_more and len(self.data) - at < _TOKEN_SHOWN
        return None if is_cut or at == len(self.data) else self._unexpected(at, expected)

    def _taken(self, found: Found, count: int) -> Part:
        """The first of the rows that were found."""
        end = int(found.ends[count - 1])
        self.comma = True
        took = self.data.count(b"\n", 0, end)
        return Part(self.data[:end], found.starts[:count], found.ends[:count], took, self.indent)

    def _prove_that_more_may_follow(self, found: Found) -> None:
        """Raises InputError where the text ends without the array, or a row is too long."""
        if found.unfinished is None:
            if not self.has_more:
                raise self._error("the array has no end", "is the file cut short?", len(self.data))
            self._prove_little_space(self.at)
        elif not self.has_more:
            message = "the array has no end, and neither has its last row, which begins here"
            raise self._error(message, "is the file cut short?", found.unfinished)
        elif len(self.data) - found.unfinished > LONGEST_ROW:
            raise self._error(*_too_long(found.unfinished))

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
        """The error that marks what stands at a place in the data."""
        spot = Spot(self.data, self.indent)
        spot.move(at)
        width = max(characters(self._token_at(at)), 1)
        location = Location(
            self.file, self.line + spot.lines + 1, spot.column + 1, spot.text, width
        )
        return InputError(Fault(message, help, location))


def _too_long(at: int) -> Wrong:
    message = f"the row that begins here is longer than {LONGEST_ROW >> 20} MiB"
    return message, "is there a quote or a bracket that is not closed?", at
