"""An opened delimited file: its header, and its rows in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from fwdprop import numerals
from fwdprop.errors import Fault, InputError, Location
from fwdprop.system.encodings import LATIN_1
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.delimited import slips
from fwdprop.tables.delimited.advice import of_first_line, of_quotes
from fwdprop.tables.delimited.exact import read_exactly, refused
from fwdprop.tables.delimited.fast import read_fast
from fwdprop.tables.delimited.layout import Layout
from fwdprop.tables.delimited.quotes import QUOTE, cutter
from fwdprop.tables.delimited.rows import Row, split
from fwdprop.tables.encoding import without_mark
from fwdprop.tables.fallback import Fallback, too_long
from fwdprop.tables.framing import SHOWN, BlankLines, LongRow, framed
from fwdprop.tables.source import Source
from fwdprop.tables.types import MOST_COLUMNS, Piece

# A block with a bad row is read in halves down to this size, so that few rows are read one by one.
SMALL = 1 << 11
_blank_lines = re.compile(rb"(?:\r?\n)*+").match


@dataclass(frozen=True)
class Delimited:
    """An opened file: `before` lines were taken for the header, `blocks` hold the rows."""

    layout: Layout
    before: int
    blocks: Iterable[bytes | LongRow]
    warning: str | None = None

    @property
    def kept(self) -> Sequence[str]:
        """The names of the columns that pass through."""
        return self.layout.column_map.kept_names

    @property
    def lacks_header(self) -> bool:
        """Whether it could have a line of names, and has none."""
        return not self.layout.named

    def pieces(self) -> Iterator[Piece]:
        """The blocks, each to be read in any thread."""
        read = _reading(self.layout).read
        for block in self.blocks:
            if isinstance(block, LongRow):
                yield partial(too_long, block, len(self.layout.column_map.inputs), len(self.kept))
            else:
                yield partial(read, block)


def read(source: Source, columns: ColumnSpec, delimiter: str) -> Delimited:
    """The rows of a source whose columns have that delimiter between them, or the one asked for.

    Raises InputError where it is empty, is no text, or lacks one of the columns.
    """
    mark = (columns.delimiter or delimiter).encode()
    blank = BlankLines()
    blank.white += b" \t".replace(mark, b"")
    blocks = framed(source, columns.stop, cutter(mark), blank)
    line, data = _first_row(blocks, source.name, mark)
    texts = _texts(line, source.name, columns)
    location, hint = _location(line, source.name), partial(of_first_line, line, columns)
    warning = None
    if _is_header(texts, columns.header):
        layout = Layout(mark, columns.by_name(texts, location, hint), columns, named=True)
        data, before = data[len(line.raw) :], line.at + line.raw.count(b"\n")
    else:
        layout = Layout(mark, columns.by_position(len(texts), location, hint), columns, named=False)
        before = line.at
        warning = slips.warning_of(texts, mark.decode()) if columns.header is None else None
        if len(texts) == 1 and columns.missing is not None:
            data, before = b"\n" * before + data, 0  # blank lines before the first are rows, too
    if len(layout.column_map.names) == 1:
        blank.are_rows, blank.between_rows = columns.missing is not None, columns.missing is None
    return Delimited(layout, before, chain([data] if data else [], blocks), warning)


def _first_row(blocks: Iterable[bytes | LongRow], file: str, mark: bytes) -> tuple[Row, bytes]:
    """The first row that is not blank, in lines of the file, and the data that begin with it."""
    lines = 0
    for index, block in enumerate(blocks):
        if isinstance(block, LongRow):
            raise InputError(too_long(block, 0, 0).bad[0].fault(file, lines))
        data = block if index else without_mark(block, file)
        blank = _blank_lines(data)
        start = blank.end() if blank else 0
        lines += data.count(b"\n", 0, start)
        row = next(split(data[start:], mark), None)
        if row is not None and not row.is_blank:
            return replace(row, at=lines), data[start:]
    help = "its first line holds the names of the columns, or numbers"
    raise InputError(f"{file} is empty", help)


def _texts(line: Row, file: str, columns: ColumnSpec) -> list[str]:
    """The fields of the first line; an InputError where it is no text."""
    if line.fault is not None:
        raise InputError(Fault(line.fault, of_quotes(line, columns), _location(line, file)))
    if line.count > MOST_COLUMNS:
        message = f"{line.count:,} columns, and no more than {MOST_COLUMNS:,} are read"
        raise InputError(Fault(message, None, _location(line, file)))
    try:
        texts = [text.decode() for text in line.texts]
    except UnicodeDecodeError:
        fault = Fault("the first line is not UTF-8", LATIN_1, _location(line, file))
        raise InputError(fault) from None
    if b"\0" in line.raw:
        message = "there is a NUL byte in the first line"
        help = "a file of another format needs --from"
        raise InputError(Fault(message, help, _location(line, file)))
    returned = [index for index, text in enumerate(line.texts) if b"\r" in text]
    if any(not line.raw.startswith(QUOTE, line.span(index)[0]) for index in returned):
        message = "there is a carriage return within the first line"
        help = "where each line ends with one alone: tr '\\r' '\\n' < FILE"
        raise InputError(Fault(message, help, _location(line, file)))
    return texts


def _location(line: Row, file: str) -> Location:
    text = line.raw[:SHOWN].decode(errors="backslashreplace").splitlines()[0]
    return Location(file, line.at + 1, 1, text, max(len(text), 1))


def _is_header(fields: Sequence[str], header: bool | None) -> bool:
    """Whether the first line holds names: as `--header` says, else unless all are numbers."""
    if header is not None:
        return header
    return any(numerals.parse_cell(field) is None for field in fields)


def _reading(layout: Layout) -> Fallback[bytes]:
    """How blocks of this layout are read."""
    cut = cutter(layout.delimiter)

    def halves(data: bytes) -> tuple[bytes, bytes] | None:
        middle = cut(data[: len(data) // 2]) if len(data) > SMALL else 0
        return (data[:middle], data[middle:]) if middle else None

    return Fallback(
        partial(read_fast, layout=layout),
        partial(read_exactly, layout=layout),
        partial(refused, layout=layout),
        layout.columns.stop,
        halves,
    )
