"""The connections of a network one by one: from which node, into which node, with what weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from fwdprop.arrays import numbers
from fwdprop.network.network import Network


class Connection(NamedTuple):
    """What leads into a node: a connection with its weight, or the bias, whose `source` is None.

    `source` names a node as the network file would: bare in the layer before, `layer.node`
    elsewhere. The weight of a connection that the file does not list is None: there is none.
    """

    node: str
    source: str | None
    weight: float | None


def connections(network: Network, depth: int) -> Iterator[Connection]:
    """All that leads into the nodes of a layer (counted from 1), each node's bias last."""
    return _into(network, depth, range(len(network.nodes_of(depth))))


def number_of_connections(network: Network, depth: int) -> int:
    """How many connections there are in a layer: its weights, the missing ones and the biases."""
    nodes, fan_in = network.layers[depth - 1].weights.shape
    return int(nodes * (fan_in + 1))


def last_connections(network: Network, depth: int, most: int) -> Sequence[Connection]:
    """The last ones of a layer's connections, at most so many."""
    nodes, fan_in = network.layers[depth - 1].weights.shape
    enough = range(max(0, nodes - -(-most // (fan_in + 1))), nodes)
    there = len(enough) * (fan_in + 1)
    return list(islice(_into(network, depth, enough), max(0, there - most), None))


def source_names(network: Network, depth: int) -> Sequence[str]:
    """What each of a layer's fan_in columns reads, by the names that the network file has.

    A bare name is a node of the layer before; where the layer itself has a node of that name, it
    is said whole, so that no node seems to read itself.
    """
    own = set(network.nodes_of(depth))
    return [
        name if source == depth - 1 and name not in own else f"{network.name_of(source)}.{name}"
        for source, name in network.connections_into(network.layers[depth - 1])
    ]


def _into(network: Network, depth: int, nodes: Sequence[int]) -> Iterator[Connection]:
    layer = network.layers[depth - 1]
    sources = source_names(network, depth)
    for node in nodes:
        name = layer.nodes[node]
        weights: Sequence[float | None] = numbers(layer.weights[node])
        if layer.connected is not None:
            there = layer.connected[node].tolist()
            weights = [w if exists else None for w, exists in zip(weights, there, strict=True)]
        for source, weight in zip(sources, weights, strict=True):
            yield Connection(name, source, weight)
        yield Connection(name, None, layer.bias[node])
