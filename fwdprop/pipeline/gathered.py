"""Slips that explain one of the first rows that do not hold -> how many of all these they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.examples import rows_together
from fwdprop.analysis.slips import Explanation
from fwdprop.analysis.slips.trial import Trial
from fwdprop.arrays import Array
from fwdprop.errors import NetworkError
from fwdprop.network.network import Network
from fwdprop.pipeline.compared_rows import ComparedRows

# So many slips are tried on all rows, each of which takes as long as computing them.
MOST_SLIPS = 8


class MissedRows(NamedTuple):
    """Rows that do not hold: their inputs (rows, inputs), and what is expected of them."""

    x: Array
    compared: ComparedRows


class GatheredSlips:
    """Counts the rows that slips explain, in memory that does not grow with the number of rows.

    The first rows come with their explanations, `first` at most; the slips in these are tried on
    all rows.
    """

    def __init__(self, network: Network, first: int) -> None:
        self._network, self._left, self.explained = network, first, 0
        self._waiting: list[MissedRows] = []
        self._found: Counter[str] = Counter()
        self._trials: dict[str, Trial] = {}
        self._counts: Counter[str] = Counter()
        self._beyond: set[tuple[str, str]] = set()

    def note(self, rows: MissedRows, explanations: Sequence[Explanation]) -> None:
        """Takes the next rows; the first of them come with what explains each."""
        for explanation in explanations:
            for trial in explanation.trials:
                self._found[trial.words] += 1
                self._trials.setdefault(trial.words, trial)
        self.explained += len(explanations)
        self._waiting.append(rows)
        # Which slips are tried is known when the first rows are explained.
        if self.explained == self._left:
            self._try_those_waiting()

    def slips(self) -> list[tuple[str, int]]:
        """Each slip with the number of rows that it explains, the largest first.

        One is left out where another one explains all its rows and more.
        """
        self._try_those_waiting()
        ranked = self._counts.most_common()
        return [
            (words, number)
            for words, number in ranked
            if all(more <= number or (other, words) in self._beyond for other, more in ranked)
        ]

    def _try_those_waiting(self) -> None:
        step = rows_together(self._network)
        for rows in self._waiting:
            for start in range(0, len(rows.x), step):
                some = slice(start, start + step)
                self._try(MissedRows(rows.x[some], rows.compared.some(some)))
        self._waiting.clear()

    def _try(self, rows: MissedRows) -> None:
        tried = [words for words, _ in self._found.most_common(MOST_SLIPS)]
        explains = {words: _explained(self._trials[words], rows) for words in tried}
        for words, which in explains.items():
            self._counts[words] += int(np.count_nonzero(which))
            for other, others in explains.items():
                if (which & ~others).any():
                    self._beyond.add((other, words))


def _explained(trial: Trial, rows: MissedRows) -> Array:
    """Which of the rows (rows,) a slip explains."""
    nodes, expected = rows.compared.nodes, rows.compared.expected
    try:
        versions = trial.values(rows.x)
    except NetworkError:  # what is changed like that is no network
        return np.zeros(len(rows.x), bool)
    held = np.zeros(rows.compared.found.shape, bool)
    for values in versions:
        found = np.stack([values[depth][:, node] for depth, node in nodes], axis=1)
        held |= expected.grades(found).held
    return np.asarray(held.all(axis=1))
