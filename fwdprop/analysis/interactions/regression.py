"""A linear regression on the inputs, and what the product of a pair would add to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fwdprop.analysis.interactions.result import Regression, Rows
from fwdprop.arrays import Array

# A column is in a tie where it has at least this part in a sum of columns that is 0.
_PART_OF_TIE = 1e-6
_NOTHING = 1e-13


class Lines:
    """The inputs of some rows, ready to be fitted to any numbers of these rows.

    Columns are centred and scaled before. `pairs` (pairs, 2) are those whose products are tried.
    """

    def __init__(self, rows: Rows, pairs: Array) -> None:
        self._x, self._unit = _in_units(rows.x.astype(np.float64))
        self._pairs, self._numbers = pairs, rows.numbers
        self._center = self._x.mean(axis=0)
        centred = self._x - self._center
        is_constant = (self._x == self._x[0]).all(axis=0)
        self._centred = np.where(is_constant, 0, centred)
        scale = np.sqrt(np.square(self._centred).mean(axis=0))
        self._scale = np.where(scale > 0, scale, 1)
        self._scaled = self._centred / self._scale
        self.constant = tuple(np.flatnonzero(is_constant).tolist())
        u, sizes, axes = np.linalg.svd(self._scaled, full_matrices=False)
        least = sizes[0] * max(self._x.shape) * np.finfo(float).eps if len(sizes) else 0
        self._basis = u[:, sizes > least]
        rank = self._basis.shape[1]
        self._solve = axes[:rank].T / sizes[:rank]
        self.tied = self._in_ties(axes[:rank])

    def fit(self, answers: Array, bound: float, target: Array | None) -> Regression:
        """The regression of the answers (n,), or of a target (n,), with the gains of the pairs.

        Answers that differ by less than twice their `bound` are all alike.
        """
        y, unit = _in_units(answers if target is None else target)
        n, rank = self._basis.shape
        middle = y.mean()
        size = np.abs(y - middle).max() or 1.0  # squares of very small or large numbers are none
        around = (y - middle) / size
        slopes = self._solve @ (self._basis.T @ around)  # as numpy.linalg.lstsq has it
        errors = around - self._scaled @ slopes
        worst = self._first_of_largest(np.abs(errors))
        whole = float(around @ around)
        alike = np.ptp(y) <= (2 * np.ldexp(bound, -unit) if target is None else 0)
        has_meaning = not alike and n > rank + 1
        # What rounding makes of a slope that is 0 is none.
        slopes = np.where(np.abs(slopes) > _NOTHING, slopes, 0) * size / self._scale
        intercept = middle - slopes @ self._center
        if abs(intercept) <= _NOTHING * np.abs(y).max():
            intercept = np.float64(0)
        off = (y - np.ldexp(answers, -unit)) / size
        slopes = np.ldexp(slopes, unit - self._unit)
        return Regression(
            float(np.ldexp(intercept, unit)),
            slopes,
            1 - float(errors @ errors) / whole if has_meaning else None,
            self._gains(around, whole) if has_meaning else np.full(len(self._pairs), np.nan),
            self.constant,
            self.tied,
            worst,
            float(np.ldexp(y[worst] - errors[worst] * size, unit)),
            float(np.ldexp(y[worst], unit)),
            None if target is None or alike else 1 - float(off @ off) / whole,
        )

    def _first_of_largest(self, sizes: Array) -> int:
        """The row with the largest; of those that only rounding tells apart, the first."""
        largest = np.flatnonzero(sizes >= sizes.max() * (1 - 1e-9))
        return int(largest[self._numbers[largest].argmin()])

    def _gains(self, around: Array, whole: float) -> Array:
        """What each product adds: the share of the variation along what is new in it."""
        gains = np.zeros(len(self._pairs))
        rest = around - self._basis @ (self._basis.T @ around)
        for index, (one, other) in enumerate(self._pairs.tolist()):
            if one in self.constant or other in self.constant:
                gains[index] = np.nan
                continue
            product = self._scaled[:, one] * self._scaled[:, other]
            product -= product.mean()
            new = product - self._basis @ (self._basis.T @ product)
            new -= self._basis @ (self._basis.T @ new)
            size = float(new @ new)
            if size > 1e-20 * float(product @ product):
                gains[index] = (new @ rest) ** 2 / size / whole
        return gains

    def _in_ties(self, independent: Array) -> tuple[int, ...]:
        """The columns that are part of a sum of columns that is 0 in every row."""
        inputs = self._x.shape[1]
        # What the independent directions leave of each column's own axis.
        left = 1 - np.square(independent).sum(axis=0) if len(independent) else np.ones(inputs)
        tied = np.flatnonzero(left > _PART_OF_TIE).tolist()
        return tuple(column for column in tied if column not in self.constant)


def _in_units(numbers: Array) -> tuple[Array, Array]:
    """Numbers (n, ...) in powers of 2 that make them at most 1, and the exponents of these (...).

    Their squares and sums are numbers then, and round as they do.
    """
    exponents = np.frexp(np.abs(numbers).max(axis=0))[1]
    return np.ldexp(numbers, -exponents), exponents


def regressions(rows: Rows, answers: Array, bounds: Array, pairs: Array) -> Sequence[Regression]:
    """A regression for each output: `answers` and `bounds` are (outputs, n)."""
    lines = Lines(rows, pairs)
    with np.errstate(over="ignore"):  # a slope or an intercept may be beyond the range
        return [
            lines.fit(each, float(bound.max()), rows.target)
            for each, bound in zip(answers, bounds, strict=True)
        ]
