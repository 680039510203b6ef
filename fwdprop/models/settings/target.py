"""What of a network a name means in a setting: `hidden.activation`, `hidden.node_0.weights.x`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.activations import Bound
from fwdprop.arrays import Array
from fwdprop.errors import Location
from fwdprop.models.spec.scope import Scope
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

ACTIVATION, BIAS, WEIGHTS = "activation", "bias", "weights"
KEYS = (ACTIVATION, BIAS, WEIGHTS)

_MOST_SIGNS = 100
"""So many signs in a text are looked at: a name with more of them is not found."""
_between = re.compile(rf"\.\s*{WEIGHTS}\s*\.")


class Target(NamedTuple):
    """What is set: the `key` of a layer, counted from 1, or of a node of it.

    `column` is that of the weight, where it is one alone.
    """

    depth: int
    node: int | None
    key: str
    column: int | None = None

    def cells(self, network: Network) -> Iterator[tuple[int, ...]]:
        """What the target holds, piece by piece: no two settings may set the same one."""
        layer, kind = network.layers[self.depth - 1], KEYS.index(self.key)
        if self.key == BIAS:
            nodes = range(len(layer.nodes)) if self.node is None else (self.node,)
            yield from ((self.depth, kind, node) for node in nodes)
        elif self.key == WEIGHTS and self.node is not None:
            columns = range(layer.weights.shape[1]) if self.column is None else (self.column,)
            yield from ((self.depth, kind, self.node, column) for column in columns)
        else:
            yield (self.depth, kind, -1 if self.node is None else self.node)

    def name(self, network: Network) -> str:
        """Its whole name: `hidden.node_0.bias`."""
        from fwdprop.network.connections import source_names

        layer = network.name_of(self.depth)
        owner = layer if self.node is None else network.names.whole_name((self.depth, self.node))
        source = "" if self.column is None else f".{source_names(network, self.depth)[self.column]}"
        return f"{owner}.{self.key}{source}"


class Setting(NamedTuple):
    """A target with the value that it is to have; where name and value stand.

    The value is an activation, or numbers (n,): one for each node or weight, or one for all.
    """

    target: Target
    value: Bound | Array
    name_spot: Location
    value_spot: Location


class Found(NamedTuple):
    """A target, and where its name ends in the text."""

    target: Target
    end: int


class Targets:
    """Finds what the names in settings of one network mean."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._scopes: dict[int, Scope] = {}

    def at_start(self, text: str) -> Found | None:
        """The longest name at the start of `NAME=VALUE` that means something, or None."""
        found = None
        signs = [match.start() for match in re.finditer("=", text)][:_MOST_SIGNS]
        for end in signs:
            target = self.named(text[:end])
            found = found if target is None else Found(target, end)
        return found

    def named(self, name: str) -> Target | None:
        """What a name means; None for none, or for several."""
        owner, dot, key = name.rpartition(".")
        key = key.strip()
        if dot and key in KEYS:
            depth = self.layer(owner)
            if depth is not None and key != WEIGHTS:
                return Target(depth, None, key)
            if (ref := self.node(owner)) is not None:
                return Target(ref.depth, ref.node, key)
        for between in list(_between.finditer(name))[:_MOST_SIGNS]:
            ref = self.node(name[: between.start()])
            column = None if ref is None else self.column(ref, name[between.end() :])
            if ref is not None and column is not None:
                return Target(ref.depth, ref.node, WEIGHTS, column)
        return None

    def layer(self, name: str) -> int | None:
        """The depth of the layer that a name means; None for the inputs."""
        return self._network.names.depth(name) or None

    def node(self, name: str) -> NodeRef | None:
        """The one node of a layer that a name means."""
        found = self._network.names.nodes_named(name)
        return found[0] if len(found) == 1 else None

    def column(self, node: NodeRef, source: str) -> int | None:
        """The column of the connection into a node from what a name means there, if there is one.

        The name is read as in the node's weights in a file.
        """
        found = self.sources(node.depth, source)
        layer = self._network.layers[node.depth - 1]
        if len(found) != 1 or found[0].depth not in layer.sources:
            return None
        before = layer.sources[: layer.sources.index(found[0].depth)]
        column = sum(len(self._network.nodes_of(depth)) for depth in before) + found[0].node
        there = layer.connected is None or bool(layer.connected[node.node, column])
        return column if there else None

    def sources(self, depth: int, name: str) -> Sequence[NodeRef]:
        """The nodes that a name may mean in the weights of a layer's nodes."""
        if depth not in self._scopes:
            scope = Scope(self._network.inputs)
            for layer in self._network.layers[: depth - 1]:
                scope.add(layer.name, layer.nodes)
            self._scopes[depth] = scope
        return self._scopes[depth].nodes_called(name)


def columns_of(network: Network, depth: int, node: int) -> Sequence[int]:
    """The columns of the connections into a node."""
    layer = network.layers[depth - 1]
    if layer.connected is None:
        return range(layer.weights.shape[1])
    columns: list[int] = np.flatnonzero(layer.connected[node]).tolist()
    return columns
