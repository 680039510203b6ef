"""A slip to be tried: in words, and the values that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.tolerances import Closeness
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
    """What an example expects: depth and node of each value, and how close, first those missed."""

    expected: tuple[tuple[int, int, Closeness], ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Target:
        """The target of an example that did not hold."""
        pairs = zip(outcome.values, outcome.close, strict=True)
        return cls(
            tuple(
                (value.expected.layer, value.expected.node, close)
                for value, close in sorted(pairs, key=lambda pair: pair[0].held)
            )
        )

    def is_reached(self, versions: Sequence[Values], row: int) -> bool:
        """Whether each value expected is in that row of one of the versions."""
        return all(
            any(close.accepts(float(values[depth][row, node])) for values in versions)
            for depth, node, close in self.expected
        )


def values_in(versions: Sequence[Values], row: int) -> int:
    """A number that is the same for slips which lead to the same value in every node of a row."""
    # Zero and minus zero are the same value.
    return hash(b"".join((each[row] + 0.0).tobytes() for values in versions for each in values))


def layers_called(network: Network, indices: Sequence[int]) -> str:
    """Where a slip is: `layer hidden`, `layers hidden_1, hidden_2`, `all layers`."""
    names = [network.layers[index].name for index in indices]
    if len(names) == 1:
        return f"layer {names[0]}"
    return "all layers" if len(names) == len(network.layers) else f"layers {listed(names)}"
