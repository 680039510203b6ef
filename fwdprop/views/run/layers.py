"""The layers of a forward pass as texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from fwdprop import numerals
from fwdprop.forward.passes import Pass
from fwdprop.network.network import Network
from fwdprop.views import grid


class Shown(NamedTuple):
    """A layer to show: its name, its activation, and name and value of each node."""

    name: str
    activation: str
    nodes: Sequence[tuple[str, str]]


def shown(
    computed: Pass,
    row: int,
    depths: Sequence[int],
    digits: int,
    whole: bool,
    legible: Callable[[str], str],
) -> list[Shown]:
    """The inputs of the row, then the layers at the depths, with `digits` significant digits.

    `legible` spells names. `whole` shows every node of large layers, which else show their first
    and last ones.
    """
    return [
        Shown(
            *_heading(computed.network, depth, legible),
            _nodes(computed, depth, row, digits, whole, legible),
        )
        for depth in (0, *(depth for depth in depths if depth))
    ]


def _nodes(
    computed: Pass, depth: int, row: int, digits: int, whole: bool, legible: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Name and value of each node to show; a line with dots stands for those left out."""
    names = computed.network.nodes_of(depth)
    values = computed.values(depth)[row]

    def line(node: int) -> tuple[str, str]:
        return legible(names[node]), numerals.rounded(float(values[node]), digits)

    return grid.ends(range(len(names)), whole, line, lambda more: (f"... {more} more ...", ""))


def _heading(network: Network, depth: int, legible: Callable[[str], str]) -> tuple[str, str]:
    if depth == 0:
        return "inputs", ""
    layer = network.layers[depth - 1]
    own = " (some nodes their own)" if layer.node_activations else ""
    return legible(layer.name), f"{layer.activation.brief()}{own}"
