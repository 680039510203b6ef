"""Rows that do not hold -> the first of them with what explains each, within a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.slips import BUDGET, Explanation, explain
from fwdprop.analysis.verdicts import MOST_SHOWN, Missed


@dataclass
class Looked:
    """How much more is looked into: so many `rows` that do not hold (None: all), `explained` ones.

    Each time, half of the `budget` goes into explaining: who comes first is explained best, and
    together they never take more than it.
    """

    rows: int | None
    explained: int = MOST_SHOWN
    budget: float = BUDGET

    def into(self, outcomes: Iterator[Outcome], numbers: Sequence[int]) -> Iterator[Missed]:
        """The rows of these numbers that do not hold, the first of them with what explains them."""
        found = list(islice(outcomes, self.rows))
        first = found[: self.explained]
        if first:
            self.budget /= 2
        reasons = explain(first, self.budget)
        self.explained -= len(first)
        if self.rows is not None:
            self.rows -= len(found)
        for index, (number, outcome) in enumerate(zip(numbers, found, strict=False)):
            yield Missed(number, outcome, reasons[index] if index < len(reasons) else Explanation())
