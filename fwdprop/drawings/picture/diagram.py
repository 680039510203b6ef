"""A network, and what a row of inputs made of it -> what a picture of it shows.

A picture shows some nodes of each layer and the connections between these. It holds the numbers of
the pass that ran and computes none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.errors import UsageError
from fwdprop.forward.passes import Pass
from fwdprop.forward.trace import trace
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Layer, Network
from fwdprop.system.report import visible

MOST_EDGES = 50_000


class Node(NamedTuple):
    """A node that is shown. An input has no bias; without a pass there is no value.

    `activation` is its own one, where it has another than its layer.
    """

    ref: NodeRef
    name: str
    bias: float | None
    activation: str | None
    value: float | None


class Column(NamedTuple):
    """A layer: its `first` and `last` nodes, of `size` ones in all.

    The inputs have no activation.
    """

    depth: int
    name: str
    activation: str | None
    size: int
    first: tuple[Node, ...]
    last: tuple[Node, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes that are shown."""
        return self.first + self.last

    @property
    def left_out(self) -> int:
        """How many nodes stand between the first and the last ones."""
        return self.size - len(self.nodes)

    @property
    def more(self) -> str:
        """The same in words, where some are left out: `54 more`."""
        return f"{self.left_out:,} more" if self.left_out else ""


class Edge(NamedTuple):
    """A connection, the value of its source times its weight is the `product`.

    Without a pass there is no product.
    """

    source: NodeRef
    target: NodeRef
    weight: float
    product: float | None


class Bundle(NamedTuple):
    """The connections from one layer into another, as far as both ends are shown.

    `is_skip` says that another column stands between the two.
    """

    source: int
    target: int
    edges: tuple[Edge, ...]
    is_skip: bool

    @property
    def layers(self) -> tuple[int, int]:
        """The depths of both layers."""
        return self.source, self.target


class Diagram(NamedTuple):
    """What a picture shows: layers from left to right, and the connections between them.

    Numbers are printed with so many significant `digits`. `by_product` says that edges look as
    their products say, and not as their weights. `x` are the inputs that went through the network.
    """

    network: Network
    columns: tuple[Column, ...]
    bundles: tuple[Bundle, ...]
    digits: int
    by_product: bool
    x: tuple[float, ...] | None

    @property
    def has_values(self) -> bool:
        """Whether a row of inputs went through the network."""
        return self.x is not None

    @property
    def edges(self) -> Iterator[Edge]:
        """All connections that are shown."""
        return (edge for bundle in self.bundles for edge in bundle.edges)

    def parts(self) -> dict[Edge, float]:
        """How large the number of each edge is: a part of the largest one, from 0 to 1."""
        sizes = {edge: abs(self.strength(edge)) for edge in self.edges}
        finite = [size for size in sizes.values() if math.isfinite(size)]
        largest = max(finite, default=0.0) or 1.0
        return {
            edge: 0.0 if math.isnan(size) else min(size / largest, 1.0)
            for edge, size in sizes.items()
        }

    def strength(self, edge: Edge) -> float:
        """The number that the edge is drawn by; a product of 0 has no sign."""
        if self.by_product and edge.product is not None:
            return edge.product + 0.0
        return edge.weight

    def text(self, number: float) -> str:
        """The number as the picture prints it."""
        return numerals.rounded(number, self.digits)

    def bias(self, node: Node) -> str:
        """The words for the bias of a node; none where it has none, or one of 0."""
        return f"bias {self.text(node.bias)}" if node.bias else ""


def diagram(
    network: Network,
    computed: Pass | None,
    depths: Sequence[int],
    most_nodes: int | None,
    digits: int,
    by_product: bool,
) -> Diagram:
    """What a picture shows of the layers at these depths, each with at most so many nodes.

    `computed` is a pass of one row. Raises UsageError for more connections than a picture holds.
    """
    columns = tuple(_column(network, computed, depth, most_nodes) for depth in depths)
    shown = {column.depth: [node.ref.node for node in column.nodes] for column in columns}
    _prove_size(network, shown, most_nodes is not None)
    bundles = [
        each for depth in depths if depth for each in _bundles(network, computed, depth, shown)
    ]
    x = None if computed is None else tuple(computed.x[0].tolist())
    return Diagram(network, columns, tuple(bundles), digits, by_product, x)


def _prove_size(network: Network, shown: Mapping[int, Sequence[int]], is_cut: bool) -> None:
    edges = sum(
        len(shown[depth]) * len(shown.get(source, ()))
        for depth in shown
        if depth
        for source in network.layers[depth - 1].sources
    )
    if edges > MOST_EDGES:
        message = f"this would be {edges:,} connections, and a picture holds {MOST_EDGES:,}"
        help = "show fewer nodes of each layer: --max-nodes 20"
        raise UsageError(
            message, help if is_cut else "show the first and last nodes of layers alone"
        )


def _column(network: Network, computed: Pass | None, depth: int, most: int | None) -> Column:
    names = network.nodes_of(depth)
    layer = network.layers[depth - 1] if depth else None
    values = None if computed is None else computed.values(depth)[0]
    size = len(names)
    first, last = (size, 0) if most is None or size <= most else ((most + 1) // 2, most // 2)

    def node(index: int) -> Node:
        value = None if values is None else values[index]
        ref, name = NodeRef(depth, index), visible(names[index])
        if layer is None:
            return Node(ref, name, None, None, value)
        own = layer.activation_of(index)
        activation = None if own == layer.activation else str(own)
        return Node(ref, name, layer.bias[index], activation, value)

    ends = tuple(map(node, range(first))), tuple(map(node, range(size - last, size)))
    return Column(depth, visible(network.name_of(depth)), _activation(layer), size, *ends)


def _activation(layer: Layer | None) -> str | None:
    """What stands above a layer; nothing where each node has its own."""
    if layer is None or len(layer.node_activations) == len(layer.nodes):
        return None
    return layer.activation.brief()


def _bundles(
    network: Network, computed: Pass | None, depth: int, shown: Mapping[int, Sequence[int]]
) -> Iterator[Bundle]:
    """The connections into a layer that is shown, from each of its sources that is shown."""
    layer = network.layers[depth - 1]
    starts = np.cumsum([0, *(len(network.nodes_of(source)) for source in layer.sources)]).tolist()
    columns = [
        (source, node, start + node)
        for source, start in zip(layer.sources, starts, strict=False)
        for node in shown.get(source, ())
    ]
    terms = None if computed is None else trace(computed).at(depth)
    edges: dict[int, list[Edge]] = {source: [] for source in layer.sources if source in shown}
    for node in shown[depth]:
        weights = layer.weights[node]
        products = None if terms is None else terms.products(node)
        for source, index, at in columns:
            if layer.connected is None or layer.connected[node, at]:
                product = None if products is None else products[at]
                ends = NodeRef(source, index), NodeRef(depth, node)
                edges[source].append(Edge(*ends, weights[at], product))
    before = max((each for each in shown if each < depth), default=0)
    for source, found in edges.items():
        if found:
            yield Bundle(source, depth, tuple(found), is_skip=source != before)
