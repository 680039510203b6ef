"""The examples in a network file -> held or not, and where they first went wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fwdprop.forward import Pass
from fwdprop.network import Example, Expected, Network

RELATIVE_FLOOR = {"float64": 1e-9, "float32": 1e-5}
FLOOR_AT_ZERO = {"float64": 1e-12, "float32": 1e-6}


@dataclass(frozen=True)
class Miss:
    """One value of an example that is not what was expected, and how far it may be off."""

    expected: Expected
    found: float
    tolerance: float


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one example: the pass that ran, and every miss in the order of the layers."""

    example: Example
    computed: Pass
    misses: tuple[Miss, ...]

    @property
    def held(self) -> bool:
        """Whether every expected value was found."""
        return not self.misses


def check(network: Network) -> list[Outcome]:
    """The outcome of each example of the network, in order."""
    return [_outcome(network, example) for example in network.examples]


def tolerance(expected: Expected, example: Example, dtype: str) -> float:
    """How far a value may be off: as the example says, else one unit of the last printed digit.

    Without a tolerance of its own never less than 1e-9 relative, or 1e-12 where 0 is expected
    (float32: 1e-5 and 1e-6).
    """
    if example.tolerance is not None:
        return example.tolerance
    floor = abs(expected.value) * RELATIVE_FLOOR[dtype] or FLOOR_AT_ZERO[dtype]
    return max(expected.unit, floor)


def _outcome(network: Network, example: Example) -> Outcome:
    computed = network.run([example.x])
    misses = []
    for expected in sorted(example.expected, key=lambda each: (each.layer, each.node)):
        found = float(computed.values(expected.layer)[0, expected.node])
        allowed = tolerance(expected, example, network.dtype)
        if not _holds(found, expected.value, allowed):
            misses.append(Miss(expected, found, allowed))
    return Outcome(example, computed, tuple(misses))


def _holds(found: float, expected: float, allowed: float) -> bool:
    if math.isnan(expected) or math.isinf(expected):
        return found == expected or (math.isnan(found) and math.isnan(expected))
    # 0.752 - 0.751 is a hair more than 0.001 in binary, and is meant to hold.
    return abs(found - expected) <= allowed * (1 + 1e-9)
