"""Rows of a delimited file one by one, as exactly as it takes to say what is wrong where.

The quick way reads what is as it should be; whatever it does not read comes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from fwdprop import numerals
from fwdprop.errors import count, shortened
from fwdprop.reading.delimited.form import Form
from fwdprop.reading.encoding import LATIN_1, bytes_at_fault
from fwdprop.reading.piecemeal import Cells, UnreadableError, block_of, refused_of
from fwdprop.reading.wanted import MISSING, Wanted
from fwdprop.rowtypes import BadRow, Block, Wrong

# What other programs write for a missing value.
_NOTHING = ("NULL", "null", "\\N", "N/A", "n/a", "#N/A", "None", "-", "?")
_thousands = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+").fullmatch


@dataclass(frozen=True)
class Field:
    """A field of a row: its text without quotes, and where it stands in the row's bytes."""

    text: bytes
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A row: its bytes to the line end, the lines before it in its block, and its fields.

    `fault` says what is wrong with its quotes, and the last field is the one at fault.
    """

    raw: bytes
    at: int
    fields: Sequence[Field]
    fault: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the line is empty."""
        return not self.raw.strip(b"\r\n")


def carefully(data: bytes, form: Form) -> Block:
    """The block of rows, with every row that cannot be read among the bad ones.

    Where reading stops at the first bad row, it holds the rows before that one.
    """
    widths = len(form.chosen.inputs), len(form.chosen.kept)
    took = data.count(b"\n") + (not data.endswith(b"\n"))
    return block_of(
        _rows(data, form), partial(_read, form=form), _bad, widths, took, form.wanted.stop
    )


def refused(data: bytes, wrong: Sequence[Wrong], form: Form) -> list[BadRow]:
    """The bad rows that rows of a block become whose kept cells are not what they should be."""

    def where(row: Row, column: int) -> tuple[int, int]:
        field = row.fields[form.chosen.kept[column]]
        return field.start, field.end

    return refused_of(_rows(data, form), partial(_read, form=form), _bad, where, wrong)


def _rows(data: bytes, form: Form) -> Iterator[Row]:
    """The rows of a block; a blank line is one where there is a single column."""
    rows = split(data, form.delimiter)
    return rows if len(form.chosen.names) == 1 else (row for row in rows if not row.is_blank)


def split(data: bytes, delimiter: bytes) -> Iterator[Row]:
    """The rows of a block. One whose quotes are wrong ends with the line where that begins."""
    field = _field(delimiter)
    start = lines = 0
    while start < len(data):
        fields: list[Field] = []
        at, fault = start, None
        while True:
            match = field(data, at)
            assert match is not None
            quoted, plain = match.groups()
            text = plain if quoted is None else quoted.replace(b'""', b'"')
            fields.append(Field(text, match.start() - start, match.end() - start))
            at = match.end()
            if quoted is None and plain.startswith(b'"'):
                fault = _quote_fault(data, match.start())
                at = match.start()
                break
            if data[at : at + 1] != delimiter:
                break
            at += 1
        end = _line_end(data, at)
        raw = data[start:end]
        yield Row(raw, lines, fields, fault)
        lines += raw.count(b"\n")
        start = end


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


def _read(row: Row, form: Form) -> Cells:
    """The numbers of the inputs and the texts of the kept columns; else UnreadableError."""
    if row.fault is not None:
        help = "a quote within a quoted field is written twice"
        at = row.fields[-1]
        raise UnreadableError(row.fault, help, at.start, at.end)
    _prove_text(row)
    names = form.chosen.names
    if len(row.fields) != len(names):
        found = count(len(row.fields), "field")
        first = "the header" if form.named else "the first line"
        raise UnreadableError(f"{found}, expected {len(names)} as in {first}")
    numbers = [
        _number(row.fields[index], names[index], form.wanted) for index in form.chosen.inputs
    ]
    return numbers, [row.fields[index].text.decode() for index in form.chosen.kept]


def _prove_text(row: Row) -> None:
    """Raises UnreadableError where the row's bytes are no text."""
    try:
        row.raw.decode()
    except UnicodeDecodeError as error:
        message = bytes_at_fault(error)
        raise UnreadableError(message, LATIN_1, error.start, error.end) from None
    at = row.raw.find(b"\0")
    if at >= 0:
        raise UnreadableError("there is a NUL byte in the row", None, at, at + 1)


def _number(field: Field, name: str, wanted: Wanted) -> float:
    text, missing = field.text.decode(), wanted.missing
    number = numerals.of_word(text, wanted.dtype)
    if number is not None:
        return number
    if text.strip() in MISSING:
        if missing is not None:
            return missing
        what = f"{text.strip()} is a missing value" if text.strip() else "the cell is empty"
        help = "--missing nan or --missing 0 says what to take for it"
        raise UnreadableError(f"column {name}: {what}", help, field.start, field.end)
    message = f"column {name}: '{shortened(text)}' is not a number"
    raise UnreadableError(message, _hint(text.strip(), name), field.start, field.end)


def _hint(text: str, name: str) -> str | None:
    """What helps where a cell is no number."""
    if text == name:
        return "does the header stand there again? --data takes several files"
    if text in _NOTHING:
        return "an empty cell or NA stands for a missing value, with --missing"
    if _thousands(text):
        return "numbers are written without commas: 1000"
    if text.count(",") == 1 and numerals.of_word(text.replace(",", ".")) is not None:
        return "decimals take a point, 0.5; where no comma stands for anything else: tr , . < FILE"
    return None


def _bad(row: Row, reason: UnreadableError) -> BadRow:
    """The row with the mark on the field that is meant, or on all of its first line."""
    start, end = reason.start, reason.end
    if end is None:
        end = len(row.raw.splitlines()[0]) if row.raw.strip() else 1
    first = row.raw.rfind(b"\n", 0, start) + 1
    line = row.raw[first:].splitlines()[0] if row.raw[first:].strip(b"\r\n") else b""
    column = len(_shown(line[: start - first])) + 1
    width = len(_shown(row.raw[start:end].split(b"\n")[0]))
    at = row.at + row.raw[:first].count(b"\n")
    return BadRow(reason.message, reason.help, at, row.raw, _shown(line), column, max(width, 1))


def _shown(data: bytes) -> str:
    return data.decode(errors="backslashreplace")
