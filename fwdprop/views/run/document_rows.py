"""Results in a document: a line for each row as it comes, or for each value where that is wide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.system.terminal import Terminal
from fwdprop.tables.cells import cells, text
from fwdprop.tables.figures import texts
from fwdprop.tables.types import Column
from fwdprop.views.document import AROUND, Document, Table, stopped_after

# A row's number has so many letters.
_NUMBER = 6
# A kept text among values has so many letters in a line.
_TEXT = 24


class Encoded(NamedTuple):
    """The lines of each row of a block, and the rows' positions in it, as Block has them."""

    rows: Sequence[str]
    positions: Array


class DocumentWriter:
    """Writes rows into one table, each with its number, as they come.

    The first `kept` columns of the header hold text; the others are values, of which so many
    significant digits are shown. Where a row has more columns than a page has room for, each has a
    line of its own. A `heading` is a sentence above the table.
    """

    def __init__(
        self,
        stream: BinaryIO,
        header: Sequence[str],
        kept: int,
        page: Terminal,
        digits: int,
        document: Document,
        heading: str | None = None,
    ) -> None:
        self._stream, self._page, self._digits = stream, page, digits
        self._header, self._kept, self._document = header, kept, document
        self._is_wide, self._table = self._tabled(digits + AROUND)
        self._names = [self._table.cell(1, name, False) for name in header] if self._is_wide else []
        self._rows = self._passed = 0
        self._put(document.needs([*header, heading or ""]))
        self._put("" if heading is None else document.sentence(heading) + document.gap)
        self._put(self._table.head)

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Encoded:
        """The lines of the rows, still without their numbers."""
        cell, values = self._table.cell, texts(y, self._digits)
        # The columns are those of the table, or stand one below the other in its last one.
        at = [2] * len(self._header) if self._is_wide else range(1, len(self._header) + 1)
        columns = [
            [cell(to, text(each), False) for each in cells(column)]
            for to, column in zip(at, kept, strict=False)
        ]
        for index, to in enumerate(at[self._kept :]):
            columns.append([cell(to, each, True) for each in values[index :: y.shape[1]]])
        positions = np.arange(len(y) + 1) if positions is None else positions
        lines = self._lines_of_values if self._is_wide else self._line
        return Encoded([lines(row) for row in zip(*columns, strict=True)], positions)

    def write(self, encoded: Encoded) -> None:
        """Writes rows in their order."""
        first, numbered = self._passed + 1, self._table.numbered
        numbers = zip(encoded.positions.tolist(), encoded.rows, strict=False)
        self._put("".join(numbered(f"{first + at:,}", lines) for at, lines in numbers))
        self._rows += len(encoded.rows)
        self._passed += int(encoded.positions[-1])

    def close(self) -> None:
        """Writes the end of the table."""
        self._put(self._table.end)

    def stop(self) -> None:
        """Says that the table is incomplete."""
        self._put(self._document.incomplete(stopped_after(self._rows)))

    def _tabled(self, value: int) -> tuple[bool, Table]:
        """The table, whose values have so many letters; whether each has a line of its own."""
        results = len(self._header) - self._kept
        widths = [_NUMBER, *[math.inf] * self._kept, *[value] * results]
        if self._document.has_room(widths):
            numbers = {0, *range(1 + self._kept, len(widths))}
            return False, self._document.long_table(("row", *self._header), numbers, widths)
        widths = [_NUMBER, math.inf, max(value, _TEXT)]
        return True, self._document.long_table(("row", "column", "value"), {0, 2}, widths)

    def _put(self, piece: str) -> None:
        self._stream.write(self._page.encoded(piece))
        self._stream.flush()

    def _line(self, row: Sequence[str]) -> str:
        return self._table.line(("", *row))

    def _lines_of_values(self, row: Sequence[str]) -> str:
        """A line for each cell."""
        named = zip(self._names, row, strict=True)
        return "".join(self._table.line(("", name, cell)) for name, cell in named)
