"""A pass -> each node's products, sum, bias and activation: the arithmetic behind the values.

Sums and values are those of the pass that ran; only the single products are worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fwdprop.activations import Bound, Exponentials
from fwdprop.arrays import Array
from fwdprop.forward.exact import sum_of_products
from fwdprop.forward.passes import Pass
from fwdprop.network.connections import source_names
from fwdprop.network.network import Layer

# Up to it e^z is a float64, and so is the sum over a layer of any size: the textbook's form can be
# shown as it is.
_LARGEST_EXPONENT = 690.0


@dataclass(frozen=True, eq=False)
class Shares:
    """The arithmetic of an activation over a whole layer: exponentials and their sum.

    `exponents` (nodes,) are z, or -z for softmin; `shift` was taken off each of them, 0 unless
    they are too large; `exponentials` (nodes,) and their `total` are float64. `made_of` says
    what becomes of them. `blank` (nodes,) marks the nodes whose numbers are left blank.
    """

    exponents: Array
    shift: float
    exponentials: Array
    total: float
    made_of: Exponentials
    blank: Array | None = None

    def is_blank(self, node: int) -> bool:
        """Whether the numbers of a node are left blank."""
        return self.blank is not None and bool(self.blank[node])

    @property
    def is_total_blank(self) -> bool:
        """Whether a number is left blank that the total is made of."""
        return self.blank is not None and bool(self.blank.any())

    @cached_property
    def is_finite(self) -> bool:
        """Whether all the exponents are numbers."""
        return bool(np.isfinite(self.exponents).all())


@dataclass(frozen=True, eq=False)
class NodeTerms:
    """One node's arithmetic: `sum` = products plus `bias`, `result` = the activation of `sum`.

    `sources` names the node behind each connection that exists, as the network file would: bare in
    the layer before, `layer.node` elsewhere. `values`, `weights` and `products` (connections,) go
    with them. `sum`, `bias` and `result` are the pass's own numbers, in the network's dtype.
    `shares` is there for an activation over the whole layer, in which the node has this `node`
    index. `blank` (connections,) marks the values that are left blank for the reader to work out;
    where the node `is_blank`, so are its sum and its result.
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
    blank: Array | None = None
    is_blank: bool = False

    @property
    def smallest(self) -> float:
        """The smallest number that has all its digits in the network's dtype."""
        return float(np.finfo(self.products.dtype).tiny)

    def largest(self, top: int | None) -> tuple[list[int], list[int]]:
        """The connections with the `top` largest products, in their order, and all the others.

        Products that are not finite, nan among them, come before all numbers.
        """
        connections = list(range(len(self.sources)))
        if top is None or len(connections) <= top:
            return connections, []
        sizes = np.where(np.isfinite(self.products), np.abs(self.products), np.inf).tolist()
        by_size = sorted(connections, key=lambda index: -sizes[index])
        return sorted(by_size[:top]), sorted(by_size[top:])

    def sum_of(self, connections: list[int]) -> float:
        """The sum of some connections' products, exact until it is rounded once."""
        return sum_of_products(self.values[connections], self.weights[connections])


@dataclass(frozen=True, eq=False)
class LayerTerms:
    """The arithmetic of one layer for one row: arrays (nodes,), and node by node."""

    trace: Trace
    depth: int

    @property
    def layer(self) -> Layer:
        """The layer itself."""
        return self.trace.computed.network.layers[self.depth - 1]

    @property
    def sum(self) -> Array:
        """The pre-activations (nodes,)."""
        sums: Array = self.trace.computed.z[self.depth - 1][self.trace.row]
        return sums

    @property
    def value(self) -> Array:
        """The nodes' values (nodes,)."""
        values: Array = self.trace.computed.a[self.depth - 1][self.trace.row]
        return values

    @property
    def bias(self) -> Array:
        """The biases (nodes,)."""
        return self.layer.bias

    @cached_property
    def shares(self) -> Shares | None:
        """The exponentials of an activation that is made of those, or None for any other."""
        made_of = self.layer.activation.activation.exponentials
        if made_of is None:
            return None
        with np.errstate(all="ignore"):
            exponents = 0 + made_of.sign * self.sum.astype(np.float64)  # never -0
            largest = float(exponents.max())
            shift = largest if abs(largest) > _LARGEST_EXPONENT else 0.0
            exponentials = np.exp(exponents - shift)
            total = float(exponentials.sum())
        return Shares(exponents, shift, exponentials, total, made_of, self._blank)

    def __getitem__(self, node: int | str) -> NodeTerms:
        """The terms of one node, by its index or its name."""
        index = self.layer.nodes.index(node) if isinstance(node, str) else node
        layer = self.layer
        weights = layer.weights[index]
        exist = slice(None) if layer.connected is None else layer.connected[index]
        values = self.trace.inputs_of(self.depth)[exist]
        blank = self.trace.blank_of(self.depth)
        return NodeTerms(
            layer.name,
            layer.nodes[index],
            index,
            self._sources(index),
            values,
            weights[exist],
            self.products(index)[exist],
            layer.bias[index],
            self.sum[index],
            layer.activation_of(index),
            self.value[index],
            layer.connected is not None,
            self.shares if index not in layer.node_activations else None,
            None if blank is None else blank[exist],
            self._blank is not None and bool(self._blank[index]),
        )

    def products(self, node: int) -> Array:
        """The products (fan_in,) of what the layer reads with a node's weights."""
        with np.errstate(all="ignore"):
            products: Array = self.trace.inputs_of(self.depth) * self.layer.weights[node]
        return products

    def __iter__(self) -> Iterator[NodeTerms]:
        """The terms of every node, one after the other."""
        return (self[index] for index in range(len(self.layer.nodes)))

    @property
    def _blank(self) -> Array | None:
        """Which nodes (nodes,) are left blank."""
        return None if self.trace.blank is None else self.trace.blank[self.depth]

    def _sources(self, node: int) -> tuple[str, ...]:
        names = self._all_sources
        if self.layer.connected is None:
            return names
        return tuple(names[index] for index in np.flatnonzero(self.layer.connected[node]))

    @cached_property
    def _all_sources(self) -> tuple[str, ...]:
        return tuple(source_names(self.trace.computed.network, self.depth))


@dataclass(frozen=True, eq=False)
class Trace:
    """The arithmetic of one row of a pass, layer by layer; `trace["hidden"].value`.

    `blank` marks, at each depth, the values (nodes,) that a reader is to work out.
    """

    computed: Pass
    row: int
    blank: Sequence[Array] | None = None

    def __getitem__(self, name: str) -> LayerTerms:
        """The layer of that name; `output` is always the last one. KeyError for the inputs."""
        network = self.computed.network
        return self.at(network.depth(network[name].name))

    def __iter__(self) -> Iterator[LayerTerms]:
        """The layers in order."""
        return (self.at(depth) for depth in range(1, len(self.computed.a) + 1))

    def at(self, depth: int) -> LayerTerms:
        """The k-th layer, counted from 1."""
        return LayerTerms(self, depth)

    def node(self, depth: int, node: int) -> NodeTerms:
        """The terms of a node: the layer counted from 1, the node from 0."""
        return self.at(depth)[node]

    def inputs_of(self, depth: int) -> Array:
        """What the k-th layer reads, (fan_in,): its sources side by side."""
        sources = self.computed.network.layers[depth - 1].sources
        return np.concatenate([self.computed.values(source)[self.row] for source in sources])

    def blank_of(self, depth: int) -> Array | None:
        """Which of the values (fan_in,) that the k-th layer reads are left blank."""
        if self.blank is None:
            return None
        sources = self.computed.network.layers[depth - 1].sources
        return np.concatenate([self.blank[source] for source in sources])


def trace(computed: Pass, row: int = 0) -> Trace:
    """The arithmetic of one row of a pass."""
    return Trace(computed, row)
