"""Rows with expected values -> how many of them hold, and what is off in the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar

import numpy as np

from fwdprop.analysis.examples import ComparedValue, Outcome, outcomes
from fwdprop.analysis.overall import Differences, Overall
from fwdprop.analysis.slips import Explanation, explain, most_tries
from fwdprop.analysis.verdicts import MOST_SHOWN, Verdict, explained, together
from fwdprop.arrays import Array
from fwdprop.network.network import Example, Network
from fwdprop.pipeline.comparer import Columns, ComparedBlock, Comparer
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.gathered import GatheredSlips, MissedRows
from fwdprop.pipeline.skipped import Skipped

# A verdict is on so many rows at most, whose examples are in memory together.
PART = 4096


@dataclass
class Comparison:
    """The rows of a feed against the values expected of them: a verdict on some rows at a time.

    `columns` are those with expected values. `most` is how many rows that do not hold are looked
    into, None for all, and their values are then kept, too. `advance` is called when the verdicts
    on a block were taken, with its rows and the bytes read so far.

    While verdicts are taken, `off` counts the rows that do not hold, `compared` those with
    something to compare. `first_non_finite` is the first verdict with a value that is not finite.
    `cut_off` values hold as numbers that were cut off, the first of them in the row whose number
    comes with it in `first_cut_off`.
    `is_near` says that whatever is off is no more than float32 makes of numbers; `differences` are
    how far values are off. Without any row there is one verdict on none.
    """

    noun: ClassVar[str] = "row"

    file: str
    network: Network
    columns: Columns
    feed: Feed
    skipped: Skipped
    most: int | None
    advance: Callable[[int, int], None]
    off: int = 0
    compared: int = 0
    first_non_finite: Verdict | None = None
    is_near: bool = True
    cut_off: int = 0
    first_cut_off: tuple[int, ComparedValue] | None = None

    def __post_init__(self) -> None:
        self._rows_left = self.most
        # The first rows are explained, each part of them with half of the tries that are left: who
        # comes first is explained best, and together they never take more.
        self._explained_left, self._tries = MOST_SHOWN, most_tries(self.network)
        self._slips = GatheredSlips(self.network, MOST_SHOWN)
        self.differences = Differences()

    def whole(self) -> Verdict:
        """One verdict on all rows, with what those that do not hold have in common."""
        verdict = together(self)
        return replace(
            verdict,
            overall=Overall(self.differences, self._slips.slips(), self._slips.explained),
        )

    def __iter__(self) -> Iterator[Verdict]:
        before, rows = 0, 0
        comparer = Comparer(
            self.network, self.columns, self.feed.columns.stop, all=self.most is None
        )
        with closing(self.feed.through(comparer, self.skipped)) as blocks:
            for block in blocks:
                for start in range(0, block.rows, PART):
                    verdict = self._verdict(block, start, before)
                    self._note(verdict)
                    yield verdict
                before += int(block.positions[-1])
                rows += block.rows
                self.is_near = self.is_near and block.is_near
                self.advance(block.rows, self.feed.position)
        if not rows:
            yield Verdict(self.file, self.network, self.noun, 0, 0, ())

    def _note(self, verdict: Verdict) -> None:
        self.off += verdict.off
        self.compared += verdict.total - verdict.blank
        self.cut_off += verdict.cut_off
        self.first_cut_off = self.first_cut_off or verdict.first_cut_off
        if self.first_non_finite is None and verdict.first_non_finite is not None:
            self.first_non_finite = verdict

    def _verdict(self, block: ComparedBlock, start: int, before: int) -> Verdict:
        """The verdict on the rows of a block from `start` on, with `before` rows before the block.

        It is on PART rows, or those that are left.
        """
        end = min(start + PART, block.rows)
        numbers = block.positions + before + 1
        missed = _between(block.at[block.missed], start, end)
        missing = numbers[block.at[block.missed[missed]]].tolist()
        found = self._explained(zip(missing, block.examples(missed), strict=True))
        self._gather(block, missed, missing, [explanation for _, explanation in found])
        first = None
        if block.first_non_finite is not None and start <= block.first_non_finite[0] < end:
            first = int(numbers[block.first_non_finite[0]]), block.first_non_finite[1]
        blank = _between(block.blank, start, end)
        cut = _between(block.cut_rows, start, end)
        return Verdict(
            self.file,
            self.network,
            self.noun,
            end - start,
            len(missing),
            found,
            first,
            numbers[start:end].tolist(),
            blank.stop - blank.start,
            block.strictness,
            cut.stop - cut.start,
            _first_cut(block, start, end, numbers),
            tuple(block.compared.some(slice(start, end)).values()) if self.most is None else (),
        )

    def _gather(
        self,
        block: ComparedBlock,
        missed: slice,
        numbers: Sequence[int],
        explanations: Sequence[Explanation],
    ) -> None:
        """Notes what the rows that do not hold, which have these numbers, have in common."""
        some = block.missed[missed]
        compared = block.compared.some(some)
        rows, columns = np.nonzero(~compared.held)
        nodes = [compared.nodes[column] for column in columns.tolist()]
        self.differences.note(compared.sizes()[rows, columns], np.array(numbers)[rows], nodes)
        if self.most is not None:
            self._slips.note(MissedRows(block.x[some], compared), explanations)

    def _explained(
        self, examples: Iterator[tuple[int, Example]]
    ) -> tuple[tuple[Outcome, Explanation], ...]:
        """The outcomes of the next rows that do not hold, the first of them with what explains it.

        The examples come with their numbers.
        """
        found = list(outcomes(self.network, islice(examples, self._rows_left)))
        if self._rows_left is not None:
            self._rows_left -= len(found)
        first = found[: self._explained_left]
        self._explained_left -= len(first)
        if first:
            self._tries //= 2
        return explained(found, explain(first, self._tries))


def _first_cut(
    block: ComparedBlock, start: int, end: int, numbers: Array
) -> tuple[int, ComparedValue] | None:
    """The number of a row of the block and its value, the first that was cut off, if it is there.

    There is from `start` on and before `end`.
    """
    if block.first_cut is None or not start <= block.cut_rows[0] < end:
        return None
    return int(numbers[block.cut_rows[0]]), block.first_cut


def _between(rows: Array, start: int, end: int) -> slice:
    """Which of the rows, in their order, are from `start` on and before `end`."""
    return slice(*np.searchsorted(rows, (start, end)).tolist())
