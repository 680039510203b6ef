"""Blocks of text read at once where each row is valid, in halves where one is not.

What is left in the end is read row by row, so that only few rows take the exact reader,
which is slow and says what is wrong where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain
from typing import Generic, TypeVar

import numpy as np

from fwdprop.tables.cells import cells
from fwdprop.tables.framing import LINE_ENDS, LONGEST_ROW, LongRow
from fwdprop.tables.types import BadRow, Block, Cell, Wrong

Part = TypeVar("Part")
Row = TypeVar("Row")


class UnreadableError(Exception):
    """What is wrong with a row, what helps, and where in the row it stands: all of it if nowhere.

    `start` and `end` count what the format's own code counts, bytes or characters.
    """

    def __init__(
        self, message: str, help: str | None = None, start: int = 0, end: int | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.help, self.start, self.end = message, help, start, end


@dataclass(frozen=True)
class Fallback(Generic[Part]):
    """How parts of a file are read: `at_once` gives None where it is not sure of every row.

    `halves` gives None for a part that is to be read `row_by_row` then; with `stop` reading ends at
    the first bad row. `refused` are bad rows as Block.refuse has them.
    """

    at_once: Callable[[Part], Block | None]
    row_by_row: Callable[[Part], Block]
    refused: Callable[[Part, Sequence[Wrong]], list[BadRow]]
    stop: bool
    halves: Callable[[Part], tuple[Part, Part] | None] = lambda part: None

    def read(self, part: Part) -> Block:
        """The rows of a part."""
        blocks = list(self._blocks(part))
        return blocks[0] if len(blocks) == 1 else _joined(blocks)

    def _blocks(self, part: Part) -> Iterator[Block]:
        """The rows of a part, in as many blocks as it takes."""
        block = self.at_once(part)
        halves = None if block is not None else self.halves(part)
        if halves is None:
            block = self.row_by_row(part) if block is None else block
            yield block._replace(refuse=partial(self.refused, part))
            return
        for half in halves:
            for block in self._blocks(half):
                yield block
                if block.bad and self.stop:
                    return


Cells = tuple[Sequence[float], Sequence[Cell]]
"""What a row holds: the numbers of the inputs, and the cells of the kept columns."""


def block_of(
    rows: Iterable[Row],
    read: Callable[[Row], Cells],
    bad: Callable[[Row, UnreadableError], BadRow],
    widths: tuple[int, int],
    took: int,
    stop: bool,
) -> Block:
    """The block of rows that are read one by one; those that raise UnreadableError are the bad.

    `widths` are the numbers of inputs and of kept columns. With `stop` it holds the rows before the
    first bad one.
    """
    found: list[Cells] = []
    refused: list[BadRow] = []
    for row in rows:
        try:
            found.append(read(row))
        except UnreadableError as reason:
            refused.append(bad(row, reason)._replace(behind=len(found)))
            if stop:
                break
    x = np.array([numbers for numbers, _ in found], float).reshape(len(found), widths[0])
    kept = list(zip(*[texts for _, texts in found], strict=True)) if found else [()] * widths[1]
    return Block(x, kept, took, refused)


def refused_of(
    rows: Iterable[Row],
    read: Callable[[Row], object],
    bad: Callable[[Row, UnreadableError], BadRow],
    where: Callable[[Row, int], tuple[int, int]],
    wrong: Sequence[Wrong],
) -> list[BadRow]:
    """The bad rows that some of the readable ones become; `where` says where a kept cell is."""
    by_row = {each.row: each for each in wrong}
    found, index = [], 0
    for row in rows:
        try:
            read(row)
        except UnreadableError:
            continue
        if index in by_row:
            each = by_row[index]
            reason = UnreadableError(each.message, each.help, *where(row, each.column))
            found.append(bad(row, reason))
        index += 1
    return found


def too_long(row: LongRow, inputs: int, kept: int) -> Block:
    """The block without rows that stands for a row that is too long."""
    text = row.start.decode(errors="backslashreplace")
    raw = row.start if row.whole is None else row.whole
    message = f"the row is longer than {LONGEST_ROW >> 20} MiB"
    bad = BadRow(message, LINE_ENDS, 0, raw, text, 1)
    return Block(np.empty((0, inputs)), [()] * kept, 1, [bad])


def _joined(blocks: Sequence[Block]) -> Block:
    """Blocks that follow each other as one."""
    lines = list(accumulate((block.took for block in blocks), initial=0))
    starts = list(accumulate((len(block.x) for block in blocks), initial=0))
    bad = [
        row.moved(before, first)
        for before, first, block in zip(lines, starts, blocks, strict=False)
        for row in block.bad
    ]
    kept = [
        list(chain.from_iterable(map(cells, columns)))
        for columns in zip(*(block.kept for block in blocks), strict=True)
    ]

    def refuse(wrong: Sequence[Wrong]) -> list[BadRow]:
        found = []
        for block, first, before in zip(blocks, starts, lines, strict=False):
            own = [
                each._replace(row=each.row - first)
                for each in wrong
                if first <= each.row < first + len(block.x)
            ]
            found += [row.moved(before, first) for row in (block.refuse(own) if own else [])]
        return found

    x = np.concatenate([block.x for block in blocks])
    return Block(x, kept, lines[-1], bad, refuse)
