"""An opened file of JSON rows: what its first row says, and the rows in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from fwdprop.errors import Fault, InputError, Location, listed, nearest, shortened
from fwdprop.tables.columns import ALL, ColumnSpec
from fwdprop.tables.fallback import Fallback, UnreadableError, too_long
from fwdprop.tables.framing import LONGEST_ROW, LongRow
from fwdprop.tables.header import Header
from fwdprop.tables.json.exact import Outline, outline, read_exactly, refused
from fwdprop.tables.json.fast import read_fast
from fwdprop.tables.json.layout import Layout, of_arrays, of_objects, unseen
from fwdprop.tables.json.part import Cursor, Part
from fwdprop.tables.types import Piece, WithoutHeader


@dataclass(frozen=True)
class JsonRows(WithoutHeader):
    """An opened file: `parts` hold its rows."""

    layout: Layout
    parts: Iterable[Part | LongRow]

    @property
    def kept(self) -> Sequence[str]:
        """The names of the columns that pass through."""
        return self.layout.kept_names

    def pieces(self) -> Iterator[Piece]:
        """The parts, each to be read in any thread."""
        read = _reading(self.layout).read
        for part in self.parts:
            if isinstance(part, LongRow):
                yield partial(too_long, part, len(self.layout.inputs), len(self.kept))
            else:
                yield partial(read, part)


def opened(parts: Iterator[Part | LongRow], columns: ColumnSpec, file: str) -> JsonRows:
    """The rows of a file in the layout of the first one that can be read.

    Raises InputError where that row lacks one of the columns; where bad rows are
    skipped, only if no row has them among those that are looked at.
    """
    taken: list[Part | LongRow] = []
    size = lines = 0
    refused: InputError | None = None
    for part in parts:
        taken.append(part)
        if isinstance(part, LongRow):
            layout, is_blank = None, False
            lines += 1
        else:
            layout, found = _layout(part, columns, file, lines)
            refused = refused or found
            is_blank = not len(part.starts)
            size += len(part.data)
            lines += part.took
        if layout is not None or size > LONGEST_ROW or (columns.stop and not is_blank):
            break
    else:
        layout = None
    if layout is None and refused is not None:
        raise refused
    return JsonRows(unseen(columns) if layout is None else layout, chain(taken, parts))


def _layout(
    part: Part, columns: ColumnSpec, file: str, before: int
) -> tuple[Layout | None, InputError | None]:
    """The layout of the first row that can be read, None where there is none or it is a bad one.

    Where bad rows are skipped, so are those that lack a column; the error is that
    of the first of them. `before` lines came before the part.
    """
    refused: InputError | None = None
    for start, raw in zip(part.starts.tolist(), part.rows(), strict=True):
        if not raw.strip(b" \t\r"):
            continue
        try:
            return _layout_of(
                outline(raw), columns, _location(part, start, raw, file, before)
            ), None
        except UnreadableError:
            if columns.stop:
                return None, None
        except InputError as error:
            if columns.stop:
                raise
            refused = refused or error
    return None, refused


def _layout_of(row: Outline, columns: ColumnSpec, location: Location) -> Layout:
    if row.kind == "an object":
        if not row.keys:
            help = f"the inputs are {listed(columns.inputs)}"
            raise InputError(Fault("the object has no keys", help, location))
        names = list(map(str, row.keys))
        # Rows of a program may lack keys, the first one like any other.
        if columns.keep is not ALL:
            header = Header(names, columns.keep)
            absent = dict.fromkeys(key.strip() for key in columns.keep if not header.meant(key))
            names += [key for key in absent if not nearest(key, names)]
        column_map = columns.by_name(names, location)
        _prove_names(column_map.kept_names, location)
        return of_objects(columns, column_map)
    if isinstance(row.first, (tuple, list)):
        message = "an array of rows, expected a row"
        raise InputError(Fault(message, "an array of rows is read with --from json", location))
    return of_arrays(columns, columns.by_position(len(row.keys), location))


def _prove_names(names: Sequence[str], location: Location) -> None:
    """Raises InputError where a name that is to be written is no text."""
    for name in names:
        try:
            name.encode()
        except UnicodeEncodeError:
            message = f"the key '{shortened(name)}' holds half of a surrogate pair"
            help = "name the others with --keep"
            raise InputError(Fault(message, help, location)) from None


def _location(part: Part, start: int, raw: bytes, file: str, before: int) -> Location:
    cursor = Cursor(part.data, part.indent)
    cursor.move(start)
    first = raw.decode().split("\n")[0].rstrip("\r")
    return Location(
        file, before + cursor.lines + 1, cursor.column + 1, cursor.text, max(len(first), 1)
    )


def _reading(layout: Layout) -> Fallback[Part]:
    """How parts of this layout are read."""

    return Fallback(
        partial(read_fast, layout=layout),
        partial(read_exactly, layout=layout),
        partial(refused, layout=layout),
        layout.columns.stop,
    )
