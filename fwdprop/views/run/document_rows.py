"""Results in a document: a line for each row as it comes, or for each value where that is wide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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
    """The rows of a block as texts, and their positions in it, as Block has them."""

    rows: Sequence[Sequence[str]]
    positions: Array


class DocumentWriter:
    """Writes rows into one table, each with its number, as they come.

    The first `kept` columns of the header hold text; the others are values, of which so many
    significant digits are shown. Where a row has more columns than a page has room for, each has a
    line of its own.
    """

    def __init__(
        self,
        stream: BinaryIO,
        header: Sequence[str],
        kept: int,
        page: Terminal,
        digits: int,
        document: Document,
    ) -> None:
        self._stream, self._page, self._digits = stream, page, digits
        self._header, self._kept, self._document = header, kept, document
        self._is_wide, self._table = self._tabled(digits + AROUND)
        self._rows = self._passed = 0
        self._put(self._table.head)

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Encoded:
        """The texts of the rows."""
        values = texts(y, self._digits)
        columns = [[text(cell) for cell in cells(column)] for column in kept]
        columns += [values[index :: y.shape[1]] for index in range(y.shape[1])]
        positions = np.arange(len(y) + 1) if positions is None else positions
        return Encoded(list(zip(*columns, strict=True)), positions)

    def write(self, encoded: Encoded) -> None:
        """Writes rows in their order."""
        lines = self._lines_of_values(encoded) if self._is_wide else self._lines(encoded)
        self._put("".join(lines))
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

    def _numbered(self, encoded: Encoded) -> Iterator[tuple[str, Sequence[str]]]:
        """The rows, each with its number."""
        for row, position in zip(encoded.rows, encoded.positions.tolist(), strict=False):
            yield f"{self._passed + position + 1:,}", row

    def _lines(self, encoded: Encoded) -> Iterator[str]:
        for number, row in self._numbered(encoded):
            yield self._table.row((number, *row))

    def _lines_of_values(self, encoded: Encoded) -> Iterator[str]:
        """A line for each cell; the row's number stands in the first."""
        for number, row in self._numbered(encoded):
            for column, (name, cell) in enumerate(zip(self._header, row, strict=True)):
                numbers = {0} if column < self._kept else {0, 2}
                yield self._table.row((number if column == 0 else "", name, cell), numbers)
