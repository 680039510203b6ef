"""Rows with the label expected of them -> how many have it, and which do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.forward.engine import Engine
from fwdprop.network.labels import labels
from fwdprop.network.network import Network
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.score import Findings, NonFiniteRows, non_finite_rows
from fwdprop.pipeline.skipped import Skipped
from fwdprop.tables.cells import cells
from fwdprop.tables.types import BadRow, Cell, Piece
from fwdprop.tables.words import NOTHING

MOST_TEXTS = 1000
"""So many labels that are no names of outputs are told apart."""
OTHERS = "..."
"""What stands for all others of these."""
FIRST = 10
"""So many rows that differ are kept."""


class LabelledRow(NamedTuple):
    """A row: its number, the label `expected`, None without one, and the one `found`."""

    number: int
    expected: str | None
    found: str | None

    @property
    def held(self) -> bool:
        """Whether the label is the one that was expected."""
        return self.expected == self.found


class _Labelled(NamedTuple):
    """The labels of a piece of so many rows, and what else a Scored has."""

    expected: Sequence[str | None]
    found: Sequence[str | None]
    rows: int
    positions: Array
    took: int
    bad: Sequence[BadRow]
    non_finite: NonFiniteRows | None
    tally: None = None


@dataclass
class LabelComparison:
    """The rows of a feed, whose only kept column holds labels, one after the other.

    While they are taken, `counts` are the rows with a label `expected` and the one `found`, `off`
    those that differ, `first` the first of these, and `blank` the rows without a label. `findings`
    are the results that are not finite.
    """

    network: Network
    feed: Feed
    skipped: Skipped
    advance: Callable[[int, int], None]
    counts: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    off: int = 0
    blank: int = 0
    first: list[LabelledRow] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def __post_init__(self) -> None:
        self._engine = Engine(self.network, [len(self.network.layers)])
        self._outputs = frozenset(self.network.layers[-1].nodes)
        self._texts: set[str] = set()

    @property
    def compared(self) -> int:
        """How many rows have a label."""
        return self.counts.total()

    @property
    def known(self) -> int:
        """How many of these have the name of an output."""
        return sum(rows for (name, _), rows in self.counts.items() if name in self._outputs)

    def __iter__(self) -> Iterator[LabelledRow]:
        before = 0
        with closing(self.feed.through(self._labelled, self.skipped)) as blocks:
            for block in blocks:
                numbers = (block.positions[:-1] + before + 1).tolist()
                for each in zip(numbers, block.expected, block.found, strict=True):
                    row = LabelledRow(*each)
                    self._note(row)
                    yield row
                before += int(block.positions[-1])
                self.findings.note(block)
                self.advance(block.rows, self.feed.position)

    def _labelled(self, piece: Piece) -> _Labelled:
        """The labels of a piece, in whichever thread calls it."""
        block = piece()
        expected = [self._expected(cell) for cell in cells(block.kept[0])] if block.kept else []
        y = self._engine.values(block.x)
        found = labels(self.network, y)
        non_finite = non_finite_rows(self.network, block.x, y)
        source = block.positions, block.took, block.bad
        return _Labelled(expected, found, len(y), *source, non_finite)

    def _expected(self, cell: Cell) -> str | None:
        """The name of an output that a cell holds, else its text; None where it holds nothing."""
        text = numerals.exact(cell) if isinstance(cell, float | int) else cell
        if text is None or text in self._outputs:
            return text
        bare = text.strip()
        return bare if bare in self._outputs else None if bare in NOTHING else text

    def _note(self, row: LabelledRow) -> None:
        if row.expected is None:
            self.blank += 1
            return
        text = row.expected
        if text not in self._outputs and text not in self._texts:
            if len(self._texts) < MOST_TEXTS:
                self._texts.add(text)
            else:
                text = OTHERS
        self.counts[text, row.found] += 1
        if not row.held:
            self.off += 1
            if len(self.first) < FIRST:
                self.first.append(row)
