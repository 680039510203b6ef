"""What helps where the first line of a delimited file is not what was expected.

Whatever is proposed has been tried: with it the line shows the columns that are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.delimited import slips
from fwdprop.tables.delimited.quotes import QUOTE
from fwdprop.tables.delimited.rows import Row, split
from fwdprop.tables.words import number

DECIMALS = "decimals take a point, 0.5"
"""What helps where numbers have a comma; it stands for nothing else in most files."""
DECIMALS_OF_FILE = f"{DECIMALS}; where no comma stands for anything else: tr , . < FILE"
PADDED = (
    "the columns are padded; for one space between them:"
    " awk '{$1=$1} 1' FILE | fwdprop ... --delimiter space"
)
QUOTE_OPENS = "a quote opens a field where that begins: leave out the spaces before it"
QUOTE_CLOSES = "a quote closes a field where that ends: leave out the spaces behind it"
QUOTE_WITHIN = "a quote within a quoted field is written twice"

_DELIMITERS = (";", ",", "\t", "|", " ")
_array_of_rows = re.compile(rb"\[\s*(?:[\[{]|\Z)").match
_spaces_behind = re.compile(rb'(?:[^"]++|"")*+"[ \t]+(?:\W|\Z)').match


def of_first_line(line: Row, columns: ColumnSpec) -> str | None:
    """What makes columns of the line that are not there as it is read; None where that is open."""
    if columns.has(_names(line)):
        return None
    slip = slips.of_first_line(line, _names(line), columns)
    if slip is not None:
        return slip
    if is_padded(line) and _fits(_squeezed(line), columns):
        return PADDED
    for other in _DELIMITERS:
        if other.encode() in line.raw and other != line.delimiter.decode():
            row = _split(line, other)
            if _fits(row, columns):
                return _stand_apart_by(other)
            if other != "," and _fits_with_points(row, columns):
                return _points(other)
    if line.raw.startswith((b"{", b"[")):
        return _json(line.raw)
    if line.delimiter != b"," and _fits_with_points(line, columns):
        return _points(line.delimiter.decode())
    if columns.has([name.strip('"') for name in _names(line)]):
        return QUOTE_OPENS
    are_numbers = [number(name) is not None for name in _names(line)]
    if columns.header is not False and any(are_numbers) and columns.fits(len(are_numbers)):
        return "the first line is taken for names; where it is a row, say --no-header"
    return None


def of_quotes(line: Row, columns: ColumnSpec) -> str:
    """What helps where the quotes of the first line are not those of the delimiter."""
    help = of_first_line(line, columns)
    if help is None and not _goes_on_behind_spaces(line):
        for other in _DELIMITERS:
            row = _split(line, other)
            if row.fault is None and row.count > 1:
                return _stand_apart_by(other)
    return help or behind_quote(line)


def behind_quote(row: Row) -> str:
    """What helps where the last field of the row has a quote at the wrong place."""
    start, end = row.span(row.count - 1)
    return QUOTE_CLOSES if _spaces_behind(row.raw[start:end], 1) else QUOTE_WITHIN


def _goes_on_behind_spaces(row: Row) -> bool:
    """Whether only spaces stand between the quote at fault and the delimiter, or the end."""
    start, _ = row.span(row.count - 1)
    spaces = _spaces_behind(row.raw, start + 1)
    return spaces is not None and row.raw[spaces.end() - 1 :].startswith((row.delimiter, b"\n"))


def is_padded(row: Row) -> bool:
    """Whether more than one space stands somewhere, or one at an end, that nothing else needs."""
    line = row.raw.rstrip(b"\r\n")
    return QUOTE not in line and (b"  " in line or line != line.strip(b" "))


def _names(row: Row) -> list[str]:
    """The fields without spaces at their ends; none where the row is not one of text."""
    try:
        return [] if row.fault is not None else [text.decode().strip() for text in row.texts]
    except UnicodeDecodeError:
        return []


def _fits(row: Row, columns: ColumnSpec) -> bool:
    """Whether the row has all names that are read, or a number for each column."""
    names = _names(row)
    return (columns.header is not False and columns.has(names)) or _is_row(names, columns)


def _fits_with_points(row: Row, columns: ColumnSpec) -> bool:
    return _is_row([name.replace(",", ".") for name in _names(row)], columns)


def _is_row(texts: Sequence[str], columns: ColumnSpec) -> bool:
    numbers = map(number, texts)
    return columns.header is not True and None not in numbers and columns.fits(len(texts))


def _split(line: Row, delimiter: str) -> Row:
    return next(split(line.raw, delimiter.encode()))


def _squeezed(line: Row) -> Row:
    return next(split(b" ".join(line.raw.split()), b" "))


def _stand_apart_by(delimiter: str) -> str:
    mark = slips.spelled(delimiter)
    return f"the columns stand apart by {mark}: --delimiter {mark}"


def _points(delimiter: str) -> str:
    return f"{DECIMALS_OF_FILE} | fwdprop ... --delimiter {slips.spelled(delimiter)}"


def _json(text: bytes) -> str:
    if _array_of_rows(text.rstrip()):
        return "this looks like an array of rows in JSON: --from json"
    return "this looks like JSON, a row a line: --from jsonl"
