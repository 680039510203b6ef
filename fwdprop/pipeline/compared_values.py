"""Every value of some rows beside the one that is expected, as arrays until they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fwdprop.analysis.examples import Value, tolerances
from fwdprop.arrays import Array
from fwdprop.network.network import Expected


@dataclass(frozen=True)
class Found:
    """The values `found` in rows, those `expected`, and which of them `held`: (rows, columns).

    `units` are those of the last printed digits; `given` says where something is expected. `nodes`
    are the layer and the node of each column, `own` is a tolerance in place of the printed digits.
    """

    nodes: Sequence[tuple[int, int]]
    own: float | None
    found: Array
    expected: Array
    units: Array
    given: Array
    held: Array

    def values(self, which: slice) -> tuple[tuple[Value, ...], ...]:
        """The values of each of some rows, in the order of the layers."""
        return tuple(self._rows(which))

    def _rows(self, which: slice) -> Iterator[tuple[Value, ...]]:
        order = sorted(range(len(self.nodes)), key=self.nodes.__getitem__)
        found, dtype = self.found[which], self.found.dtype.name
        expected, units = self.expected[which], self.units[which]
        allowed = tolerances(expected, units, self.own, dtype)
        arrays = (found, expected, units, allowed, self.given[which], self.held[which])
        for columns in zip(*(array.tolist() for array in arrays), strict=True):
            row = list(zip(*columns, strict=True))
            yield tuple(
                Value(Expected(*self.nodes[k], wanted, unit), value, tolerance, held)
                for k in order
                for value, wanted, unit, tolerance, given, held in (row[k],)
                if given
            )
