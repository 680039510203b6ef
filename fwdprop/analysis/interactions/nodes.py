"""Which nodes make the interactions of pairs of inputs, over the comparisons of rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from fwdprop.analysis.bends import Corners, bends
from fwdprop.analysis.interactions.columns import Pair, distinct, pair
from fwdprop.analysis.interactions.cost import work_of_row
from fwdprop.analysis.interactions.result import Interactions, NodeShares
from fwdprop.arrays import Array
from fwdprop.forward.passes import run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

# A comparison takes four rows through the network, and about twice as much again to look at them.
_PER_COMPARISON = 12
_MOST_WORK = 8_000_000_000
_NUMBERS_TOGETHER = 1 << 18

Which = Collection[tuple[int, int]]
"""Outputs and pairs, by index."""


def makers(found: Interactions, which: Which, advance: Callable[[int], None]) -> NodeShares:
    """The share that each node has in making these interactions.

    Where it would be too much work, not all rows are compared with all others, but some at equal
    distances in their order. `advance` takes the rows that went through the network.
    """
    network = replace(found.network, dtype="float64", examples=())
    last = max(depth for depth, _ in found.outputs)
    nodes = [
        NodeRef(depth, node)
        for depth in range(1, last + 1)
        for node in range(len(network.layers[depth - 1].nodes))
    ]
    shares = np.full((*found.interaction.shape, len(nodes)), np.nan)
    x = found.rows.x.astype(np.float64)
    pairs = sorted({index for _, index in which})
    step = _step(network, len(x), len(pairs))
    for index in pairs:
        outputs = [at for at, other in which if other == index and found.interaction[at, index] > 0]
        if not outputs:
            continue
        refs = [found.outputs[output] for output in outputs]
        contributed = np.zeros((len(outputs), len(nodes)))
        for squares in _squares(network, x, found.pairs[index].tolist(), last, step):
            contributed += squares.contributed(refs, found.largest[outputs, index])
            advance(squares.rows)
        with np.errstate(all="ignore"):
            shares[outputs, index] = contributed / contributed.sum(axis=1, keepdims=True)
    return NodeShares(tuple(nodes), shares, len(range(0, len(x), step)))


def _step(network: Network, n: int, pairs: int) -> int:
    """Every how many rows one is compared with all others."""
    work = work_of_row(network) * _PER_COMPARISON * n * n * max(pairs, 1)
    return min(max(-(-work // _MOST_WORK), 1), n)


class _Squares:
    """Some comparisons of a pair: four rows each, and how many rows have the values compared."""

    def __init__(self, network: Network, corners: Sequence[Array], depth: int, counts: Array):
        self.rows = 4 * len(counts)
        passes = [run(network, x) for x in corners]
        sums = [Corners(*(each.z[index] for each in passes)) for index in range(depth)]
        every = np.concatenate([each for layer in sums for each in layer], axis=1)
        finite = np.isfinite(every).all(axis=1)
        self._counts = counts[finite]
        self._bends = bends(network, [Corners(*(each[finite] for each in at)) for at in sums])

    def contributed(self, outputs: Sequence[NodeRef], largest: Array) -> Array:
        """What each node contributes to each output times the interaction, (outputs, nodes).

        Both are measured in the power of 2 next to the `largest` interaction (outputs,).
        """
        found = []
        for output, exponent in zip(outputs, np.frexp(largest)[1], strict=True):
            made = zip(self._bends.made, self._bends.worth(output), strict=False)
            parts = [layer * worth for layer, worth in made]
            missing = self._bends.made[len(parts) :]
            parts += [np.zeros(each.shape) for each in missing]
            nodes = np.ldexp(np.concatenate(parts, axis=1), -exponent)
            finite = np.isfinite(nodes).all(axis=1)
            weights = np.where(finite, nodes.sum(axis=1) * self._counts, 0)
            found.append(weights @ np.where(finite[:, None], nodes, 0))
        return np.stack(found)


def _squares(
    network: Network, x: Array, columns: Sequence[int], depth: int, step: int
) -> Iterator[_Squares]:
    """The comparisons of each `step`-th row with all values of a pair of columns."""
    both: Pair = pair(*(distinct(x[:, column]) for column in columns))
    values, counts = both.both.values, both.both.rows
    some = x[::step]
    together = max(_NUMBERS_TOGETHER // network.width, 1)
    for start in range(0, len(some) * len(counts), together):
        numbers = np.arange(start, min(start + together, len(some) * len(counts)))
        own, other = np.divmod(numbers, len(counts))
        corners = []
        for changed in ((), (0,), (1,), (0, 1)):
            rows = some[own]
            for which in changed:
                rows[:, columns[which]] = values[other, which]
            corners.append(rows)
        yield _Squares(network, corners, depth, counts[other])
