"""Blocks of rows through a network, one after the other, as fast as the cores allow."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike

from fwdprop.analysis.health import Tally
from fwdprop.arrays import Array
from fwdprop.errors import count
from fwdprop.forward.blocks import blas_has_one_thread
from fwdprop.forward.engine import Engine
from fwdprop.forward.inputs import as_rows
from fwdprop.forward.passes import NonFinite, run
from fwdprop.network.labels import labels
from fwdprop.network.network import Network
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.skipped import Skipped
from fwdprop.pipeline.threads import in_order
from fwdprop.system.interrupts import interrupt_delayed
from fwdprop.tables.types import BadRow, Piece, Writer


class NonFiniteRows(NamedTuple):
    """The rows of a block whose result is not finite: how many, and the cause in the first of them.

    `first` counts the block's rows from 0, those that could be read.
    """

    rows: int
    first: int
    cause: NonFinite


class Scored(NamedTuple):
    """The result of a piece: the encoded values of its `rows`, and what was found in them.

    `positions` are those of the rows in their block, as Block has them.
    """

    encoded: Any
    rows: int
    positions: Array
    took: int
    bad: Sequence[BadRow]
    non_finite: NonFiniteRows | None
    tally: Tally | None


class Found(Protocol):
    """What is said of the rows of a piece: the fields of a Scored of these names."""

    @property
    def rows(self) -> int:
        """How many there are."""

    @property
    def positions(self) -> Array:
        """Those of the rows in their block."""

    @property
    def non_finite(self) -> NonFiniteRows | None:
        """The rows whose result is not finite."""

    @property
    def tally(self) -> Tally | None:
        """The nodes' values, where they are watched."""


@dataclass
class Findings:
    """Sums over all blocks: rows, those whose result is not finite, and each node's values.

    `first` is the number, from 1, of the first row whose result is not finite, and `cause` the
    first node there that is not. `passed` counts the rows that could not be read, too.
    """

    rows: int = 0
    passed: int = 0
    non_finite: int = 0
    first: int = 0
    cause: NonFinite | None = None
    tally: Tally | None = None

    def note(self, scored: Found) -> None:
        """Takes the result of the next block."""
        found = scored.non_finite
        if found is not None:
            if self.cause is None:
                position = int(scored.positions[found.first])
                self.cause, self.first = found.cause, self.passed + position + 1
            self.non_finite += found.rows
        self.rows += scored.rows
        self.passed += int(scored.positions[-1])
        self.add_tally(scored.tally)

    def add(self, other: Findings) -> None:
        """Takes in what was found in the rows that come next."""
        if self.cause is None and other.cause is not None:
            self.cause, self.first = other.cause, self.passed + other.first
        self.non_finite += other.non_finite
        self.rows += other.rows
        self.passed += other.passed
        self.add_tally(other.tally)

    def sentence(self, where: str = "") -> str:
        """How many rows have a result that is not finite, and which is the first: ` of a.csv`."""
        have, rows = "has" if self.non_finite == 1 else "have", count(self.rows, "row")
        found = f"{self.non_finite:,} of {rows} {have} a result that is not finite"
        return f"{found}; in the first, row {self.first:,}{where}, "

    def add_tally(self, tally: Tally | None) -> None:
        """Takes in the nodes' values in other rows, where they were watched."""
        if self.tally is None:
            self.tally = tally
        elif tally is not None:
            self.tally.add(tally)


class Scorer:
    """Reads a piece, computes the layers' values and encodes them, in whichever thread calls it."""

    def __init__(
        self,
        network: Network,
        depths: Sequence[int],
        writer: Writer,
        watched: bool,
        labelled: bool = False,
    ) -> None:
        last = len(network.layers)
        self._shown = slice(_values(network, depths))
        self._outputs: slice | None = None
        if labelled:
            depths = depths if last in depths else (*depths, last)
            start = _values(network, depths[: depths.index(last)])
            self._outputs = slice(start, start + len(network.nodes_of(last)))
        self._network, self._engine = network, Engine(network, depths)
        self._writer, self._watched = writer, watched

    def __call__(self, piece: Piece) -> Scored:
        """The result of the piece."""
        block = piece()
        tally = Tally(self._network) if self._watched else None
        y = self._engine.values(block.x, None if tally is None else tally.watch)
        positions, kept = block.positions, block.kept
        if self._outputs is not None:
            kept = [*kept, labels(self._network, y[:, self._outputs])]
            y = np.ascontiguousarray(y[:, self._shown])
        encoded = self._writer.encode(kept, y, positions)
        found = non_finite_rows(self._network, block.x, y)
        return Scored(encoded, len(y), positions, block.took, block.bad, found, tally)


def _values(network: Network, depths: Sequence[int]) -> int:
    return sum(len(network.nodes_of(depth)) for depth in depths)


class Data(Protocol):
    """Rows on their way: where they come from, where skipped ones go, and the progress."""

    @property
    def feed(self) -> Feed:
        """Where the rows come from."""

    @property
    def skipped(self) -> Skipped:
        """Takes the rows that cannot be read."""

    @property
    def advance(self) -> Callable[[int, int], None]:
        """Called when a block is written, with its rows and the bytes read so far."""


def score(
    network: Network,
    depths: Sequence[int],
    data: Data,
    writer: Writer,
    watched: bool,
    labelled: bool = False,
) -> Findings:
    """What was found in all rows; their values at these depths have been written.

    Where rows are `labelled`, their labels stand before these. At an error the rows before it have
    been written.
    """
    findings = Findings()
    scorer = Scorer(network, depths, writer, watched, labelled)
    with closing(data.feed.through(scorer, data.skipped)) as results:
        for scored in results:
            with interrupt_delayed():
                writer.write(scored.encoded)
            findings.note(scored)
            data.advance(scored.rows, data.feed.position)
    return findings


def non_finite_rows(network: Network, x: Array, y: Array) -> NonFiniteRows | None:
    """The rows of a block whose result `y` is not finite, with the cause in the first of them."""
    if np.isfinite(y).all():
        return None
    rows = np.flatnonzero(~np.isfinite(y).all(axis=1))
    first = int(rows[0])
    cause = run(network, x[first : first + 1]).first_non_finite()
    assert cause is not None
    return NonFiniteRows(len(rows), first, cause)


def stream(
    network: Network, blocks: Iterable[ArrayLike], layers: str | None = None
) -> Generator[Array]:
    """The outputs (rows, outputs) of each block of rows (rows, inputs), in order, as they are done.

    Blocks are taken one after the other, each by one of the threads that compute on all cores, a
    few at a time: memory does not grow with their number, and the first result does not wait for
    the second block. Digits do not depend on how rows are shared out among blocks. `layers` names
    the layers whose values stand side by side, as `--layers` does. Raises InputError, when its
    turn comes, for a block that does not hold rows of inputs; errors of `blocks` are raised as they
    are.
    """
    engine = Engine(network, network.names.layers_named(layers, [len(network.layers)]))

    # Copies, since the caller may fill the same array again and again.
    rows = (np.array(as_rows(network, block)[0]) for block in blocks)
    # Where the matrix product has threads of its own, threads beside them only get in the way.
    return in_order(engine.values, rows, None if blas_has_one_thread() else 1)
