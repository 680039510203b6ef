"""The values of nodes as up to three inputs vary: every combination of the inputs' values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array, Sealed
from fwdprop.errors import InputError, UsageError, count
from fwdprop.forward.engine import Engine
from fwdprop.forward.passes import NonFinite, run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

MOST_COMBINATIONS = 100_000
MOST_AXES = 3
MOST_VALUES = 20_000_000
"""So many values of nodes are held at most."""
_NUMBERS_AT_ONCE = 4_000_000


class Axis(NamedTuple):
    """An input that varies: its index and its name, and its values (values,) in their order."""

    input: int
    name: str
    values: Array


@dataclass(frozen=True, eq=False)
class Sweep(Sealed):
    """The values of some nodes as some inputs vary.

    `axes` are the inputs that vary, one to three. `row` (inputs,) are the inputs that stay as they
    are; those that vary are nan there. `values` (k_1, ..., nodes) has a dimension for each axis,
    as long as the axis has values, and a last one for the `nodes`. All are in the network's dtype,
    and read-only.
    """

    network: Network
    axes: tuple[Axis, ...]
    row: Array
    nodes: tuple[NodeRef, ...]
    values: Array

    @property
    def combinations(self) -> int:
        """How many rows of inputs there are."""
        return prod(len(axis.values) for axis in self.axes)

    def rows(self) -> Iterator[tuple[Array, Array]]:
        """All combinations, some at a time: inputs (rows, inputs), and the nodes' values.

        The last axis varies first.
        """
        values = self.values.reshape(-1, len(self.nodes))
        for rows, x in _rows(self.row, self.axes):
            yield x, values[rows]

    def first_non_finite(self) -> tuple[int, int, NonFinite | None] | None:
        """How many combinations have a value that is not finite, the index of the first, its cause.

        None where there is none. The cause is the first node of the pass that is not finite.
        """
        found = np.flatnonzero(~np.isfinite(self.values).all(axis=-1))
        if not len(found):
            return None
        first = int(found[0])
        return len(found), first, run(self.network, self.combination(first)).first_non_finite()

    def combination(self, index: int) -> Array:
        """The inputs (1, inputs) of a combination, by its index in `rows`."""
        x = self.row[None, :].copy()
        places = np.unravel_index(index, [len(axis.values) for axis in self.axes])
        for axis, place in zip(self.axes, places, strict=True):
            x[0, axis.input] = axis.values[place]
        return x


def swept(network: Network, axes: Sequence[Axis], row: Array, nodes: Sequence[NodeRef]) -> Sweep:
    """The nodes' values at every combination of the axes' values.

    `row` (inputs,) has the other inputs. Raises UsageError for more combinations, or more values,
    than there may be.
    """
    sizes = [len(axis.values) for axis in axes]
    prove_size(sizes, len(nodes))
    row = np.array(row, network.dtype)
    row[[axis.input for axis in axes]] = np.nan
    depths = sorted({ref.depth for ref in nodes})
    starts = dict(zip(depths, _starts(network, depths), strict=True))
    columns = [starts[depth] + node for depth, node in nodes]
    engine = Engine(network, depths)
    values = np.empty((prod(sizes), len(nodes)), network.dtype)
    for rows, x in _rows(row, axes, max(_NUMBERS_AT_ONCE // network.width, 1)):
        values[rows] = engine.values(x)[:, columns]
    values = values.reshape(*sizes, len(nodes))
    for array in (row, values):
        array.flags.writeable = False
    return Sweep(network, tuple(axes), row, tuple(nodes), values)


def prove_size(sizes: Sequence[int], nodes: int) -> None:
    """Raises UsageError where there are more combinations, or values, than there may be."""
    combinations = prod(sizes)
    if combinations > MOST_COMBINATIONS:
        message = f"{_about(combinations)} combinations, more than {MOST_COMBINATIONS:,}"
        raise UsageError(message, "take larger steps, or vary fewer inputs")
    if combinations * nodes > MOST_VALUES:
        of = f"{count(nodes, 'node')} at {count(combinations, 'combination')}"
        message = f"{of} are {combinations * nodes:,} values, more than {MOST_VALUES:,}"
        raise UsageError(message, "look at fewer nodes, or take larger steps")


def prove_axes(names: Sequence[str]) -> None:
    """Raises an error where no input varies, too many do, or one does twice."""
    if not names:
        raise InputError("no input varies")
    if len(names) > MOST_AXES:
        raise UsageError(f"{len(names)} inputs vary, and at most {MOST_AXES} can")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"input '{twice}' varies twice", "write all its values in one list: 0,1,2")


def _about(number: int) -> str:
    """The number in figures, or roughly where it is beyond all counting."""
    if number < 10**15:
        return f"{number:,}"
    digits = len(str(number)) - 1
    return f"about 10^{digits}"


def _rows(
    row: Array, axes: Sequence[Axis], most: int | None = None
) -> Iterator[tuple[slice, Array]]:
    """The combinations, some at a time: which ones, and their inputs (rows, inputs)."""
    sizes = [len(axis.values) for axis in axes]
    total = prod(sizes)
    block = min(most or max(_NUMBERS_AT_ONCE // len(row), 1), total)
    for start in range(0, total, block):
        index = np.arange(start, min(start + block, total))
        x = np.repeat(row[None, :], len(index), axis=0)
        for axis, places in zip(axes, np.unravel_index(index, sizes), strict=True):
            x[:, axis.input] = axis.values[places]
        yield slice(start, start + len(index)), x


def _starts(network: Network, depths: Sequence[int]) -> list[int]:
    """Where the nodes of each depth start, side by side."""
    widths = [len(network.nodes_of(depth)) for depth in depths]
    return [sum(widths[:index]) for index in range(len(widths))]
