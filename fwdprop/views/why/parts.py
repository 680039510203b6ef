"""What is said of a difference, in sentences and lists, for whichever view shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.why.result import Why
from fwdprop.arrays import Array
from fwdprop.errors import count

MOST_LINES = 12


class Words(NamedTuple):
    """How a view spells things: names, signs, and how many digits numbers have.

    `whole` leaves no line of a long list out; `are_scores` says that outputs are sums.
    """

    digits: int
    name: Callable[[str], str]
    whole: bool = False
    are_scores: bool = False
    times: str = "×"
    arrow: str = "→"
    minus: str = "−"

    def node(self, why: Why, depth: int, node: int) -> str:
        """The name of a node, or of an input at depth 0."""
        return self.name(why.network.nodes_of(depth)[node])

    def place(self, why: Why, depth: int, node: int) -> str:
        """The name of a node of a layer, with the layer's where another node has that name, too."""
        name = why.network.nodes_of(depth)[node]
        alone = len(why.network.names.bare(name, 1)) == 1
        return self.name(name if alone else why.network.names.whole_name((depth, node)))

    def onward(self, why: Why, depth: int) -> str:
        """The title above what values of a depth are worth: their weight, where that is all."""
        last = why.network.layers[why.node.depth - 1]
        is_weight = (
            depth == why.node.depth - 1 and last.activation_of(why.node.node).name == "identity"
        )
        return f"{self.times} {'weight' if is_weight else 'onward'}"

    def pair(self, why: Why, pair: Sequence[int]) -> str:
        """The name of a pair of inputs: `age × retired`."""
        one, other = (self.node(why, 0, each) for each in pair)
        return f"{one} {self.times} {other}"


class Listed(NamedTuple):
    """A list with a line for each part of a difference, and a last one for all of them together.

    The first `texts` columns hold texts, the others numbers. `total` is None where there is a
    single line. `has_titles` says whether a reader needs the titles.
    """

    titles: Sequence[str]
    lines: Sequence[Sequence[str]]
    total: Sequence[str] | None
    texts: int = 1
    has_titles: bool = True


Part = str | Listed


def by_size(amounts: Array, whole: bool) -> tuple[list[int], list[int]]:
    """The indices of the largest amounts, and of the others: none, where there are few."""
    order = np.argsort(-np.abs(amounts), kind="stable").tolist()
    if whole or len(order) <= MOST_LINES:
        return order, []
    return order[:MOST_LINES], order[MOST_LINES:]


def others(number: int, noun: str) -> str:
    """What stands for parts that are summed up: `(2,004 other pairs)`."""
    return f"({count(number, f'other {noun}')})"
