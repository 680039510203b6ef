"""Known slips: what somebody did who expects another number than the network gives.

Each slip is carried out with the real engine, on a network or on inputs that are changed a little.
Those that lead to all the numbers that an example expects explain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

import numpy as np

from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.slips.changes import changes
from fwdprop.analysis.slips.orders import Orders
from fwdprop.analysis.slips.rounding import roundings
from fwdprop.analysis.slips.trial import Family, Target, Trial
from fwdprop.errors import NetworkError

BUDGET = 40_000_000_000
"""Operations spent on a network's examples that do not hold: some seconds at the very most."""

FAMILIES: tuple[Family, ...] = get_args(Family)
ORDERS: Family = "inputs in another order"
GROUP = 64
_WORK_PER_VALUE = 1_000


@dataclass(frozen=True)
class Explanation:
    """The slips that lead to all that an example expects, each as the end of a sentence.

    "0.77 is what you get when" "the bias of layer hidden is left out". `untried` counts the ways
    of each kind of slip that would have been too much work.
    """

    slips: tuple[str, ...] = ()
    untried: Mapping[Family, int] = field(default_factory=dict)


def explain(outcomes: Sequence[Outcome], budget: float = BUDGET) -> list[Explanation]:
    """The explanation of each outcome; all are of one network, and none of them held.

    What a slip costs is counted before it is tried, and nothing is tried beyond the budget. Slips
    in all layers at once come first; then those in one layer and the orders of the inputs, first
    what is less work.
    """
    if not outcomes:
        return []
    network = outcomes[0].block.network
    trials = [*changes(network), *roundings(network)]
    explained: list[Explanation] = []
    for start in range(0, len(outcomes), GROUP):
        search = _Search(outcomes[start : start + GROUP], trials, budget)
        explained += search.explanations()
        budget = search.budget
    return explained


class _Search:
    """Tries slips on some outcomes at once: a block costs the same however few rows it has."""

    def __init__(self, outcomes: Sequence[Outcome], trials: Sequence[Trial], budget: float) -> None:
        self.budget = budget
        self._trials = trials
        self._orders = [Orders(outcome) for outcome in outcomes]
        self._x = np.stack([outcome.block.x[outcome.row] for outcome in outcomes])
        self._targets = [Target.of(outcome) for outcome in outcomes]
        self._comparing = _WORK_PER_VALUE * sum(len(each.wanted) for each in self._targets)
        self._found: list[list[tuple[int, bool, str]]] = [[] for _ in outcomes]
        self._untried: Counter[Family] = Counter()
        self._untried_orders = [0] * len(outcomes)

    def explanations(self) -> Iterator[Explanation]:
        """What was found, the families of slips in their order, those in one layer first."""
        in_one_layer = [trial for trial in self._trials if not trial.is_everywhere]
        self._attempt(trial for trial in self._trials if trial.is_everywhere)
        if sum(each.cost for each in self._orders) < sum(each.cost for each in in_one_layer):
            self._attempt_orders()
            self._attempt(in_one_layer)
        else:
            self._attempt(in_one_layer)
            self._attempt_orders()
        for found, orders in zip(self._found, self._untried_orders, strict=True):
            in_order = sorted(found, key=lambda slip: slip[:2])
            untried = {**self._untried, ORDERS: orders} if orders else dict(self._untried)
            yield Explanation(tuple(words for *_, words in in_order), untried)

    def _attempt(self, trials: Iterable[Trial]) -> None:
        for trial in trials:
            if not self._pays(trial.cost + self._comparing):
                self._untried[trial.family] += 1
                continue
            try:
                versions = trial.values(self._x)
            except NetworkError:  # what is changed like that is no network
                continue
            for row, target in enumerate(self._targets):
                if target.is_reached(versions, row):
                    rank = FAMILIES.index(trial.family)
                    self._found[row].append((rank, trial.is_everywhere, trial.words))

    def _attempt_orders(self) -> None:
        for row, orders in enumerate(self._orders):
            if not self._pays(orders.cost):
                self._untried_orders[row] = orders.ways
            elif (words := orders.words()) is not None:
                self._found[row].append((FAMILIES.index(ORDERS), False, words))

    def _pays(self, cost: float) -> bool:
        """Whether the budget has room for this, which is then spent."""
        if cost > self.budget:
            return False
        self.budget -= cost
        return True
