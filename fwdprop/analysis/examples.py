"""The examples in a network file -> held or not, and where they first went wrong."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.forward.blocks import block_rows
from fwdprop.forward.passes import Pass, run
from fwdprop.network.network import Example, Expected, Network

RELATIVE_FLOOR = {"float64": 1e-9, "float32": 1e-5}
FLOOR_AT_ZERO = {"float64": 1e-12, "float32": 1e-6}
# Values of all layers together that are kept for a block of rows.
MOST_VALUES = 1 << 22


class Value(NamedTuple):
    """One value that an example expects, the one found in its place, and how far off it may be."""

    expected: Expected
    found: float
    tolerance: float
    held: bool

    @property
    def difference(self) -> float:
        """How much too large the value found is; negative where it is too small."""
        return self.found - self.expected.value


Miss = Value
"""A value that is not what was expected."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one example: every value in the order of the layers, and the pass that ran.

    `block` is the pass of several examples, of which this one is in that `row`.
    """

    example: Example
    values: tuple[Value, ...]
    block: Pass
    row: int

    @cached_property
    def misses(self) -> tuple[Miss, ...]:
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
    return list(outcomes(network))


def outcomes(network: Network) -> Iterator[Outcome]:
    """Each example's outcome in order, worked out for a block of examples at a time."""
    return outcomes_of(network, network.examples)


def outcomes_of(network: Network, examples: Iterable[Example]) -> Iterator[Outcome]:
    """The outcomes of examples that may come from elsewhere than the network's own file."""
    left = iter(examples)
    while some := list(islice(left, rows_together(network))):
        with np.errstate(over="ignore"):  # a number too large for float32 is an infinity
            x = np.array([example.x for example in some], network.dtype)
        computed = run(network, x)
        for row, example in enumerate(some):
            yield Outcome(example, tuple(_values(example, computed, row)), computed, row)


def rows_together(network: Network) -> int:
    """How many rows go through together where the values of all layers are kept."""
    nodes = sum(len(layer.nodes) for layer in network.layers)
    return max(1, min(block_rows(network), MOST_VALUES // nodes))


def tolerance(expected: Expected, example: Example, dtype: str) -> float:
    """How far a value may be off: as the example says, else one unit of the last printed digit.

    Without a tolerance of its own never less than 1e-9 relative, or 1e-12 where 0 is expected
    (float32: 1e-5 and 1e-6). Where nan or an infinity is expected, nothing else holds: 0.
    """
    if not math.isfinite(expected.value):
        return 0.0
    if example.tolerance is not None:
        return example.tolerance
    floor = abs(expected.value) * RELATIVE_FLOOR[dtype] or FLOOR_AT_ZERO[dtype]
    return max(expected.unit, floor)


def holds(found: float, expected: float, allowed: float) -> bool:
    """Whether a value found is the one expected, off by no more than is allowed."""
    if math.isnan(expected) or math.isinf(expected):
        return found == expected or (math.isnan(found) and math.isnan(expected))
    # 0.752 - 0.751 is a hair more than 0.001 in binary, and is meant to hold.
    return abs(found - expected) <= min(allowed * (1 + 1e-9), sys.float_info.max)


def tolerances(expected: Array, units: Array, own: float | None, dtype: str) -> Array:
    """How far each of the values (rows,) may be off: `tolerance` for many rows.

    `units` are those of the last printed digits; `own` is a tolerance in their place, or None.
    """
    with np.errstate(all="ignore"):
        allowed = np.maximum(units, floors(expected, dtype)) if own is None else own
    which: Array = np.where(np.isfinite(expected), allowed, 0)
    return which


def held(found: Array, expected: Array, units: Array, own: float | None, dtype: str) -> Array:
    """Which of the values (rows,) found are those expected: `tolerance` and `holds` for many rows.

    `units` and `own` are those of `tolerances`. What is expected to the last digit of the type
    holds in any case.
    """
    with np.errstate(all="ignore"):
        allowed = tolerances(expected, units, own, dtype)
        # An infinite difference is more than any tolerance.
        allowed = np.minimum(allowed * (1 + 1e-9), sys.float_info.max)
        near = np.abs(found - expected) <= allowed
        near |= found == expected.astype(dtype)
        alike = (found == expected) | (np.isnan(found) & np.isnan(expected))
    which: Array = np.where(np.isfinite(expected), near, alike)
    return which


def as_read(expected: float, dtype: str) -> float:
    """The expected value as the network's type has it."""
    with np.errstate(over="ignore"):
        return float(np.dtype(dtype).type(expected))


def floors(expected: Array, dtype: str) -> Array:
    """How far each of the values (rows,) may be off at least, in numbers of that type."""
    with np.errstate(all="ignore"):
        relative = np.abs(expected) * RELATIVE_FLOOR[dtype]
    return np.where(relative == 0, FLOOR_AT_ZERO[dtype], relative)


def _values(example: Example, computed: Pass, row: int) -> Iterator[Value]:
    dtype = computed.network.dtype
    for expected in sorted(example.expected, key=lambda each: (each.layer, each.node)):
        found = float(computed.values(expected.layer)[row, expected.node])
        allowed = tolerance(expected, example, dtype)
        is_held = holds(found, expected.value, allowed) or found == as_read(expected.value, dtype)
        yield Value(expected, found, allowed, is_held)
