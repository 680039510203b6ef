"""Sums over the comparisons of a pair of inputs, taken block by block.

No sum depends on where a block ends, and the order of rows changes none of them beyond rounding.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fwdprop.analysis.interactions.columns import Occupied, Pair
from fwdprop.arrays import Array
from fwdprop.forward.rounding import Bounded

# |D| within so many bounds of its corners is 0: there are four corners.
_CORNERS = 4


class Corners(NamedTuple):
    """Answers for a block of rows, (outputs, rows) or (outputs, rows, distinct values)."""

    own: Bounded
    one: Bounded
    other: Bounded
    both: Bounded


class Sums:
    """Numbers added up one by one, with what rounding took off carried along.

    O. Møller, 1965, Quasi double-precision in floating point addition.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._total, self._rest = np.zeros(shape), np.zeros(shape)

    def add(self, numbers: Array) -> None:
        """Adds an array of the shape."""
        with np.errstate(over="ignore", invalid="ignore"):
            total = self._total + numbers
            part = total - self._total
            self._rest += (self._total - (total - part)) + (numbers - part)
        self._total = total

    @property
    def value(self) -> Array:
        """The sums so far."""
        result: Array = self._total + self._rest
        return result


class Measured(NamedTuple):
    """The figures of a pair, as `Interactions` has them, (outputs,) each."""

    interaction: Array
    largest: Array
    strength: Array
    h: Array
    seen: float
    interaction_seen: Array
    not_finite: Array
    unlike: Array


def nothing(outputs: int, n: int) -> Measured:
    """What there is where an input is the same in all n rows."""
    none = np.full(outputs, np.nan)
    unlike = np.full((outputs, 2), np.nan)
    return Measured(none, none, none, none, np.nan, none, np.zeros(outputs), unlike)


class Tally:
    """The sums of one pair of columns over `n` rows, each compared with every other."""

    def __init__(self, pair: Pair, cells: Occupied, outputs: int, n: int) -> None:
        self._pair, self._n = pair, n
        self._cells = cells
        self._of_one, self._of_other = cells.one[pair.one], cells.other[pair.other]
        shape = (outputs, len(pair.both.rows))
        self._d, self._joint = Sums(shape), Sums(shape)
        self._finite = np.zeros(shape)
        self._squares, self._squares_seen, self._counts_seen = np.zeros((3, outputs, n))
        self._seen = np.zeros(n)
        self._largest, self._largest_unlike = np.zeros(outputs), np.full(outputs, -1.0)
        self._unlike = np.full((outputs, 2), np.nan)
        self._bound = np.zeros(outputs)

    def add(self, rows: slice, corners: Corners) -> None:
        """Takes the answers for some of the rows."""
        with np.errstate(all="ignore"):
            d = self._differences(corners)
            finite = np.isfinite(d)
            joint = corners.both.values
            if not finite.all():
                d, joint = np.where(finite, d, 0), np.where(finite, joint, 0)
            self._note_seen(rows, d, finite)
            self._note_bound(corners.both.bounds, finite)
        self._finite += finite.sum(axis=1)
        for index in range(d.shape[1]):
            self._d.add(d[:, index])
            self._joint.add(joint[:, index])

    def _differences(self, corners: Corners) -> Array:
        """D (outputs, rows, distinct pairs), 0 where rounding alone can have made it."""
        own, one, other, both = corners
        ones, others = self._pair.one, self._pair.other
        # `take` lays its result out in order, and only then sums do not depend on the block.
        d: Array = np.take(one.values, ones, axis=2)
        np.subtract(own.values[:, :, None], d, out=d)
        d -= np.take(other.values, others, axis=2)
        d += both.values
        bound = np.take(one.bounds, ones, axis=2)
        np.maximum(bound, np.take(other.bounds, others, axis=2), out=bound)
        np.maximum(bound, both.bounds, out=bound)
        np.maximum(bound, own.bounds[:, :, None], out=bound)
        bound *= _CORNERS
        d[(np.abs(d) <= bound) & np.isfinite(d)] = 0
        return d

    def _note_seen(self, rows: slice, d: Array, finite: Array) -> None:
        """Notes the squares of D, and which of the mixed rows are like one that there is."""
        both, cells = self._pair.both, self._cells
        mine = both.of_row[rows]
        seen = cells.taken[self._of_one[mine][:, None], self._of_other]
        seen &= cells.taken[self._of_one, self._of_other[mine][:, None]]
        size = np.abs(d)
        self._largest = np.maximum(self._largest, size.max(axis=(1, 2)))
        self._note_unlike(mine, np.where(seen | ~finite, -1, size))
        squares = np.square(size, out=size)
        squares *= both.rows
        self._squares[:, rows] = squares.sum(axis=2)
        self._squares_seen[:, rows] = np.where(seen, squares, 0).sum(axis=2)
        self._counts_seen[:, rows] = np.where(seen & finite, both.rows, 0).sum(axis=2)
        self._seen[rows] = np.where(seen, both.rows, 0).sum(axis=1)

    def _note_unlike(self, mine: Array, size: Array) -> None:
        """Notes the values of a mixed row that is like none there is, where |D| is the most."""
        values = self._pair.both.values
        cells = self._cells
        for output, sizes in enumerate(size):
            row, at = np.unravel_index(int(sizes.argmax()), sizes.shape)
            if sizes[row, at] > self._largest_unlike[output]:
                self._largest_unlike[output] = sizes[row, at]
                own = mine[row]
                is_first = not cells.taken[self._of_one[at], self._of_other[own]]
                one, other = (at, own) if is_first else (own, at)
                self._unlike[output] = values[one, 0], values[other, 1]

    def _note_bound(self, bounds: Array, finite: Array) -> None:
        size = np.where(finite, bounds, 0).max(axis=(1, 2))
        self._bound = np.maximum(self._bound, size)

    def measured(self, scale: Array) -> Measured:
        """The figures of the pair over all rows, whose answers were multiplied by the scale."""
        weights = self._pair.both.rows
        with np.errstate(all="ignore"):
            counts = self._finite @ weights
            interaction = np.sqrt(self._squares.sum(axis=1) / counts)
            variance = _variance(self._d.value / self._finite, weights)
            joint = _variance(self._joint.value / self._finite, weights)
            joint[~np.isfinite(self._joint.value).all(axis=1)] = np.nan  # beyond the range
            h = np.where(joint > (_CORNERS * self._bound) ** 2, np.sqrt(variance / joint), np.nan)
            squares_seen = self._squares_seen.sum(axis=1)
            interaction_seen = np.sqrt(squares_seen / self._counts_seen.sum(axis=1))
            return Measured(
                interaction / scale,
                np.where(counts > 0, self._largest, np.nan) / scale,
                np.sqrt(variance) / scale,
                h,
                float(self._seen.sum()) / self._n**2,
                interaction_seen / scale,
                self._n**2 - counts,
                self._unlike,
            )


def _variance(means: Array, weights: Array) -> Array:
    """The variance (outputs,) of means (outputs, u) that stand for so many rows each."""
    some = np.isfinite(means) * weights
    numbers = np.where(np.isfinite(means), means, 0)
    center = (numbers * some).sum(axis=1, keepdims=True) / some.sum(axis=1, keepdims=True)
    result: Array = (np.square(numbers - center) * some).sum(axis=1) / some.sum(axis=1)
    return result
