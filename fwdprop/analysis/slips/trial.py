"""A slip to be tried: in words, and the values that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.tolerances import holds, tolerance_of
from fwdprop.arrays import Array
from fwdprop.errors import listed
from fwdprop.network.network import Network

Family = Literal[
    "transposed weights",
    "another bias",
    "another activation",
    "rounded hidden values",
    "inputs in another order",
]
Values = Sequence[Array]
"""The values (rows, nodes) at each depth of a network: 0 the inputs, k the k-th layer."""


class Trial(NamedTuple):
    """One slip: `words` end the sentence "0.77 is what you get when ...".

    `values` computes from x (rows, inputs) what a person may write down who makes this slip: the
    values of all depths, or several versions of them. `is_everywhere` says that the slip is in
    all layers at once.
    """

    family: Family
    words: str
    is_everywhere: bool
    values: Callable[[Array], Sequence[Values]]


class Target(NamedTuple):
    """What an example expects: depth, node, value and tolerance of each, first those missed."""

    expected: tuple[tuple[int, int, float, float], ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Target:
        """The target of an example that did not hold."""
        missed = [miss.expected for miss in outcome.misses]
        rest = [each for each in outcome.example.expected if each not in missed]
        example, dtype = outcome.example, outcome.block.network.dtype
        return cls(
            tuple(
                (each.layer, each.node, each.value, tolerance_of(each, example, dtype))
                for each in (*missed, *rest)
            )
        )

    def is_reached(self, versions: Sequence[Values], row: int) -> bool:
        """Whether each value expected is in that row of one of the versions."""
        return all(
            any(holds(float(values[depth][row, node]), value, allowed) for values in versions)
            for depth, node, value, allowed in self.expected
        )


def layers_called(network: Network, indices: Sequence[int]) -> str:
    """Where a slip is: `layer hidden`, `layers hidden_1, hidden_2`, `all layers`."""
    names = [network.layers[index].name for index in indices]
    if len(names) == 1:
        return f"layer {names[0]}"
    return "all layers" if len(names) == len(network.layers) else f"layers {listed(names)}"
