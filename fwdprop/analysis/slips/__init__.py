"""Known slips: the mistake that leads to the number which an example expects.

Each slip is carried out with the real engine, on a network or on inputs that are changed a little.
Those that lead to all the numbers that an example expects explain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

import numpy as np

from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.slips.changes import changes
from fwdprop.analysis.slips.orders import MOST_ORDERS, Orders
from fwdprop.analysis.slips.rounding import roundings
from fwdprop.analysis.slips.trial import Family, Target, Trial, values_in
from fwdprop.errors import NetworkError
from fwdprop.forward.blocks import block_rows
from fwdprop.network.network import Network

FAMILIES: tuple[Family, ...] = get_args(Family)
ORDERS: Family = "inputs in another order"
OUTCOMES_A_TRY, ORDERS_A_TRY = 64, 256
"""A try is one slip tried on so many outcomes, or so many orders of one outcome's inputs."""
MOST_OPERATIONS = 40_000_000_000
"""So many operations all tries together may take: some seconds at the very most."""
# A value, written and activated, takes as long as so many weights (sigmoid, narrow networks).
_OPERATIONS_PER_VALUE = 60


@dataclass(frozen=True)
class Explanation:
    """The slips that lead to all that an example expects, each as the end of a sentence.

    "0.77 is what you get when" "the bias of layer hidden is left out". Of slips that lead to the
    same value in every node only the first is among them. `untried` counts the ways of each kind of
    slip that would have been too much work. `trials` are the slips as they can be tried again.
    """

    slips: tuple[str, ...] = ()
    untried: Mapping[Family, int] = field(default_factory=dict)
    trials: tuple[Trial, ...] = field(default=(), compare=False, repr=False)


class _Found(NamedTuple):
    """A slip that leads to what an example expects; those with the same `values` are one thing."""

    rank: int
    is_everywhere: bool
    words: str
    trial: Trial
    values: object


def most_tries(network: Network) -> int:
    """How many slips are tried on a network's examples: the larger it is, the fewer."""
    values = len(network.inputs) + sum(len(layer.nodes) for layer in network.layers)
    weights = sum(layer.weights.size for layer in network.layers)
    # A block takes the same time however few of its rows are used.
    block = block_rows(network) * (weights + _OPERATIONS_PER_VALUE * values)
    return MOST_OPERATIONS // block


def explain(outcomes: Sequence[Outcome], tries: int | None = None) -> list[Explanation]:
    """The explanation of each outcome; all are of one network, and none of them held.

    At most so many `tries` are made for all of them together, `most_tries` of the network without
    it; each is one slip tried on up to 64 outcomes, or up to 256 orders of one outcome's inputs.
    Slips in all layers at once come first; then those in one layer and the orders of the inputs,
    first whatever takes fewer tries.
    """
    if not outcomes:
        return []
    network = outcomes[0].block.network
    left = most_tries(network) if tries is None else tries
    trials = [*changes(network), *roundings(network)]
    explained: list[Explanation] = []
    for start in range(0, len(outcomes), OUTCOMES_A_TRY):
        search = _Search(outcomes[start : start + OUTCOMES_A_TRY], trials, left)
        explained += search.explanations()
        left = search.left
    return explained


class _Search:
    """Tries slips on some outcomes at once, with `left` tries at most."""

    def __init__(self, outcomes: Sequence[Outcome], trials: Sequence[Trial], left: int) -> None:
        self.left = left
        self._trials = trials
        self._orders = [Orders(outcome) for outcome in outcomes]
        self._x = np.stack([outcome.block.x[outcome.row] for outcome in outcomes])
        self._targets = [Target.of(outcome) for outcome in outcomes]
        self._found: list[list[_Found]] = [[] for _ in outcomes]
        self._untried: Counter[Family] = Counter()
        self._untried_orders = [0] * len(outcomes)

    def explanations(self) -> Iterator[Explanation]:
        """What was found, the families of slips in their order, those in one layer first."""
        in_one_layer = [trial for trial in self._trials if not trial.is_everywhere]
        self._attempt(trial for trial in self._trials if trial.is_everywhere)
        if sum(_tries(orders) for orders in self._orders) < len(in_one_layer):
            self._attempt_orders()
            self._attempt(in_one_layer)
        else:
            self._attempt(in_one_layer)
            self._attempt_orders()
        for found, orders in zip(self._found, self._untried_orders, strict=True):
            first: dict[object, _Found] = {}
            for slip in sorted(found, key=lambda slip: slip[:2]):
                first.setdefault(slip.values, slip)
            words = tuple(slip.words for slip in first.values())
            trials = tuple(slip.trial for slip in first.values())
            untried = {**self._untried, ORDERS: orders} if orders else dict(self._untried)
            yield Explanation(words, untried, trials)

    def _attempt(self, trials: Iterable[Trial]) -> None:
        for trial in trials:
            if not self.left:
                self._untried[trial.family] += 1
                continue
            self.left -= 1
            try:
                versions = trial.values(self._x)
            except NetworkError:  # what is changed like that is no network
                continue
            for row, target in enumerate(self._targets):
                if target.is_reached(versions, row):
                    self._note(row, trial, trial.words, values_in(versions, row))

    def _attempt_orders(self) -> None:
        for row, orders in enumerate(self._orders):
            if orders.ways > MOST_ORDERS or _tries(orders) > self.left:
                self._untried_orders[row] = orders.ways
                continue
            self.left -= _tries(orders)
            if (found := orders.found()) is not None:
                self._note(row, *found, found)

    def _note(self, row: int, trial: Trial, words: str, values: object) -> None:
        rank = FAMILIES.index(trial.family)
        self._found[row].append(_Found(rank, trial.is_everywhere, words, trial, values))


def _tries(orders: Orders) -> int:
    """How many tries the orders of one outcome's inputs take."""
    return -(-orders.ways // ORDERS_A_TRY)
