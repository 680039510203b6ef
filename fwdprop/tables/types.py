"""What files of rows are made of: cells and columns, blocks and pieces, readers and writers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, NamedTuple, Protocol

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import Fault, Location

MOST_COLUMNS = 1_000_000
"""The most columns of a row: as many as a network may have inputs."""

Cell = float | int | str | None


class Numeral(str):
    """A number as it was written in a file; JSON shows it without quotes."""

    __slots__ = ()


Column = Sequence[Cell] | Any
"""A kept column: a cell a row, or a pyarrow Array as long as the block."""

Rows = Iterable[Sequence[Cell]]
Lines = Callable[[Sequence[str], Rows, int | None], Iterator[str]]


class BadRow(NamedTuple):
    """A row that could not be read: why, and its line in its block.

    `at` counts the block's lines from 0, or its rows in a format without lines. `column` and
    `width`, in characters from 1, mark the fault in `text`, the line as it is shown; `column` is 0
    where there is no line to show. `raw` is the row as it was, to its line end. `behind` counts the
    readable rows of its block that come before it.
    """

    message: str
    help: str | None
    at: int
    raw: bytes | IO[bytes] = b""
    text: str = ""
    column: int = 0
    width: int = 1
    behind: int = 0

    def moved(self, lines: int, rows: int) -> BadRow:
        """The same row in a block that begins so many lines and readable rows earlier."""
        at, marked = self.at + lines, (self.text, self.column, self.width)
        return BadRow(self.message, self.help, at, self.raw, *marked, self.behind + rows)

    def fault(self, file: str, before: int) -> Fault:
        """What is wrong; `before` counts the lines or rows of the file before the block."""
        number = before + self.at + 1
        if not self.column:
            return Fault(f"row {number:,}: {self.message}", self.help, Location(file))
        return Fault(
            self.message, self.help, Location(file, number, self.column, self.text, self.width)
        )


class Wrong(NamedTuple):
    """What is wrong with a cell, in this row of a block and this kept column, both from 0."""

    row: int
    column: int
    message: str
    help: str


Refuse = Callable[[Sequence[Wrong]], list[BadRow]]
"""The bad rows that the rows with these wrong cells become, in order; reads the block again."""


def refuse_none(wrong: Sequence[Wrong]) -> list[BadRow]:
    """The bad rows of a format whose cells cannot be wrong."""
    assert not wrong
    return []


class Block(NamedTuple):
    """Some rows of a file: `x` (rows, inputs), and the cells of each kept column.

    `took` is how many lines of the file the block is, or how many rows in a format without lines;
    `bad` are the rows that could not be read, in order, which are not in `x`. Where reading stops
    at the first of these, `x` holds the rows before it. `refuse` makes bad rows of those with a
    wrong kept cell: it reads them again, as the block does not keep their text.
    """

    x: Array
    kept: Sequence[Column]
    took: int
    bad: Sequence[BadRow] = ()
    refuse: Refuse = refuse_none

    @property
    def positions(self) -> Array:
        """The index of each row of `x` among all rows of the block, bad ones included, from 0.

        (rows + 1,): the last one is the number of rows of the block.
        """
        rows = np.arange(len(self.x) + 1)
        if not self.bad:
            return rows
        return rows + np.searchsorted([bad.behind for bad in self.bad], rows, side="right")


Piece = Callable[[], Block]
"""Reads one part of a file; it may be called in any thread, while others are called."""


class Reader(Protocol):
    """An opened file of rows."""

    @property
    def kept(self) -> Sequence[str]:
        """The names of the columns that pass through."""

    @property
    def lacks_header(self) -> bool:
        """Whether the format may have a header, and the file has none."""

    @property
    def warning(self) -> str | None:
        """What may be wrong with the way that the file is read; None where nothing is."""

    @property
    def before(self) -> int:
        """How many lines come before the first piece."""

    def pieces(self) -> Iterator[Piece]:
        """The parts of the file in order; taking the next one waits for the source."""


class WithoutHeader:
    """What readers of formats without a header line have in common."""

    before = 0
    lacks_header = False
    warning: str | None = None


class Writer(Protocol):
    """Rows on their way to a stream: `encode` in any thread, `write` in order, then `close`.

    After an error, `stop` is called in place of `close`.
    """

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Any:
        """What is written for kept columns and the values (rows, columns) next to them.

        `positions`, as in Block, are those of the rows where some rows are left out.
        """

    def write(self, encoded: Any) -> None:
        """Writes what was encoded."""

    def close(self) -> None:
        """Writes the end of the file."""

    def stop(self) -> None:
        """Leaves out the end, so that an incomplete file does not look complete."""
