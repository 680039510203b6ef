"""What is known of the difference of a node's values for two rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array, Sealed
from fwdprop.forward.passes import NonFinite, Pass
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network


@dataclass(frozen=True, eq=False)
class ByInputs(Sealed):
    """The difference by the inputs that change: `alone` + `pairs` + `rest` is the difference.

    `changed` (d,) are the inputs, by index, whose numbers are not the same in the two rows, and
    `alone` (d,) what each makes when it changes alone, from the first row. `pairs` (p, 2) are pairs
    of them, and `together` (p,) what both make beyond the two alone; no pairs where there are too
    many, as `are_all` says. `rest` is what it takes more than that to make. What rounding alone may
    make is 0.
    """

    changed: Array
    alone: Array
    pairs: Array
    together: Array
    rest: float
    are_all: bool

    @property
    def order(self) -> Array:
        """The pairs with the largest amounts first."""
        return np.argsort(-np.abs(self.together), kind="stable")


class Mixed(NamedTuple):
    """A mixture of the rows with a value that is not finite: which inputs change in it, and where.

    `changed` are the inputs by index; the row of `found` means nothing.
    """

    changed: tuple[int, ...]
    found: NonFinite


@dataclass(frozen=True, eq=False)
class Bending(Sealed):
    """Where a pair's interaction arises: the `contributions` of all nodes add up to it.

    `pair` are the two inputs, by index. By layer, each (nodes,), up to the node in
    question: `first`, `one`, `other` are the nodes' values for the first row and with either change alone,
    `straight` what they would be with both if the layers before had not bent, and `made` is
    straight − one − other + first; times what the node is worth it is its contribution.
    """

    pair: tuple[int, int]
    first: tuple[Array, ...]
    one: tuple[Array, ...]
    other: tuple[Array, ...]
    straight: tuple[Array, ...]
    made: tuple[Array, ...]
    worth: tuple[Array, ...]

    @property
    def contributions(self) -> tuple[Array, ...]:
        """What each node adds to the interaction, by layer."""
        return tuple(made * worth for made, worth in zip(self.made, self.worth, strict=True))


@dataclass(frozen=True, eq=False)
class Flows(Sealed):
    """The difference along the connections: what flows into a layer and past it is the difference.

    `changes` are those of the values by depth, 0 the inputs, each (nodes,); `worth` is by how much
    the node in question changes for each unit of these, along the secants of the activations.
    `sums` (nodes,) are what each layer's sums are worth, and `slopes` (nodes,) the secants, nan for
    an activation over the whole layer. All go up to the layer of the node.
    """

    network: Network
    changes: tuple[Array, ...]
    worth: tuple[Array, ...]
    sums: tuple[Array, ...]
    slopes: tuple[Array, ...]

    def of_nodes(self, depth: int) -> Array:
        """What flows on from the nodes (nodes,) of a depth: 0 the inputs, k the k-th layer."""
        flows: Array = self.changes[depth] * self.worth[depth]
        return flows

    def into(self, depth: int, node: int) -> Array:
        """What flows along each connection (fan_in,) into a node of a layer, counted from 1."""
        layer = self.network.layers[depth - 1]
        read = np.concatenate([self.changes[source] for source in layer.sources])
        flows: Array = self.sums[depth - 1][node] * (layer.weights[node].astype(float) * read)
        return flows

    def past(self, depth: int) -> float:
        """What flows past a layer, counted from 1, from before it to behind it."""
        passed = 0.0
        for later in range(depth + 1, len(self.sums) + 1):
            layer, start = self.network.layers[later - 1], 0
            for source in layer.sources:
                end = start + len(self.network.nodes_of(source))
                if source < depth:
                    sums = layer.weights[:, start:end].astype(float) @ self.changes[source]
                    passed += float(self.sums[later - 1] @ sums)
                start = end
        return passed

    @property
    def depths(self) -> Iterator[int]:
        """The layers, counted from 1, up to that of the node in question."""
        return iter(range(1, len(self.sums) + 1))


@dataclass(frozen=True, eq=False)
class Why(Sealed):
    """Why a node, an output mostly, has another value for a second row than for a first one.

    `computed` is the pass of the two rows, `node` whose values these are, and `difference` the
    second minus the first; so much as `rounding` may be rounding alone. `inputs` is None where it
    takes too many rows, or where a `mixed` one has a value that is not finite. `bends` are for the
    pairs with the largest interactions, those that have none left out.
    """

    computed: Pass
    node: NodeRef
    difference: float
    rounding: float
    inputs: ByInputs | None
    bends: tuple[Bending, ...]
    flows: Flows
    mixed: Mixed | None = None

    @property
    def network(self) -> Network:
        """The network that the rows went through."""
        return self.computed.network

    @property
    def first(self) -> float:
        """The node's value for the first row."""
        return float(self.computed.values(self.node.depth)[0, self.node.node])

    @property
    def second(self) -> float:
        """The node's value for the second row."""
        return float(self.computed.values(self.node.depth)[1, self.node.node])
