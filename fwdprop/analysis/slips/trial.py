"""A slip to be tried: how it is told, what it costs, and the values that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from fwdprop.analysis.examples import Outcome, holds, tolerance
from fwdprop.arrays import Array
from fwdprop.errors import listed
from fwdprop.forward.blocks import block_rows
from fwdprop.network.network import Network

# A value, written and activated, takes as long as so many weights (sigmoid, narrow networks).
_WORK_PER_VALUE = 60

Family = Literal[
    "transposed weights",
    "another bias",
    "another activation",
    "rounded hidden values",
    "inputs in another order",
]
Values = Sequence[Array]
"""The values (rows, nodes) at each depth of a network: 0 the inputs, k the k-th layer."""


@dataclass(frozen=True)
class Trial:
    """One slip: `words` end the sentence "0.77 is what you get when ...".

    `values` makes of x (rows, inputs) what somebody may have written down who slipped like this:
    the values of all depths, or several versions of them. `cost` is for one block of rows.
    `is_everywhere` says that the slip is in all layers at once.
    """

    family: Family
    words: str
    cost: int
    is_everywhere: bool
    values: Callable[[Array], Sequence[Values]]


@dataclass(frozen=True)
class Target:
    """What an example expects, first what was missed: layer, node, value and tolerance of each."""

    wanted: tuple[tuple[int, int, float, float], ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Target:
        """The target of an example that did not hold."""
        missed = [miss.expected for miss in outcome.misses]
        rest = [each for each in outcome.example.expected if each not in missed]
        dtype = outcome.block.network.dtype
        return cls(
            tuple(
                (each.layer, each.node, each.value, tolerance(each, outcome.example, dtype))
                for each in (*missed, *rest)
            )
        )

    def is_reached(self, versions: Sequence[Values], row: int) -> bool:
        """Whether each value wanted is in that row of one of the versions."""
        return all(
            any(holds(float(values[layer][row, node]), value, allowed) for values in versions)
            for layer, node, value, allowed in self.wanted
        )


def cost_of(network: Network) -> int:
    """The operations that one block of rows costs, however few rows are in it."""
    values = len(network.inputs) + sum(len(layer.nodes) for layer in network.layers)
    weights = sum(layer.weights.size for layer in network.layers)
    return block_rows(network) * (weights + _WORK_PER_VALUE * values)


def depth_of(network: Network, indices: Sequence[int]) -> str:
    """Where a slip is: `layer hidden`, `layers hidden_1, hidden_2`, `all layers`."""
    names = [network.layers[index].name for index in indices]
    if len(names) == 1:
        return f"layer {names[0]}"
    return "all layers" if len(names) == len(network.layers) else f"layers {listed(names)}"
