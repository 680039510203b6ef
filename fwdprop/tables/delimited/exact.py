"""Rows of a delimited file one by one, as exactly as it takes to say what is wrong where.

The fast reader reads valid rows many at a time; all others come here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from fwdprop import numerals
from fwdprop.errors import count, shortened, spelled
from fwdprop.system.encodings import LATIN_1
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.delimited.advice import (
    DECIMALS,
    DECIMALS_OF_FILE,
    PADDED,
    QUOTE_OPENS,
    behind_quote,
    is_padded,
)
from fwdprop.tables.delimited.layout import Layout
from fwdprop.tables.delimited.rows import Row, split
from fwdprop.tables.delimited.slips import comment, of_other_width
from fwdprop.tables.encoding import bytes_at_fault
from fwdprop.tables.fallback import Cells, UnreadableError, block_of, refused_of
from fwdprop.tables.types import BadRow, Block, Wrong
from fwdprop.tables.words import MISSING, missing_value
from fwdprop.tables.words import number as number_of

# What other programs write for a missing value, in any case, and spreadsheets for an error.
_NOTHING = frozenset(["null", "\\n", "n/a", "none", "nil", "nat", "missing", "-", "--", "?"])
_ERRORS = frozenset(["#value!", "#ref!", "#name?", "#num!", "#null!", "#n/a!", "#spill!", "#calc!"])
_thousands = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+").fullmatch


def read_exactly(data: bytes, layout: Layout) -> Block:
    """The block of rows, with every row that cannot be read among the bad ones.

    Where reading stops at the first bad row, it holds the rows before that one.
    """
    widths = len(layout.column_map.inputs), len(layout.column_map.kept)
    took = data.count(b"\n") + (not data.endswith(b"\n"))
    return block_of(
        _rows(data, layout), partial(_read, layout=layout), _bad, widths, took, layout.columns.stop
    )


def refused(data: bytes, wrong: Sequence[Wrong], layout: Layout) -> list[BadRow]:
    """The bad rows that rows of a block become whose kept cells are not valid."""

    def where(row: Row, column: int) -> tuple[int, int]:
        return row.span(layout.column_map.kept[column])

    return refused_of(_rows(data, layout), partial(_read, layout=layout), _bad, where, wrong)


def _rows(data: bytes, layout: Layout) -> Iterator[Row]:
    """The rows of a block; a line of spaces is one where there is a single column."""
    rows = split(data, layout.delimiter)
    return rows if len(layout.column_map.names) == 1 else (row for row in rows if not row.is_white)


def _read(row: Row, layout: Layout) -> Cells:
    """The numbers of the inputs and the texts of the kept columns; else UnreadableError."""
    if row.fault is not None:
        raise UnreadableError(row.fault, behind_quote(row), *row.span(row.count - 1))
    _prove_text(row)
    names = layout.column_map.names
    if row.count != len(names):
        found = count(row.count, "field")
        first = "the header" if layout.named else "the first line"
        is_spaced = row.delimiter == b" " and is_padded(row)
        help = PADDED if is_spaced else of_other_width(row, names)
        raise UnreadableError(f"{found}, expected {len(names)} as in {first}", help)
    numbers = [
        _number(row, index, names[index], layout.columns) for index in layout.column_map.inputs
    ]
    return numbers, [row.texts[index].decode() for index in layout.column_map.kept]


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


def _number(row: Row, index: int, name: str, columns: ColumnSpec) -> float:
    text, missing = row.texts[index].decode(), columns.missing
    number = number_of(text, columns.dtype)
    if number is not None:
        return number
    if text.strip() in MISSING:
        if missing is not None:
            return missing
        raise UnreadableError(*missing_value(name, text.strip()), *row.span(index))
    if len(text) > numerals.LONGEST:
        message = f"column {spelled(name)}: a number of {len(text):,} characters"
        help = f"no more than {numerals.LONGEST:,} are read"
        raise UnreadableError(message, help, *row.span(index))
    message = f"column {spelled(name)}: '{shortened(text)}' is not a number"
    # Without its lines that begin with an error, a file would have silently fewer rows.
    is_comment = row.raw.startswith(b"#") and not index and text.strip().lower() not in _ERRORS
    hint = comment(row) if is_comment else _hint(text, name, row.delimiter)
    raise UnreadableError(message, hint, *row.span(index))


def _hint(cell: str, name: str, delimiter: bytes) -> str | None:
    """What helps where a cell is no number."""
    text = cell.strip()
    if text.lstrip("\ufeff") == name.strip():
        return "does the header stand there again? --data takes several files"
    if text.lower() in _NOTHING | _ERRORS:
        return "an empty cell or NA stands for a missing value, with --missing"
    if _thousands(text):
        return "numbers are written without commas: 1000"
    if cell.startswith(" ") and text.startswith('"'):
        return QUOTE_OPENS
    if text.count(",") == 1 and numerals.parse_cell(text.replace(",", ".")) is not None:
        return DECIMALS if delimiter == b"," else DECIMALS_OF_FILE
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
