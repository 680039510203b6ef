"""What files of rows are made of: cells and columns, blocks and pieces, readers and writers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import Fault, Location

MOST_COLUMNS = 1_000_000
"""No row has more: so many inputs a network has at most."""

Cell = float | int | str | None


class Numeral(str):
    """A number as it was written in a file; JSON shows it without quotes."""

    __slots__ = ()


Column = Sequence[Cell] | Any
"""A kept column: a cell a row, or a pyarrow Array as long as the block."""

Rows = Iterable[Sequence[Cell]]
Lines = Callable[[Sequence[str], Rows, int | None], Iterator[str]]


@dataclass(frozen=True, slots=True)  # there may be a million of them
class BadRow:
    """A row that could not be read: why, and where it stands in its block.

    `at` counts the block's lines from 0, or its rows in a format without lines. `column` and
    `width`, in characters from 1, mark what is meant in `text`, the line as it is shown; `column`
    is 0 where there is no line to show. `raw` is the row as it was, to its line end. `behind` is
    how many rows of its block stand before it that could be read.
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
        """The same row in a block that begins so many lines, and readable rows, earlier."""
        at, marked = self.at + lines, (self.text, self.column, self.width)
        return BadRow(self.message, self.help, at, self.raw, *marked, self.behind + rows)

    def fault(self, file: str, before: int) -> Fault:
        """What is wrong, where so many lines or rows of the file came before the block."""
        number = before + self.at + 1
        if not self.column:
            return Fault(f"row {number:,}: {self.message}", self.help, Location(file))
        return Fault(
            self.message, self.help, Location(file, number, self.column, self.text, self.width)
        )


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a cell: of which row of a block, and in which kept column."""

    row: int
    column: int
    message: str
    help: str


Refuse = Callable[[Sequence[Wrong]], list[BadRow]]
"""Reads the rows of a block once more: the bad rows that some of them become, in their order."""


def refuse_none(wrong: Sequence[Wrong]) -> list[BadRow]:
    """The bad rows of a format whose cells cannot be wrong."""
    assert not wrong
    return []


@dataclass(frozen=True)
class Block:
    """Some rows of a file: `x` (rows, inputs), and for each kept column its cells.

    `took` is how many lines of the file the block is, or how many rows in a format without lines;
    `bad` are the rows that could not be read, in order, which are not in `x`. Where reading stops
    at the first of these, `x` holds the rows before it. `refuse` is for whoever finds that a kept
    cell is not what it should be: rows are not held as they were written.
    """

    x: Array
    kept: Sequence[Column]
    took: int
    bad: Sequence[BadRow] = ()
    refuse: Refuse = refuse_none

    @property
    def positions(self) -> Array:
        """Where each row of `x` stands among all rows of the block, bad ones too, from 0.

        (rows + 1,): the last one says how many rows the block has.
        """
        rows = np.arange(len(self.x) + 1)
        if not self.bad:
            return rows
        return rows + np.searchsorted([bad.behind for bad in self.bad], rows, side="right")


Piece = Callable[[], Block]
"""Reads one part of a file; it may be called in any thread, at the same time as others."""


class Reader(Protocol):
    """An opened file of rows."""

    @property
    def kept(self) -> Sequence[str]:
        """The names of the columns that pass through."""

    @property
    def lacks_header(self) -> bool:
        """Whether it could have a line of names, and has none."""

    @property
    def before(self) -> int:
        """How many lines stand before the first piece."""

    def pieces(self) -> Iterator[Piece]:
        """The parts of the file in order; taking the next one waits for the source."""


class WithoutHeader:
    """What is the same in all readers of files that cannot have a line of names."""

    before = 0
    lacks_header = False


class Writer(Protocol):
    """Rows on their way to a stream: `encode` in any thread, `write` in order, then `close`.

    At an error that comes after some rows, `stop` stands in place of `close`.
    """

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Any:
        """What is written for kept columns and values (rows, columns) side by side.

        `positions` are those of the rows, as Block has them, where rows are left out.
        """

    def write(self, encoded: Any) -> None:
        """Writes what was encoded."""

    def close(self) -> None:
        """Writes what stands at the end."""

    def stop(self) -> None:
        """Leaves out the end, so that nothing looks complete that is not."""
