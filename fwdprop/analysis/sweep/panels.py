"""A sweep as pictures show it: panels of lines along the first input, parallel or not.

With one input that varies a line is a node; with two or three it is a value of the second one, and
each node has a panel for each value of the third.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.sweep.curves import Curve, Track, Walk, walk
from fwdprop.analysis.sweep.sweep import Sweep
from fwdprop.arrays import Array
from fwdprop.forward.rounding import BoundedEngine


class Difference(NamedTuple):
    """How far one line is above another at two places: where it is most below, and most above.

    The places are in ascending order. Where the lines are parallel, both say the same. They were
    compared at `places` values of the first input; None where that is proof for all between.
    """

    line: int
    other: int
    x: tuple[float, float]
    difference: tuple[float, float]
    is_parallel: bool
    places: int | None


@dataclass(frozen=True, eq=False)
class Panel:
    """Lines over the first input: a node each, or a value of the second input each.

    `columns` are the nodes' indices in the sweep, one where there is a second input. `third` is
    the index of the third input's value, None without one.
    """

    sweep: Sweep
    columns: tuple[int, ...]
    third: int | None

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.columns) if self.are_nodes else len(self.sweep.axes[1].values)

    @property
    def are_nodes(self) -> bool:
        """Whether each line is a node of its own."""
        return len(self.sweep.axes) == 1

    @property
    def x(self) -> Array:
        """The values (points,) of the first input, in their order."""
        return self.sweep.axes[0].values

    @cached_property
    def y(self) -> Array:
        """The values (points, lines) of the nodes."""
        if self.are_nodes:
            return self.sweep.values[:, list(self.columns)]
        values: Array = self.sweep.values[..., self.columns[0]]
        return values if self.third is None else values[:, :, self.third]

    def some(self, most: int) -> Sequence[int]:
        """At most so many lines: nodes with the largest values, or first, last and some between."""
        if not self.are_nodes or self.lines <= most:
            return evenly(self.lines, most)
        sizes = np.where(np.isfinite(self.y), np.abs(self.y), 0).max(axis=0)
        return sorted(np.argsort(-sizes, kind="stable")[:most].tolist())

    @cached_property
    def walk(self) -> Walk | None:
        """The network that can be followed between the values of the sweep, if there is one."""
        return walk(self.sweep.network)

    def curve(self, line: int) -> Curve:
        """What lies between the values of a line."""
        return self._track(line).curve(self._column(line))

    def difference(self, shown: Sequence[int]) -> Difference | None:
        """How far the line that is least parallel to the first one is above it.

        The lines of `shown` are compared between their values, too. None where there is nothing to
        compare: one line or one place, lines of several nodes, or values that are not finite.
        """
        if self.are_nodes or self.lines < 2:
            return None
        y = self.y.astype(np.float64)
        with np.errstate(invalid="ignore", over="ignore"):
            apart = y - y[:, :1]
            finite = np.isfinite(apart).all(axis=1)
        if finite.sum() < 2:
            return None
        most = int(np.ptp(apart[finite], axis=0).argmax())
        candidates = [*dict.fromkeys([most, *shown, self.lines - 1])]
        found = [self._compared(line) for line in candidates if line]
        known = [each for each in found if each is not None]
        bent = [each for each in known if not each.is_parallel]
        return next(iter(bent or known), None)

    def _compared(self, line: int) -> Difference | None:
        """How far a line is above the first one, at their values and between them."""
        own = np.unique(self.x.astype(np.float64))
        between, is_proof = self._between(own, line)
        for x in (own, between):
            values, bounds = self._bounded(line, x)
            first, bounds_of_first = self._bounded(0, x)
            with np.errstate(invalid="ignore", over="ignore"):
                apart, rounding = values - first, bounds + bounds_of_first
            finite = np.isfinite(apart) & np.isfinite(rounding)
            if finite.sum() < 2:
                return None
            x, apart, rounding = x[finite], apart[finite], rounding[finite]
            low, high = sorted((int(apart.argmin()), int(apart.argmax())))
            is_parallel = bool(abs(apart[high] - apart[low]) <= rounding[high] + rounding[low])
            if is_parallel and np.all(np.abs(apart) <= rounding):
                apart = np.zeros_like(apart)
            if not is_parallel:
                break
        ends = float(x[low]), float(x[high])
        both = float(apart[low]), float(apart[high])
        return Difference(line, 0, ends, both, is_parallel, None if is_proof else len(x))

    def _between(self, own: Array, line: int) -> tuple[Array, bool]:
        """Places that show how two lines go on between their values, and whether they are proof."""
        kinks = [self._track(each).curve(self._column(each)).kinks for each in (0, line)]
        if self.walk is None or not self.walk.is_whole or None in kinks:
            return self._track(0).samples(), False
        at = [kink.at for each in kinks for kink in each or ()]
        places = np.union1d(own, at)
        # Two places inside each part: where nodes jump at its ends, these say nothing about it.
        low, high = places[:-1], places[1:]
        return np.unique([*places, *(low / 3 * 2 + high / 3), *(low / 3 + high / 3 * 2)]), True

    def _bounded(self, line: int, x: Array) -> tuple[Array, Array]:
        ref = self.sweep.nodes[self._column(line)]
        engine, track = BoundedEngine(self.sweep.network, [ref]), self._track(line)
        found = engine.values(len(x), lambda rows: track.rows(x[rows]))
        return found.values[0], found.bounds[0]

    def _column(self, line: int) -> int:
        return self.columns[line if self.are_nodes else 0]

    def _track(self, line: int) -> Track:
        place = [] if self.are_nodes else [line]
        place += [] if self.third is None else [self.third]
        key = tuple(place)
        if key not in self._tracks:
            self._tracks[key] = Track(self.sweep, self.walk, key)
        return self._tracks[key]

    @cached_property
    def _tracks(self) -> dict[tuple[int, ...], Track]:
        return {}


def evenly(number: int, most: int) -> Sequence[int]:
    """At most so many indices of so many things, the first and the last one among them."""
    if number <= most:
        return range(number)
    return [round(index * (number - 1) / (most - 1)) for index in range(most)]


def panels(sweep: Sweep) -> list[Panel]:
    """The panels: one of all nodes, or one for each node and each value of the third input."""
    nodes = range(len(sweep.nodes))
    if len(sweep.axes) == 1:
        return [Panel(sweep, tuple(nodes), None)]
    thirds = range(len(sweep.axes[2].values)) if len(sweep.axes) == 3 else [None]
    return [Panel(sweep, (node,), third) for node in nodes for third in thirds]
