"""A block of rows with expected values -> which of them hold, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.examples import ComparedValue
from fwdprop.analysis.tolerances import held, tolerances
from fwdprop.arrays import Array
from fwdprop.errors import shortened, spelled
from fwdprop.forward.engine import Engine
from fwdprop.forward.passes import Pass, run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Example, Expected, Network
from fwdprop.pipeline.printed_numbers import Printed, printed
from fwdprop.tables.types import BadRow, Block, Piece, Wrong

HELP = "an expected value is a number, or nothing"


class Columns(NamedTuple):
    """The columns with expected values: their names, and the node whose value each one has.

    `tolerance` replaces that of the printed digits where it is not None.
    """

    names: Sequence[str]
    nodes: Sequence[NodeRef]
    tolerance: float | None


class ComparedBlock(NamedTuple):
    """The result of a block of so many `rows`; its arrays are of some rows, or of all of them.

    `at` (some rows,) are the indices of these rows in the block, `missed` (rows that do not hold,)
    the indices in `at`. `x` (some rows, inputs) are inputs; `found`, `expected`, `units` of the
    last printed digits, `is_expected` and `held` are (some rows, columns). `blank` are the rows,
    from 0, without any expected value. `first_non_finite` is the first row with a value that is not
    finite, from 0, and its pass alone. `is_near` says that what is off is no more than float32
    makes of it. `positions` (rows + 1,) are those of the rows, as Block has them.
    """

    columns: Columns
    rows: int
    positions: Array
    took: int
    bad: Sequence[BadRow]
    at: Array
    missed: Array
    x: Array
    found: Array
    expected: Array
    units: Array
    is_expected: Array
    held: Array
    blank: Array
    first_non_finite: tuple[int, Pass] | None
    is_near: bool

    def examples(self, missed: slice) -> Iterator[Example]:
        """Some of the rows that do not hold as examples, one after the other."""
        nodes, tolerance = self.columns.nodes, self.columns.tolerance
        for row in self.missed[missed].tolist():
            expected = (
                Expected(*nodes[k], float(self.expected[row, k]), float(self.units[row, k]))
                for k in np.flatnonzero(self.is_expected[row]).tolist()
            )
            yield Example(tuple(self.x[row].tolist()), tuple(expected), tolerance)

    def values(self, rows: slice) -> Iterator[tuple[ComparedValue, ...]]:
        """The values of each of some rows, in the order of the layers."""
        nodes = self.columns.nodes
        order = sorted(range(len(nodes)), key=nodes.__getitem__)
        found, expected, units = self.found[rows], self.expected[rows], self.units[rows]
        tolerance = tolerances(expected, units, self.columns.tolerance, found.dtype.name)
        arrays = (found, expected, units, tolerance, self.is_expected[rows], self.held[rows])
        for columns in zip(*(array.tolist() for array in arrays), strict=True):
            row = list(zip(*columns, strict=True))
            yield tuple(
                ComparedValue(Expected(*nodes[k], number, unit), value, allowed, is_held)
                for k in order
                for value, number, unit, allowed, is_expected, is_held in (row[k],)
                if is_expected
            )


class Comparer:
    """Reads a piece and compares its rows with what is expected, in whichever thread calls it.

    It keeps the values of `all` rows, or only of those that do not hold. With `stop` the rows
    behind one that cannot be read do not count.
    """

    def __init__(self, network: Network, columns: Columns, stop: bool, all: bool) -> None:
        self._network, self._columns, self._stop, self._all = network, columns, stop, all
        depths = sorted({depth for depth, _ in columns.nodes})
        widths = [len(network.nodes_of(depth)) for depth in depths]
        starts = dict(zip(depths, np.cumsum([0, *widths]).tolist(), strict=False))
        self._results = [starts[depth] + node for depth, node in columns.nodes]
        self._engine = Engine(network, depths)

    def __call__(self, piece: Piece) -> ComparedBlock:
        """The result of the piece."""
        block = piece()
        if not block.kept:  # no row could be read, and so the columns are not known
            return self._without_rows(block)
        dtype = self._network.dtype
        columns = [printed(column, block.x.dtype, dtype) for column in block.kept]
        bad, good = self._readable(block, columns)
        x = block.x[good]
        expected = np.stack([column.values for column in columns], axis=1)[good]
        units = np.stack([column.units for column in columns], axis=1)[good]
        is_expected = np.stack([column.is_expected for column in columns], axis=1)[good]
        y = self._engine.values(x)
        found = y[:, self._results]
        holding = held(found, expected, units, self._columns.tolerance, dtype) | ~is_expected
        missed = np.flatnonzero(~holding.all(axis=1))
        near = held(found[missed], expected[missed], units[missed], None, "float32")
        at, some = (np.arange(len(x)), slice(None)) if self._all else (missed, missed)
        return ComparedBlock(
            columns=self._columns,
            rows=len(x),
            positions=np.append(block.positions[:-1][good], block.positions[-1]),
            took=block.took,
            bad=bad,
            at=at,
            missed=missed if self._all else np.arange(len(missed)),
            x=x[some],
            found=found[some],
            expected=expected[some],
            units=units[some],
            is_expected=is_expected[some],
            held=holding[some],
            blank=np.flatnonzero(~is_expected.any(axis=1)),
            first_non_finite=self._first_non_finite(x, y),
            is_near=bool((near | ~is_expected[missed]).all()),
        )

    def _without_rows(self, block: Block) -> ComparedBlock:
        """The result of a block without any row that could be read."""
        rows, cells = np.empty(0, np.intp), np.empty((0, 0))
        arrays = (rows, rows, block.x, cells, cells, cells, cells > 0, cells > 0, rows)
        return ComparedBlock(
            self._columns, 0, block.positions, block.took, block.bad, *arrays, None, True
        )

    def _readable(
        self, block: Block, columns: Sequence[Printed]
    ) -> tuple[Sequence[BadRow], Array | slice]:
        """The bad rows, and which of the others are left."""
        said = [f"column {spelled(name)}" for name in self._columns.names]
        named = list(enumerate(zip(said, columns, strict=True)))
        wrong = {
            row: Wrong(row, index, f"{column}: '{shortened(text)}' is not a number", HELP)
            for index, (column, cells) in reversed(named)
            for row, text in cells.wrong.items()
        }
        if not wrong:
            return block.bad, slice(None)
        good = np.ones(len(block.x), bool)
        good[list(wrong)] = False
        if self._stop:
            good[min(wrong) :] = False
        more = block.refuse([wrong[row] for row in sorted(wrong)])
        return sorted([*block.bad, *more], key=lambda each: each.at), good

    def _first_non_finite(self, x: Array, y: Array) -> tuple[int, Pass] | None:
        """The first row whose result is not finite, from 0, and its pass."""
        is_finite = np.isfinite(y)
        if is_finite.all():
            return None
        row = int(np.argmin(is_finite.all(axis=1)))
        return row, run(self._network, x[row : row + 1])
