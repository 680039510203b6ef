"""Two rows -> what each change of an input makes alone, and two beyond the two alone."""

from __future__ import annotations

import math

import numpy as np

from fwdprop.analysis.why.result import ByInputs, Mixed
from fwdprop.arrays import Array
from fwdprop.forward.passes import run
from fwdprop.forward.rounding import BoundedEngine
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

MOST_CHANGED = 200
"""Pairs are looked at where no more inputs than this change: 20,101 rows."""
# So many products of a weight go into the rows for pairs, or into those for single inputs, at most.
_MOST_PRODUCTS = 10_000_000_000
# A difference of so many values within so many bounds is 0.
_ENDS, _CORNERS = 2, 4


def rounding(network: Network, node: NodeRef, x: Array) -> float:
    """So much as this a difference of the node's values for two rows may be by rounding alone."""
    found = BoundedEngine(network, [node]).values(len(x), x.__getitem__)
    return float(_ENDS * found.bounds.max())


def by_inputs(network: Network, node: NodeRef, x: Array) -> ByInputs | Mixed | None:
    """The difference of a node's values for two rows `x` (2, inputs), by the inputs that change.

    None where it would take too many rows, and a mixture where one has a value that is not finite.
    """
    changed = np.flatnonzero(x[0] != x[1])
    d = len(changed)
    one, other = np.triu_indices(d, 1)
    are_all = d <= MOST_CHANGED and _is_affordable(network, 2 + d + len(one))
    if not are_all:
        one, other = one[:0], other[:0]
        if not _is_affordable(network, 2 + d):
            return None
    pairs = np.stack([one, other], axis=1)
    mixtures = _Mixtures(x, changed, pairs)
    found = BoundedEngine(network, [node]).values(len(mixtures), mixtures.rows)
    bad = np.flatnonzero(~np.isfinite(found.values[0]))
    if len(bad):
        row = mixtures.rows(slice(bad[0], bad[0] + 1))
        place = run(network, row).first_non_finite()
        assert place is not None
        return Mixed(tuple(np.flatnonzero(row[0] != x[0]).tolist()), place)
    parts = _parts(found.values[0], found.bounds[0], pairs, d)
    return ByInputs(changed, parts[0], changed[pairs], *parts[1:], are_all)


class _Mixtures:
    """Rows between two: the first one, each change alone, each pair of changes, the second one."""

    def __init__(self, x: Array, changed: Array, pairs: Array) -> None:
        self._x, self._changed = x, changed
        singles = np.arange(len(changed))
        ends = (np.r_[singles, each] for each in pairs.T)
        self._columns = changed[np.stack([*ends], axis=1)]

    def __len__(self) -> int:
        return len(self._columns) + 2

    def rows(self, some: slice) -> Array:
        """Some of the rows (rows, inputs)."""
        rows = np.repeat(self._x[:1], some.stop - some.start, axis=0)
        for place, number in enumerate(range(some.start, some.stop)):
            if number > len(self._columns):
                rows[place] = self._x[1]
            elif number:
                columns = self._columns[number - 1]
                rows[place, columns] = self._x[1, columns]
        return rows


def _parts(values: Array, bounds: Array, pairs: Array, d: int) -> tuple[Array, Array, float]:
    """What `d` inputs make alone, pairs beyond that, and the rest, out of the mixtures' values."""
    one, other = pairs.T
    single, of_single = values[1 : d + 1], bounds[1 : d + 1]
    both, of_both = values[d + 1 : -1], bounds[d + 1 : -1]
    alone = _settled(single - values[0], _ENDS * np.maximum(of_single, bounds[0]))
    corners = np.maximum(np.maximum(of_single[one], of_single[other]), of_both)
    corners = _CORNERS * np.maximum(corners, bounds[0])
    together = _settled(both - single[one] - single[other] + values[0], corners)
    rest = 0.0
    if d > 2 or (d == 2 and not len(pairs)):
        rest = math.fsum([values[-1], -values[0], *-alone, *-together])
        allowed = _ENDS * (bounds[-1] + of_single.sum()) + corners.sum()
        rest = 0.0 if abs(rest) <= allowed else rest
    return alone, together, rest


def _is_affordable(network: Network, rows: int) -> bool:
    products = sum(layer.weights.size for layer in network.layers)
    return rows * max(products, len(network.inputs)) <= _MOST_PRODUCTS


def _settled(differences: Array, bounds: Array) -> Array:
    """The differences, 0 where they are within the bounds of what rounding makes."""
    settled: Array = np.where(np.abs(differences) <= bounds, 0, differences)
    return settled
