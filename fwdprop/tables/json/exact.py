"""JSON rows one by one, as exactly as it takes to say what is wrong where.

The fast reader reads valid rows many at a time; all others come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fwdprop import errors
from fwdprop.errors import count, did_you_mean, shortened, spelled
from fwdprop.numerals import LONGEST, nearest
from fwdprop.spelling import Spellings
from fwdprop.system.encodings import LATIN_1
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.encoding import bytes_at_fault
from fwdprop.tables.fallback import Cells, UnreadableError, block_of, refused_of
from fwdprop.tables.json import cells as kept
from fwdprop.tables.json.decoded import decoder
from fwdprop.tables.json.layout import Layout
from fwdprop.tables.json.part import Cursor, Part, characters
from fwdprop.tables.json.syntax import Member, Row, kind, parsed, scan, too_many
from fwdprop.tables.types import BadRow, Block, Cell, Wrong
from fwdprop.tables.words import NOTHING, missing_value, truth


def read_exactly(part: Part, layout: Layout) -> Block:
    """The block of rows, with every row that cannot be read among the bad ones.

    Blank lines are left out. Where reading stops at the first bad row, it holds the rows before it.
    """
    cursor = Cursor(part.data, part.indent)
    widths = len(layout.inputs), len(layout.kept)
    read, bad = _reader(layout), partial(_bad, cursor=cursor)
    return block_of(_rows(part), read, bad, widths, part.took, layout.columns.stop)


def refused(part: Part, wrong: Sequence[Wrong], layout: Layout) -> list[BadRow]:
    """The bad rows that rows of a part become whose kept cells are not valid."""

    def where(placed: tuple[int, bytes], column: int) -> tuple[int, int]:
        members = row_of(placed[1]).members
        member = _member({each.key: each for each in members}, layout.kept[column])
        assert member is not None  # its cell is not valid
        return member.start, member.end

    bad = partial(_bad, cursor=Cursor(part.data, part.indent))
    return refused_of(_rows(part), _reader(layout), bad, where, wrong)


def _rows(part: Part) -> Iterator[tuple[int, bytes]]:
    """The rows of a part, each with its position; blank lines are left out."""
    placed = zip(part.starts.tolist(), part.rows(), strict=True)
    return ((start, raw) for start, raw in placed if raw.strip(b" \t\r"))


def _reader(layout: Layout) -> Callable[[tuple[int, bytes]], Cells]:
    """What reads a row: Python's decoder where it can, else with the position of each value."""
    decoded = decoder(layout)

    def read(placed: tuple[int, bytes]) -> Cells:
        found = decoded(placed[1])
        return _cells_of(placed[1], layout) if found is None else found

    return read


def _cells_of(raw: bytes, layout: Layout) -> Cells:
    """The numbers and the kept cells of a row; raises UnreadableError where it is not valid."""
    row = row_of(raw)
    return _numbers(row, layout), _cells(row, layout)


def row_of(raw: bytes) -> Row:
    """The row that some bytes are; raises UnreadableError where they are none."""
    excess = too_many(raw)
    if excess is not None:
        raise UnreadableError(f"the row has {excess}")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        message = bytes_at_fault(error)
        raise UnreadableError(message, LATIN_1, error.start, error.end) from None
    at = text.find("\0")
    if at >= 0:
        raise UnreadableError("there is a NUL byte in the row", None, at, at + 1)
    return parsed(text)


@dataclass(frozen=True)
class Outline:
    """What a row is, without the positions of its values: its `kind`, keys and first value.

    The keys of an array are its positions; `first` is None where there is no value, too.
    """

    kind: str
    keys: Sequence[str | int]
    first: Any


def outline(raw: bytes) -> Outline:
    """The outline of the row that some bytes are; raises UnreadableError where they are none."""
    text, value, end = "", None, -1
    try:
        text = "" if b"\0" in raw or too_many(raw) is not None else raw.decode().strip(" \t\r")
        value, end = scan(text, 0)
    except (ValueError, StopIteration, RecursionError):
        pass  # whoever reads the row says what is wrong with it
    if end == len(text) and isinstance(value, list):
        return Outline("an array", range(len(value)), value[0] if value else None)
    if end == len(text) and isinstance(value, tuple):
        return Outline("an object", [key for key, _ in value], value[0][1] if value else None)
    row = row_of(raw)
    first = row.members[0].value if row.members else None
    return Outline(row.kind, [member.key for member in row.members], first)


def _numbers(row: Row, layout: Layout) -> list[float]:
    """The values of the inputs."""
    if (layout.count is None) != (row.kind == "an object"):
        expected = "an object" if layout.count is None else "an array"
        message = f"{row.kind}, expected {expected} as in the first row"
        raise UnreadableError(message, None, row.start, row.end)
    if layout.count is not None and len(row.members) != layout.count:
        message = f"{count(len(row.members), 'value')}, expected {layout.count} as in the first row"
        raise UnreadableError(message, None, row.start, row.end)
    found = _by_key(row, layout)
    numbers = []
    for key, name in zip(layout.inputs, layout.names, strict=True):
        member = _member(found, key)
        if member is None:
            help = did_you_mean(errors.nearest(name, [str(key) for key in found]))
            raise UnreadableError(f"no value for '{name}'", help, row.start, row.end)
        numbers.append(_number(member, name, layout.columns))
    return numbers


def _by_key(row: Row, layout: Layout) -> dict[str | int, Member]:
    """The row's values by their keys; UnreadableError where a key that is read is there twice."""
    found: dict[str | int, Member] = {}
    columns = {*layout.inputs, *layout.kept}
    for member in row.members:
        if member.key in found and member.key in columns:
            message = f"there are two values for '{member.key}'"
            raise UnreadableError(message, None, member.start, member.end)
        found[member.key] = member
    return found


def _member(found: Mapping[str | int, Member], key: str | int) -> Member | None:
    """The value of a key, or of the one that differs from it in spaces at its ends; or None."""
    if key in found or isinstance(key, int):
        return found.get(key)
    known = [name for name in found if isinstance(name, str)]
    keys = Spellings(known).meant(key, known)
    if len(keys) < 2:
        return found[keys[0]] if keys else None
    member = found[keys[1]]
    message = f"'{key.strip()}' is ambiguous: it may mean '{keys[0]}' or '{keys[1]}'"
    raise UnreadableError(message, "call it as in the first row", member.start, member.end)


def _number(member: Member, name: str, columns: ColumnSpec) -> float:
    value, at, missing = member.value, (member.start, member.end), columns.missing
    if isinstance(value, bytes):
        if len(value) > LONGEST:
            message = f"column {spelled(name)}: a number of {len(value):,} characters"
            raise UnreadableError(message, f"no more than {LONGEST:,} are read", *at)
        return nearest(value.decode(), columns.dtype)
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return float(value)
    if not isinstance(value, (tuple, list)) and value in NOTHING:
        if missing is not None:
            return missing
        raise UnreadableError(*missing_value(name, "null" if value is None else value), *at)
    help = None
    if isinstance(value, str):
        help = "JSON numbers stand without quotes"
        help = help if truth(value) is None else "JSON has true and false without quotes"
    raise UnreadableError(f"column {spelled(name)}: {kind(value)}, expected a number", help, *at)


def _cells(row: Row, layout: Layout) -> list[Cell]:
    """The cells of the kept columns, None where there is none."""
    more = layout.unkept(member.key for member in row.members)
    if more:
        member = next(member for member in row.members if member.key == more[0])
        message = f"the first row has no '{shortened(str(more[0]))}', and --keep all keeps its keys"
        help = "name the columns to keep with --keep"
        raise UnreadableError(message, help, member.start, member.end)
    found = {member.key: member for member in row.members} if layout.kept else {}
    members = [_member(found, key) for key in layout.kept]
    return [None if each is None else _cell(each) for each in members]


def _cell(member: Member) -> Cell:
    try:
        return kept.column([member.value])[0]
    except RecursionError:
        message = "values are nested too deeply"
        raise UnreadableError(message, None, member.start, member.end) from None
    except UnicodeEncodeError:
        message = "the text holds half of a surrogate pair, which is no character"
        raise UnreadableError(message, None, member.start, member.end) from None


def _bad(placed: tuple[int, bytes], reason: UnreadableError, cursor: Cursor) -> BadRow:
    """The row with the mark on what is meant."""
    start, raw = placed
    first, last = reason.start, len(raw) if reason.end is None else reason.end
    try:
        text = raw.decode()
        first, last = (len(text[:end].encode()) for end in (first, last))
    except UnicodeDecodeError:
        pass  # the reason speaks of bytes
    cursor.move(start + first)
    width = characters(raw[first:last].split(b"\n")[0])
    ending = cursor.data[start + len(raw) :][:2]
    whole = raw + ending[: 2 if ending == b"\r\n" else ending.startswith(b"\n")]
    return BadRow(
        reason.message,
        reason.help,
        cursor.lines,
        whole,
        cursor.text,
        cursor.column + 1,
        max(width, 1),
    )
