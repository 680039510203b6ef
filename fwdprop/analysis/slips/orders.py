"""The slip of giving the inputs in another order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import combinations, permutations
from math import factorial

import numpy as np

from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.slips.trial import Target, Trial, Values
from fwdprop.arrays import Array
from fwdprop.errors import count, listed
from fwdprop.forward.blocks import block_rows
from fwdprop.forward.passes import run
from fwdprop.network.network import Network

MOST_PERMUTED = 6
MOST_ORDERS = 20_000
"""More orders than these are not tried: each is in memory."""

Order = tuple[int, ...]
"""For each input the index of the one whose value it takes."""


class Orders:
    """The other orders of an example's inputs: all of up to 6 inputs, else swaps of two of them."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._network = outcome.block.network
        self._x = outcome.block.x[outcome.row]

    @property
    def ways(self) -> int:
        """At most how many orders there are to try."""
        inputs = len(self._x)
        if inputs <= MOST_PERMUTED:
            return factorial(inputs) - 1
        alike = Counter(self._x.tolist()).values()
        return (inputs * (inputs - 1) - sum(same * (same - 1) for same in alike)) // 2

    def found(self) -> tuple[Trial, str] | None:
        """The order that leads to all that the example expects, which moves the fewest inputs.

        With it in words that count the others that do; None where there is none.
        """
        target, step = Target.of(self._outcome), block_rows(self._network)
        orders = list(self._orders())
        found: list[Order] = []
        for start in range(0, len(orders), step):
            block = orders[start : start + step]
            computed = run(self._network, self._x[np.array(block)])
            versions = [(computed.x, *computed.a)]
            found += [each for row, each in enumerate(block) if target.is_reached(versions, row)]
        if not found:
            return None
        first, *others = found
        words = self._sentence(first)
        values = partial(_reordered, self._network, first)
        told = f"{words} (or in {count(len(others), 'other order')})" if others else words
        return Trial("inputs in another order", words, False, values), told

    def _orders(self) -> Iterator[Order]:
        """The orders that make a difference, those that move the fewest inputs first."""
        if len(self._x) > MOST_PERMUTED:
            yield from self._swaps()
            return
        row = self._x.tolist()
        seen = {tuple(row)}
        for order in sorted(permutations(range(len(row))), key=_moved):
            values = tuple(row[index] for index in order)
            if values not in seen:
                seen.add(values)
                yield order

    def _swaps(self) -> Iterator[Order]:
        row = self._x.tolist()
        for one, other in combinations(range(len(row)), 2):
            if row[one] != row[other]:
                order = list(range(len(row)))
                order[one], order[other] = other, one
                yield tuple(order)

    def _sentence(self, order: Order) -> str:
        names = self._network.inputs
        moved = [names[k] for k, index in enumerate(order) if index != k]
        if len(moved) == 2:
            return f"the inputs {moved[0]} and {moved[1]} are swapped"
        return f"the inputs come in the order {listed([names[index] for index in order])}"


def _reordered(network: Network, order: Order, x: Array) -> list[Values]:
    computed = run(network, x[:, list(order)])
    return [(computed.x, *computed.a)]


def _moved(order: Order) -> int:
    return sum(index != k for k, index in enumerate(order))
