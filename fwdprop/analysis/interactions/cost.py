"""How much work a comparison is, and where it is refused."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import InputError, count
from fwdprop.network.network import Network

MOST_WORK = 200_000_000_000
"""So many multiply-adds are taken on: some minutes on two cores."""

MOST_BYTES = 1 << 27
"""So many bytes hold the sums of all pairs and nodes at most."""

ARRAYS = 10
"""So many numbers are made on the way for each comparison of a row, about."""

_PER_PAIR = 8
_PER_NODE = 40
_PER_COMPARISON = 16


class Cost(NamedTuple):
    """The rows that go through the network, and the work of it all in multiply-adds."""

    rows: int
    work: int


def cost(network: Network, outputs: int, distinct: Array, pairs: Array, n: int) -> Cost:
    """What comparing n rows costs, at most; `distinct` (inputs,) are the values of each input."""
    some = distinct[np.unique(pairs)]
    both = np.minimum(distinct[pairs[:, 0]].astype(float) * distinct[pairs[:, 1]], n).sum()
    rows = n * (1 + float(some.sum()) + float(both))
    work = rows * work_of_row(network) + n * float(both) * outputs * _PER_COMPARISON
    return Cost(int(rows), int(work))


def work_of_row(network: Network) -> int:
    """The multiply-adds of a row, with about as many for what else a node takes."""
    return sum(layer.weights.size + _PER_NODE * len(layer.nodes) for layer in network.layers)


def prove_affordable(
    network: Network, outputs: int, distinct: Array, pairs: Array, n: int, top: int | None
) -> Cost:
    """The cost; raises InputError, with what would be less, where it is too high."""
    found = cost(network, outputs, distinct, pairs, n)
    if found.work <= MOST_WORK:
        return found
    message = (
        f"{count(len(pairs), 'pair')} of inputs over {n:,} rows take {found.rows:,} rows through"
        " the network, which is too much"
    )
    raise InputError(message, _less(network, outputs, distinct, pairs, n, top))


def prove_fitting(outputs: int, distinct: Array, pairs: Array, n: int) -> None:
    """Raises InputError where the sums over so many nodes and pairs do not fit in memory."""
    values = int(distinct[np.unique(pairs)].sum())
    numbers = outputs * (len(pairs) * _PER_PAIR * n + 2 * values + ARRAYS * n)
    if numbers * 8 <= MOST_BYTES:
        return
    message = (
        f"{count(len(pairs), 'pair')} of inputs at {count(outputs, 'node')} over {n:,} rows are"
        " more than fit in memory"
    )
    raise InputError(message, "name the nodes to look at with --node, or compare fewer rows")


def _less(
    network: Network, outputs: int, distinct: Array, pairs: Array, n: int, top: int | None
) -> str:
    """What to ask for instead: fewer inputs, or where these are few fewer rows."""
    for inputs in (10, 8, 5, 3):
        if len(distinct) <= inputs or (top is not None and top <= inputs):
            continue
        some = np.argsort(-distinct, kind="stable")[:inputs]
        if cost(network, outputs, distinct, all_pairs(np.sort(some)), n).work <= MOST_WORK / 2:
            return f"keep the inputs that interact most: --top {inputs}"
    fewer = n
    while fewer > 2 and cost(network, outputs, distinct, pairs, fewer).work > MOST_WORK:
        fewer = max(fewer * 2 // 3, 2)
    return f"compare fewer rows: --sample {fewer}"


def all_pairs(inputs: Array) -> Array:
    """All pairs (pairs, 2) of some inputs, in their order."""
    one, other = np.triu_indices(len(inputs), 1)
    return np.stack([inputs[one], inputs[other]], axis=1)
