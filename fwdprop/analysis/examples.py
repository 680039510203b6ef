"""The examples of a network -> the values found beside those expected, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.tolerances import as_read, holds, tolerance_of
from fwdprop.forward.blocks import block_rows
from fwdprop.forward.passes import Pass, run
from fwdprop.network.network import Example, Expected, Network

# Values of all layers together that are kept for a block of rows.
MOST_VALUES = 1 << 22


class ComparedValue(NamedTuple):
    """One expected value, the one that was found, and how far it may be off."""

    expected: Expected
    found: float
    tolerance: float
    held: bool

    @property
    def difference(self) -> float:
        """How much too large the value found is; negative where it is too small."""
        return self.found - self.expected.value


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of one example: every value compared, in the order of the layers, and the pass.

    `number` is that of the example, from 1. `block` is the pass of several examples, of which this
    one is in that `row`.
    """

    number: int
    example: Example
    values: tuple[ComparedValue, ...]
    block: Pass
    row: int

    @cached_property
    def misses(self) -> tuple[ComparedValue, ...]:
        """The values that are not what was expected."""
        return tuple(value for value in self.values if not value.held)

    @cached_property
    def computed(self) -> Pass:
        """The pass of this example alone."""
        row = slice(self.row, self.row + 1)
        z, a = (tuple(values[row] for values in each) for each in (self.block.z, self.block.a))
        return Pass(self.block.network, self.block.x[row], z, a)

    @property
    def held(self) -> bool:
        """Whether every expected value was found."""
        return not self.misses


def check(network: Network) -> list[Outcome]:
    """The outcome of each example of the network, in order."""
    return list(outcomes(network, enumerate(network.examples, 1)))


def outcomes(network: Network, examples: Iterable[tuple[int, Example]]) -> Iterator[Outcome]:
    """The outcome of each example, which comes with its number; computed a block at a time.

    The examples need not be the network's own.
    """
    left = iter(examples)
    while some := list(islice(left, rows_together(network))):
        with np.errstate(over="ignore"):  # a number too large for float32 is an infinity
            x = np.array([example.x for _, example in some], network.dtype)
        computed = run(network, x)
        for row, (number, example) in enumerate(some):
            yield Outcome(number, example, tuple(_compared(example, computed, row)), computed, row)


def rows_together(network: Network) -> int:
    """How many rows go through together where the values of all layers are kept."""
    nodes = sum(len(layer.nodes) for layer in network.layers)
    return max(1, min(block_rows(network), MOST_VALUES // nodes))


def _compared(example: Example, computed: Pass, row: int) -> Iterator[ComparedValue]:
    dtype = computed.network.dtype
    for expected in sorted(example.expected, key=lambda each: (each.layer, each.node)):
        found = float(computed.values(expected.layer)[row, expected.node])
        tolerance = tolerance_of(expected, example, dtype)
        is_held = holds(found, expected.value, tolerance) or found == as_read(expected.value, dtype)
        yield ComparedValue(expected, found, tolerance, is_held)
