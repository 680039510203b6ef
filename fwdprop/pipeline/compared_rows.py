"""Values of many rows beside those expected, as arrays, and each of them by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.examples import ComparedValue
from fwdprop.analysis.tolerances_of_rows import ExpectedRows
from fwdprop.arrays import Array
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Expected


class ComparedRows(NamedTuple):
    """The values `found` of some `nodes`, (rows, nodes), beside those expected.

    `held` are those that are accepted, `cut` those of them that hold only as numbers that were cut
    off.
    """

    nodes: Sequence[NodeRef]
    expected: ExpectedRows
    found: Array
    held: Array
    cut: Array

    @classmethod
    def of(cls, nodes: Sequence[NodeRef], expected: ExpectedRows, found: Array) -> ComparedRows:
        """The values compared."""
        return cls(nodes, expected, found, *expected.grades(found))

    def some(self, rows: Array | slice) -> ComparedRows:
        """The same for some of the rows."""
        arrays = self.found[rows], self.held[rows], self.cut[rows]
        return ComparedRows(self.nodes, self.expected.some(rows), *arrays)

    def sizes(self) -> Array:
        """How far each value is off, without its sign."""
        with np.errstate(all="ignore"):
            off = np.subtract(self.found, self.expected.values, dtype=np.float64)
            return np.abs(off)

    def expected_of(self, row: int) -> tuple[Expected, ...]:
        """What is expected of one row."""
        rows = self.expected
        return tuple(
            Expected(
                *self.nodes[k],
                float(rows.values[row, k]),
                float(rows.units[row, k]),
                bool(rows.is_single[k]),
            )
            for k in np.flatnonzero(rows.is_expected[row]).tolist()
        )

    def values(self) -> Iterator[tuple[ComparedValue, ...]]:
        """The values of each row, in the order of the layers."""
        rows, single = self.expected, self.expected.is_single.tolist()
        order = sorted(range(len(self.nodes)), key=self.nodes.__getitem__)
        wanted = (rows.is_expected, rows.values, rows.units)
        results = (self.found, rows.tolerances, rows.digits, self.held, self.cut)
        for columns in zip(*(array.tolist() for array in (*wanted, *results)), strict=True):
            row = list(zip(*columns, strict=True))
            yield tuple(
                ComparedValue(Expected(*self.nodes[k], number, unit, single[k]), *result)
                for k in order
                for is_expected, number, unit, *result in (row[k],)
                if is_expected
            )

    def first_cut(self) -> ComparedValue | None:
        """The first value that was cut off, None without one."""
        rows = np.flatnonzero(self.cut.any(axis=1))[:1]
        found = (value for each in self.some(rows).values() for value in each)
        return next((value for value in found if value.is_cut_off), None)
