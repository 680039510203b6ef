"""Rows and columns of text laid out for a terminal: columns without room stand below the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from rich.cells import cell_len, chop_cells
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from fwdprop.system.terminal import Terminal

_GAP = "   "
_LINES_AT_ONCE = 1_000
# Where all is too narrow, the first column leaves so many characters to the other one.
_LEAST_WIDTH = 8

Texts = Sequence[str]
"""The cells of a row: its number, then its columns from left to right."""


@dataclass(frozen=True)
class Sheet:
    """A table of which some rows and columns in the middle may be missing.

    Every row has all `titles`. The columns up to `left` hold text, the later ones numbers. `rows`
    are the rows of each part and `columns` the columns of each part, between which so many others
    are left out.
    """

    titles: Texts
    left: int
    rows: Sequence[Sequence[Texts]]
    columns: Sequence[Sequence[int]]
    rows_left_out: int
    columns_left_out: int

    def drawn(self, page: Terminal) -> Iterator[str]:
        """The text of the table, piece by piece: groups of columns that fit, one below the other.

        Each has the rows' numbers. A column that is wider than the terminal is folded.
        """
        widths = [self._width(column) for column in range(len(self.titles))]
        between = ""
        for index, part in enumerate(self.columns):
            if index:
                yield "\n" + page.drawn(Text(f"... {self.columns_left_out:,} more columns ..."))
            for group in _groups(part, widths, page.width):
                yield between
                yield from self._group(group, page)
                between = "\n"
        if not any(self.rows):
            yield "no rows\n"

    def _width(self, column: int) -> int:
        return max(cell_len(row[column]) for row in chain([self.titles], *self.rows))

    def _group(self, widths: dict[int, int], page: Terminal) -> Iterator[str]:
        yield page.drawn(self._laid_out([self.titles], widths, "bold cyan"))
        yield page.symbol("─", "-") * _across(widths.values()) + "\n"
        for index, rows in enumerate(self.rows):
            if index:
                yield page.drawn(Text(f"... {self.rows_left_out:,} more rows ..."))
            for start in range(0, len(rows), _LINES_AT_ONCE):
                some = rows[start : start + _LINES_AT_ONCE]
                yield page.drawn(self._laid_out(some, widths, "bold"))

    def _laid_out(self, rows: Sequence[Texts], widths: dict[int, int], values: str) -> Segments:
        """Rows in columns of these widths, numbers in that style."""
        styles = {0: Style.parse("dim")}
        styles |= {column: Style.parse(values) for column in widths if column > self.left}
        segments: list[Segment] = []
        for row in rows:
            folded = (_folded(row[column], width) for column, width in widths.items())
            for line in zip_longest(*folded, fillvalue=""):
                for (column, width), cell in zip(widths.items(), line, strict=True):
                    padded = self._padded(column, cell, width)
                    segments.append(Segment(padded, styles.get(column)))
                segments.append(Segment.line())
        return Segments(segments)

    def _padded(self, column: int, cell: str, width: int) -> str:
        space = " " * (width - cell_len(cell))
        if not column:
            return space + cell
        return _GAP + (cell + space if column <= self.left else space + cell)


def _groups(columns: Sequence[int], widths: Sequence[int], room: int) -> Iterator[dict[int, int]]:
    """The columns that stand side by side with the rows' numbers, each with its width.

    As many as there is room for, and at least one.
    """
    group = {0: widths[0]}
    for column in columns:
        if len(group) > 1 and _across([*group.values(), widths[column]]) > room:
            yield _fitted(group, room)
            group = {0: widths[0]}
        group[column] = widths[column]
    yield _fitted(group, room)


def _fitted(group: dict[int, int], room: int) -> dict[int, int]:
    """The group; where the rows' numbers and a column are too wide, they share the room."""
    if _across(group.values()) <= room:
        return group
    number, column = group
    room -= len(_GAP)
    left = min(group[number], max(room // 2, room - min(group[column], _LEAST_WIDTH)))
    return {number: left, column: room - left}


def _across(widths: Collection[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _folded(text: str, width: int) -> Sequence[str]:
    return [text] if cell_len(text) <= width else chop_cells(text, width)
