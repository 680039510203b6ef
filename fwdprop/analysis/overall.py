"""What many examples that do not hold have in common: how far they are off, and which slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.network.names import NodeRef


@dataclass
class Differences:
    """How far the values that do not hold are off: the `mean`, and the `largest`.

    That one is in the `row` of that number, and in the `node`. Both are of the `finite`
    differences; there are so many `others`, which are nan or infinite.
    """

    finite: int = 0
    others: int = 0
    mean: float = 0.0
    largest: float = 0.0
    row: int = 0
    node: NodeRef | None = None

    def note(self, sizes: Array, numbers: Array, nodes: Sequence[NodeRef]) -> None:
        """Takes differences without their signs (values,), each with its row and its node."""
        is_finite = np.isfinite(sizes)
        self.others += int(np.count_nonzero(~is_finite))
        where = np.flatnonzero(is_finite)
        if not len(where):
            return
        first = int(where[np.argmax(sizes[where])])
        largest = float(sizes[first])
        # Relative to the largest, for a sum of them may be beyond the range.
        mean = float(np.mean(sizes[where] / largest)) * largest
        self.finite += len(where)
        self.mean += (mean - self.mean) * (len(where) / self.finite)
        if largest > self.largest:
            self.largest, self.row, self.node = largest, int(numbers[first]), nodes[first]


class Overall(NamedTuple):
    """What rows that do not hold have in common.

    `slips` are those that explain one of the first `explained` rows, each with the number of all
    rows that it explains, the largest first.
    """

    differences: Differences
    slips: Sequence[tuple[str, int]]
    explained: int
