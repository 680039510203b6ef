"""How close the values of many rows must be to those expected: `closeness` for arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.strictness import Strictness
from fwdprop.analysis.tolerances import (
    DIGITS,
    FEWEST_CUT,
    FLOOR_AT_ZERO,
    HAIR,
    LARGEST,
    OVER,
    RELATIVE_FLOOR,
    Rule,
)
from fwdprop.arrays import Array


class Grades(NamedTuple):
    """Which values (rows, columns) hold, and which of these only as numbers that were cut off."""

    held: Array
    cut: Array


# So many values are compared at a time: their work space stays in the processor's cache.
TILE = 1 << 13


@dataclass(frozen=True, eq=False)
class ExpectedRows:
    """What is expected of rows, as arrays (rows, columns), and how close values must be to it.

    `units` are those of the last printed digits, 0 where there are none. `is_expected` is False
    where nothing is expected. `is_single` (columns,) says which columns are only as exact as a
    float32 is. `tolerance` replaces all of this where it is not None.
    """

    values: Array
    units: Array
    is_expected: Array
    is_single: Array
    tolerance: float | None

    def some(self, rows: Array | slice) -> ExpectedRows:
        """The same for some of the rows."""
        arrays = self.values[rows], self.units[rows], self.is_expected[rows]
        return ExpectedRows(*arrays, self.is_single, self.tolerance)

    def as_single(self) -> ExpectedRows:
        """The same numbers where all are only as exact as a float32 is, without a tolerance."""
        single = np.ones_like(self.is_single)
        return ExpectedRows(self.values, self.units, self.is_expected, single, None)

    def tiles(self) -> Iterator[slice]:
        """The rows in parts of about TILE values."""
        rows = max(1, TILE // max(1, self.values.shape[1]))
        for start in range(0, len(self.values), rows):
            yield slice(start, start + rows)

    def grades(self, found: Array) -> Grades:
        """Which of the values found are accepted; where nothing is expected, all are."""
        held, cut = np.empty(found.shape, bool), np.empty(found.shape, bool)
        for tile in self.tiles():
            held[tile], cut[tile] = self.some(tile)._grades(found[tile])
        return Grades(held, cut)

    def _grades(self, found: Array) -> Grades:
        with np.errstate(all="ignore"):
            off = np.subtract(found, self.values, dtype=np.float64)
            held: Array = np.abs(off, out=off) <= self._limits
        cut = np.zeros_like(held)
        if not held.all():
            rows = np.flatnonzero(~held.all(axis=1))
            held[rows], cut[rows] = self.some(rows)._others(found[rows], held[rows])
        return Grades(held, cut)

    def _others(self, found: Array, near: Array) -> Grades:
        """Which values are accepted, some of which are `near`: of the others few are."""
        with np.errstate(all="ignore"):
            held = near | ~self.is_expected | (found == self.values.astype(found.dtype))
        held |= np.isnan(found) & np.isnan(self.values)
        cut = ~held & self._are_cut(found)
        return Grades(held | cut, cut)

    @cached_property
    def tolerances(self) -> Array:
        """How far each of the values may be off."""
        if self.tolerance is not None:
            allowed = np.full_like(self.values, self.tolerance)
        else:
            allowed = np.maximum(self._halves, self._floors)
        which: Array = np.where(np.isfinite(self.values), allowed, 0)
        return which

    @cached_property
    def digits(self) -> Array:
        """The significant digits that decide about each of the values, 0 where none do."""
        if self.tolerance is not None:
            return np.zeros(self.values.shape, np.intp)
        found = np.searchsorted(DIGITS, self._counts, side="right")
        which: Array = np.where(self._are_printed & np.isfinite(self.values), found, 0)
        return which

    def strictness(self) -> Strictness:
        """To how many digits, or to which tolerance, everything is compared."""
        whole = Strictness()
        for tile in self.tiles():
            whole |= self.some(tile)._strictness()
        return whole

    def _strictness(self) -> Strictness:
        finite = np.isfinite(self.values)
        finite &= self.is_expected
        whole = Strictness()
        if np.count_nonzero(finite) < np.count_nonzero(self.is_expected):
            whole |= Strictness({"exact": (0, 0)})
        if self.tolerance is not None:
            some = Strictness({"absolute": (self.tolerance, self.tolerance)})
            return whole | some if finite.any() else whole
        printed = self._are_printed & finite
        decided = np.count_nonzero(printed)
        if decided:
            # All of them is a view, which takes no time.
            which = printed if decided < printed.size else slice(None)
            whole |= _of_printed(self._counts[which], self._halves[which])
        if decided < np.count_nonzero(finite):
            whole |= self._of_others(finite & ~printed)
        return whole

    def _of_others(self, which: Array) -> Strictness:
        """The rules of values whose printed digits do not decide."""
        with np.errstate(all="ignore"):
            at_zero = self._sizes * self._by_type(RELATIVE_FLOOR) == 0
        kinds: tuple[tuple[Rule, Mapping[str, float], Array], ...] = (
            ("relative", RELATIVE_FLOOR, which & ~at_zero),
            ("absolute", FLOOR_AT_ZERO, which & at_zero),
        )
        return Strictness(
            {
                rule: _range(np.broadcast_to(self._by_type(floors), mask.shape)[mask])
                for rule, floors, mask in kinds
                if mask.any()
            }
        )

    def _are_cut(self, found: Array) -> Array:
        """Which values are off like those whose last digits were cut off, towards zero."""
        if self.tolerance is not None:
            return np.zeros(found.shape, bool)
        hair = self._by_type(HAIR)
        with np.errstate(all="ignore"):
            away = np.where(self.values > 0, found - self.values, self.values - found)
            most = self.units * (1 - hair) - self._sizes * hair
            which: Array = (self._sizes > FEWEST_CUT * self.units) & (away > 0) & (away < most)
        return which

    @cached_property
    def _limits(self) -> Array:
        if self.tolerance is not None:
            return np.array(min(self.tolerance * OVER, LARGEST))
        hair = self._by_type(HAIR)
        limits: Array = self._halves * (1 + hair)
        part = self._sizes * hair
        limits += part
        np.multiply(self._floors, OVER, out=part)
        np.maximum(limits, part, out=limits)
        if not np.isfinite(limits.max(initial=0)):
            np.minimum(limits, LARGEST, out=limits)
        return limits

    @cached_property
    def _sizes(self) -> Array:
        return np.abs(self.values)

    @cached_property
    def _halves(self) -> Array:
        return self.units / 2

    @cached_property
    def _floors(self) -> Array:
        with np.errstate(all="ignore"):
            floors = self._sizes * self._by_type(RELATIVE_FLOOR)
        if floors.all():
            return floors
        return np.where(floors == 0, self._by_type(FLOOR_AT_ZERO), floors)

    @cached_property
    def _counts(self) -> Array:
        """How many units of its last digit each number is."""
        with np.errstate(all="ignore"):
            counts: Array = self._sizes / self.units
        return counts

    @cached_property
    def _are_printed(self) -> Array:
        """Where the printed digits decide."""
        return self._halves >= self._floors

    def _by_type(self, numbers: Mapping[str, float]) -> Array | float:
        """The number for the type that each column is as exact as: (columns,), or one for all."""
        # One number goes through rows of few columns several times as fast.
        if not self.is_single.any():
            return numbers["float64"]
        if self.is_single.all():
            return numbers["float32"]
        return np.where(self.is_single, numbers["float32"], numbers["float64"])


def _of_printed(counts: Array, halves: Array) -> Strictness:
    """The rules of values by their digits; one without any, 0.000, is within half a unit."""
    rules: dict[Rule, tuple[float, float]] = {}
    if counts.min() < DIGITS[0]:
        rules["absolute"] = _range(halves[counts < DIGITS[0]])
        counts = counts[counts >= DIGITS[0]]
    if counts.size:
        fewest, most = np.searchsorted(DIGITS, _range(counts), side="right").tolist()
        rules["digits"] = fewest, most
    return Strictness(rules)


def _range(amounts: Array) -> tuple[float, float]:
    return float(amounts.min()), float(amounts.max())
