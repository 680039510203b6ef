"""Rows with expected values -> how many of them hold, and what is off in the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fwdprop.analysis.examples import held, outcomes_of
from fwdprop.analysis.verdicts import Verdict
from fwdprop.arrays import Array
from fwdprop.errors import shortened
from fwdprop.forward.engine import Engine
from fwdprop.forward.passes import Pass, run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Example, Expected, Network
from fwdprop.pipeline.compared_values import Found
from fwdprop.pipeline.explanations import Looked
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.printed_numbers import Printed, printed
from fwdprop.pipeline.skipped import Skipped
from fwdprop.tables.types import BadRow, Block, Piece, Wrong

# A verdict is on so many rows at most, whose examples are in memory together.
PART = 4096
HELP = "an expected value is a number, or nothing"


@dataclass(frozen=True)
class Asked:
    """What each row is asked: the `names` of the columns with expected values.

    `tolerance` replaces that of the printed digits where it is not None.
    """

    network: Network
    names: Sequence[str]
    tolerance: float | None

    @cached_property
    def nodes(self) -> list[NodeRef]:
        """The layer, from 1, and the node of each expected column."""
        refs = map(self.network.names.result, self.names)
        return [ref for ref in refs if ref is not None]


@dataclass(frozen=True)
class Compared:
    """What became of a block of `rows`: which `missed` (from 0) do not hold, with what goes in.

    `x` (missed, inputs), `values`, `units` and `given` (missed, columns) go with these. `odd` is
    the first row with a value that is not finite, from 0, and its pass alone. `blank` are the rows
    (from 0) without any expected value. `positions` (rows + 1,) are those of the rows, as
    Block has them. `near` says that what is off is no more than float32 makes of it. `found` are
    the values of all rows, where these are wanted.
    """

    rows: int
    positions: Array
    took: int
    bad: Sequence[BadRow]
    missed: Array
    x: Array
    values: Array
    units: Array
    given: Array
    odd: tuple[int, Pass] | None
    blank: Array
    near: bool
    found: Found | None = None

    def examples(self, asked: Asked, which: slice) -> Iterator[Example]:
        """The rows that do not hold as examples, one after the other."""
        nodes = asked.nodes
        for row in range(*which.indices(len(self.missed))):
            expected = (
                Expected(*nodes[k], float(self.values[row, k]), float(self.units[row, k]))
                for k in np.flatnonzero(self.given[row]).tolist()
            )
            yield Example(tuple(self.x[row].tolist()), tuple(expected), asked.tolerance)


class Comparer:
    """Reads a piece and compares its rows with what is expected, in whichever thread calls it.

    It keeps the values of `all` rows, or of those alone that do not hold.
    """

    def __init__(self, asked: Asked, stop: bool, all: bool) -> None:
        self._asked, self._stop, self._all = asked, stop, all
        network, nodes = asked.network, asked.nodes
        depths = sorted({layer for layer, _ in nodes})
        widths = [len(network.nodes_of(depth)) for depth in depths]
        starts = dict(zip(depths, np.cumsum([0, *widths]).tolist(), strict=False))
        self._columns = [starts[layer] + node for layer, node in nodes]
        self._engine = Engine(network, depths)

    def __call__(self, piece: Piece) -> Compared:
        """What became of the piece."""
        block = piece()
        if not block.kept:
            return self._without_rows(block)
        dtype = self._asked.network.dtype
        columns = [printed(column, block.x.dtype, dtype) for column in block.kept]
        bad, good = self._readable(block, columns)
        x = block.x[good]
        values = np.stack([column.values for column in columns], axis=1)[good]
        units = np.stack([column.units for column in columns], axis=1)[good]
        given = np.stack([column.given for column in columns], axis=1)[good]
        y = self._engine.values(x)
        own, found = self._asked.tolerance, y[:, self._columns]
        holding = held(found, values, units, own, dtype) | ~given
        at = np.flatnonzero(~holding.all(axis=1))
        near = held(found[at], values[at], units[at], None, "float32") | ~given[at]
        every = Found(self._asked.nodes, own, found, values, units, given, holding)
        return Compared(
            rows=len(x),
            positions=np.append(block.positions[:-1][good], block.positions[-1]),
            took=block.took,
            bad=bad,
            missed=at,
            x=x[at],
            values=values[at],
            units=units[at],
            given=given[at],
            odd=self._odd(x, y),
            blank=np.flatnonzero(~given.any(axis=1)),
            near=bool(near.all()),
            found=every if self._all else None,
        )

    def _without_rows(self, block: Block) -> Compared:
        """What became of a block of which no row could be read, nor what its columns are."""
        none = np.empty((0, len(block.kept)))
        at = np.empty(0, np.intp)
        values = block.x, none, none, none > 0
        counts = 0, block.positions, block.took
        return Compared(*counts, block.bad, at, *values, odd=None, blank=at, near=True)

    def _readable(
        self, block: Block, columns: Sequence[Printed]
    ) -> tuple[Sequence[BadRow], Array | slice]:
        """The bad rows, and which of the others are left."""
        wrong = {
            row: Wrong(row, index, f"column {name}: '{shortened(text)}' is not a number", HELP)
            for index, (name, column) in reversed(
                list(enumerate(zip(self._asked.names, columns, strict=True)))
            )
            for row, text in column.wrong.items()
        }
        if not wrong:
            return block.bad, slice(None)
        good = np.ones(len(block.x), bool)
        good[list(wrong)] = False
        if self._stop:
            good[min(wrong) :] = False
        more = block.refuse([wrong[row] for row in sorted(wrong)])
        return sorted([*block.bad, *more], key=lambda each: each.at), good

    def _odd(self, x: Array, y: Array) -> tuple[int, Pass] | None:
        if np.isfinite(y).all():
            return None
        row = int(np.argmin(np.isfinite(y).all(axis=1)))
        return row, run(self._asked.network, x[row : row + 1])


@dataclass
class Judged:
    """The verdicts on the rows of a feed, some rows after the others; one where there are none.

    `most` is how many rows that do not hold are looked into, None for all. `shown` is told the rows
    of each block once the verdicts on them were taken, and the bytes read so far. `off` counts the
    rows so far that do not hold, and `compared` those with something to compare; `odd` is the first
    verdict that tells of a value not finite. `near` says that all that is off is what float32 makes
    of numbers.
    """

    file: str
    asked: Asked
    feed: Feed
    skipped: Skipped
    most: int | None
    shown: Callable[[int, int], None]
    off: int = 0
    compared: int = 0
    odd: Verdict | None = None
    near: bool = True

    def __iter__(self) -> Iterator[Verdict]:
        before, rows, looked = 0, 0, Looked(self.most)
        comparer = Comparer(self.asked, self.feed.wanted.stop, all=self.most is None)
        with closing(self.feed.through(comparer, self.skipped)) as results:
            for compared in results:
                for start in range(0, compared.rows, PART):
                    verdict = _verdict(self.file, self.asked, compared, start, before, looked)
                    self._note(verdict)
                    yield verdict
                before += int(compared.positions[-1])
                rows += compared.rows
                self.near = self.near and compared.near
                self.shown(compared.rows, self.feed.position)
        if not rows:
            yield Verdict(self.file, self.asked.network, "row", 0, 0, ())

    def _note(self, verdict: Verdict) -> None:
        self.off += verdict.off
        self.compared += verdict.total - verdict.blank
        if self.odd is None and verdict.odd is not None:
            self.odd = verdict


def _verdict(
    file: str, asked: Asked, compared: Compared, start: int, before: int, looked: Looked
) -> Verdict:
    """The verdict on the rows of a block from `start` on, where so many came before the block."""
    end = min(start + PART, compared.rows)
    which = slice(*np.searchsorted(compared.missed, (start, end)).tolist())
    numbers = compared.positions + before + 1
    missing = numbers[compared.missed[which]].tolist()
    outcomes = outcomes_of(asked.network, compared.examples(asked, which))
    odd = None
    if compared.odd is not None and start <= compared.odd[0] < end:
        odd = int(numbers[compared.odd[0]]), compared.odd[1]
    missed = tuple(looked.into(outcomes, missing))
    blank = int(np.diff(np.searchsorted(compared.blank, (start, end)))[0])
    values = () if compared.found is None else compared.found.values(slice(start, end))
    return Verdict(
        file,
        asked.network,
        "row",
        end - start,
        len(missing),
        missed,
        odd,
        numbers[start:end].tolist(),
        blank,
        values,
    )
