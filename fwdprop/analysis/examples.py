"""The examples of a network -> the values found beside those expected, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.tolerances import Closeness, closeness
from fwdprop.forward.blocks import block_rows
from fwdprop.forward.passes import Pass, run
from fwdprop.network.network import Example, Expected, Network

# Values of all layers together that are kept for a block of rows.
MOST_VALUES = 1 << 22


class ComparedValue(NamedTuple):
    """One expected value, the one that was found, and how close it must be.

    `tolerance` is how far it may be off, and `digits` the significant digits that say so, 0 where
    none do. `is_cut_off` says that it holds as a number that was cut off behind its last digit.
    """

    expected: Expected
    found: float
    tolerance: float
    digits: int
    held: bool
    is_cut_off: bool

    @property
    def difference(self) -> float:
        """How much too large the value found is; negative where it is too small."""
        return self.found - self.expected.value

    @property
    def remark(self) -> str | None:
        """What there is to say of a value that holds: `cut off: 0.70860 rounds to 0.709`."""
        if not self.is_cut_off:
            return None
        from fwdprop.analysis.cut_off import words

        return words(self.found, self.expected.value, self.expected.unit)


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of one example: every value compared, in the order of the layers, and the pass.

    `number` is that of the example, from 1. `close` says how close each value must be. `block` is
    the pass of several examples, of which this one is in that `row`.
    """

    number: int
    example: Example
    values: tuple[ComparedValue, ...]
    close: tuple[Closeness, ...]
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
            compared = list(_compared(example, computed, row))
            values, close = zip(*compared, strict=True) if compared else ((), ())
            yield Outcome(number, example, values, close, computed, row)


def rows_together(network: Network) -> int:
    """How many rows go through together where the values of all layers are kept."""
    nodes = sum(len(layer.nodes) for layer in network.layers)
    return max(1, min(block_rows(network), MOST_VALUES // nodes))


def _compared(
    example: Example, computed: Pass, row: int
) -> Iterator[tuple[ComparedValue, Closeness]]:
    dtype = computed.network.dtype
    for expected in sorted(example.expected, key=lambda each: (each.layer, each.node)):
        found = float(computed.values(expected.layer)[row, expected.node])
        close = closeness(expected, example.tolerance, dtype)
        is_held = close.holds(found)
        is_cut = not is_held and close.is_cut(found)
        held = is_held or is_cut
        rule = close.tolerance, close.digits
        yield ComparedValue(expected, found, *rule, held, is_cut), close
