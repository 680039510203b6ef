"""A pass -> each node's products, sum, bias and activation: the arithmetic behind the values.

Sums and values are those of the pass that ran; only the single products are worked out here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fwdprop.activations import Bound
from fwdprop.forward import Pass
from fwdprop.network import Array, Layer
from fwdprop.wiring import source_names

# Beyond it e^z is no longer a float64; below it the textbook's form can be shown as it is.
_LARGEST_EXPONENT = 700.0


@dataclass(frozen=True, eq=False)
class Shares:
    """The arithmetic of an activation over a whole layer: exponentials and their sum.

    `exponents` (nodes,) are z, or -z for softmin; `shift` was taken off each of them, 0 unless
    they are too large; `exponentials` (nodes,) and their `total` are float64.
    """

    exponents: Array
    shift: float
    exponentials: Array
    total: float


@dataclass(frozen=True, eq=False)
class NodeTerms:
    """One node's arithmetic: `sum` = products plus `bias`, `result` = the activation of `sum`.

    `sources` names the node behind each connection that exists, as the network file would: bare in
    the layer before, `layer.node` elsewhere. `values`, `weights` and `products` (connections,) go
    with them. `sum`, `bias` and `result` are the pass's own numbers, in the network's dtype.
    `shares` is there for an activation over the whole layer, in which the node has this `node`
    index.
    """

    layer: str
    name: str
    node: int
    sources: tuple[str, ...]
    values: Array
    weights: Array
    products: Array
    bias: float
    sum: float
    activation: Bound
    result: float
    is_sparse: bool
    shares: Shares | None = None

    def largest(self, top: int | None) -> tuple[list[int], list[int]]:
        """The connections with the `top` largest products, in their order, and all the others."""
        connections = list(range(len(self.sources)))
        if top is None or len(connections) <= top:
            return connections, []
        sizes = np.abs(self.products)
        by_size = sorted(connections, key=lambda index: -float(sizes[index]))
        return sorted(by_size[:top]), sorted(by_size[top:])

    def sum_of(self, connections: list[int]) -> float:
        """The sum of some connections' products, rounded once."""
        products = self.products[connections].tolist()
        try:
            return math.fsum(products)
        except (OverflowError, ValueError):  # infinities of both signs, or beyond the range
            return float(np.sum(products))


@dataclass(frozen=True, eq=False)
class LayerTerms:
    """The arithmetic of one layer for one row: arrays (nodes,), and node by node."""

    trace: Trace
    place: int

    @property
    def layer(self) -> Layer:
        """The layer itself."""
        return self.trace.computed.network.layers[self.place - 1]

    @property
    def sum(self) -> Array:
        """The pre-activations (nodes,)."""
        sums: Array = self.trace.computed.z[self.place - 1][self.trace.row]
        return sums

    @property
    def value(self) -> Array:
        """The nodes' values (nodes,)."""
        values: Array = self.trace.computed.a[self.place - 1][self.trace.row]
        return values

    @property
    def bias(self) -> Array:
        """The biases (nodes,)."""
        return self.layer.bias

    @cached_property
    def shares(self) -> Shares | None:
        """The exponentials of an activation over the whole layer, or None for any other."""
        if not self.layer.activation.activation.whole_layer:
            return None
        exponents = self.sum.astype(np.float64)
        if self.layer.activation.name == "softmin":
            exponents = 0 - exponents  # unlike -z never -0
        largest = float(exponents.max())
        shift = largest if _LARGEST_EXPONENT < abs(largest) < math.inf else 0.0
        with np.errstate(all="ignore"):
            exponentials = np.exp(exponents - shift)
        return Shares(exponents, shift, exponentials, float(exponentials.sum()))

    def __getitem__(self, node: int | str) -> NodeTerms:
        """The terms of one node, by its index or its name."""
        index = self.layer.nodes.index(node) if isinstance(node, str) else node
        layer = self.layer
        weights = layer.weights[index]
        exist = slice(None) if layer.listed is None else layer.listed[index]
        values = self.trace.inputs_of(self.place)[exist]
        with np.errstate(all="ignore"):
            products = values * weights[exist]
        return NodeTerms(
            layer.name,
            layer.nodes[index],
            index,
            self._sources(index),
            values,
            weights[exist],
            products,
            layer.bias[index],
            self.sum[index],
            layer.activation_of(index),
            self.value[index],
            layer.listed is not None,
            self.shares if index not in layer.own else None,
        )

    def __iter__(self) -> Iterator[NodeTerms]:
        """The terms of every node, one after the other."""
        return (self[index] for index in range(len(self.layer.nodes)))

    def _sources(self, node: int) -> tuple[str, ...]:
        names = self._all_sources
        if self.layer.listed is None:
            return names
        return tuple(names[index] for index in np.flatnonzero(self.layer.listed[node]))

    @cached_property
    def _all_sources(self) -> tuple[str, ...]:
        return tuple(source_names(self.trace.computed.network, self.place))


@dataclass(frozen=True, eq=False)
class Trace:
    """The arithmetic of one row of a pass, layer by layer; `trace["hidden"].value`."""

    computed: Pass
    row: int

    def __getitem__(self, name: str) -> LayerTerms:
        """The layer of that name; `output` is always the last one. KeyError for the inputs."""
        network = self.computed.network
        return self.at(network.place(network[name].name))

    def __iter__(self) -> Iterator[LayerTerms]:
        """The layers in order."""
        return (self.at(place) for place in range(1, len(self.computed.a) + 1))

    def at(self, place: int) -> LayerTerms:
        """The k-th layer, counted from 1."""
        return LayerTerms(self, place)

    def node(self, place: int, node: int) -> NodeTerms:
        """The terms of a node: the layer counted from 1, the node from 0."""
        return self.at(place)[node]

    def inputs_of(self, place: int) -> Array:
        """What the k-th layer reads, (fan_in,): its sources side by side."""
        sources = self.computed.network.layers[place - 1].sources
        return np.concatenate([self.computed.values(source)[self.row] for source in sources])


def trace(computed: Pass, row: int = 0) -> Trace:
    """The arithmetic of one row of a pass."""
    return Trace(computed, row)
