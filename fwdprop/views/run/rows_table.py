"""Results as a table, a line a row: the first and last of many, as wide as the terminal."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.system.terminal import Terminal
from fwdprop.tables.cells import cells, text
from fwdprop.tables.types import Column
from fwdprop.views import grid
from fwdprop.views.sheet import Sheet, Texts

FIRST_ROWS, LAST_ROWS = 10, 10
MOST_COLUMNS = 60
FIRST_COLUMNS, LAST_COLUMNS = 24, 8


class Encoded(NamedTuple):
    """The rows of a block that may be shown, each with its index, and how many rows there are.

    `positions` are those of the rows in their block, as Block has them.
    """

    rows: int
    positions: Array
    shown: Sequence[tuple[int, Texts]]


class TableWriter:
    """Collects rows and draws them as one table in the end.

    The first `kept` columns of the header hold text; the others are values, of which so many
    significant digits are shown. A long table shows its first and last rows, a wide one its first
    and last columns, unless it is shown `whole`; no more is held in memory than is shown. A
    `heading` stands above it.
    """

    def __init__(
        self,
        stream: BinaryIO,
        header: Sequence[str],
        kept: int,
        page: Terminal,
        digits: int,
        whole: bool,
        heading: str | None = None,
    ) -> None:
        self._stream, self._page, self._digits = stream, page, digits
        self._header, self._kept, self._whole = header, kept, whole
        self._heading = heading
        self._parts = [range(len(header))]
        if len(header) > MOST_COLUMNS and not whole:
            self._parts = _ends(len(header), FIRST_COLUMNS, LAST_COLUMNS)
        self._rows = self._passed = 0
        self._first: list[Texts] = []
        self._last: deque[Texts] = deque(maxlen=None if whole else LAST_ROWS)

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Encoded:
        """The texts of the rows of a block that may be among those shown."""
        shown: list[tuple[int, Texts]] = []
        for rows in [range(len(y))] if self._whole else _ends(len(y), FIRST_ROWS + 1, LAST_ROWS):
            columns = [
                self._texts(column, kept, y, slice(rows.start, rows.stop))
                for part in self._parts
                for column in part
            ]
            shown += zip(rows, zip(*columns, strict=True), strict=True)
        return Encoded(len(y), np.arange(len(y) + 1) if positions is None else positions, shown)

    def write(self, encoded: Encoded) -> None:
        """Takes rows in their order."""
        for index, texts in encoded.shown:
            # One more than is shown first: no line says that a single row is left out.
            side = self._first if self._rows + index <= FIRST_ROWS else self._last
            side.append((f"{self._passed + int(encoded.positions[index]) + 1:,}", *texts))
        self._rows += encoded.rows
        self._passed += int(encoded.positions[-1])

    def close(self) -> None:
        """Writes the table."""
        if self._heading is not None:
            self._stream.write(self._page.encoded(grid.heading(self._page, self._heading)))
        for piece in self._sheet().drawn(self._page):
            self._stream.write(self._page.encoded(piece))

    def stop(self) -> None:
        """Writes the table of the rows that there are: a person reads the error below."""
        self.close()

    def _texts(self, column: int, kept: Sequence[Column], y: Array, rows: slice) -> list[str]:
        if column < self._kept:
            return [self._page.legible(text(cell)) for cell in cells(kept[column][rows])]
        values = y[rows, column - self._kept].tolist()
        return [numerals.rounded(value, self._digits) for value in values]

    def _sheet(self) -> Sheet:
        """The rows and columns that are shown."""
        rows: list[Sequence[Texts]] = [[*self._first, *self._last]]
        if len(rows[0]) < self._rows:
            rows = [self._first[:FIRST_ROWS], [*self._last]]
        shown = [column for part in self._parts for column in part]
        titles = ["row", *(self._page.legible(self._header[column]) for column in shown)]
        split = 1 + len(self._parts[0])
        columns = [range(1, split), range(split, len(titles))][: len(self._parts)]
        return Sheet(
            titles,
            left=sum(column < self._kept for column in shown),
            rows=rows,
            columns=columns,
            rows_left_out=self._rows - sum(map(len, rows)),
            columns_left_out=len(self._header) - len(shown),
        )


def _ends(number: int, first: int, last: int) -> list[range]:
    """All indices, or the first and the last ones where that leaves out more than one."""
    if number <= first + last + 1:
        return [range(number)]
    return [range(first), range(number - last, number)]
