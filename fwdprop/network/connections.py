"""The connections of a network one by one: from which node, into which node, with what weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fwdprop.arrays import numbers
from fwdprop.network.network import Network


@dataclass(frozen=True)
class Wire:
    """What leads into a node: a connection with its weight, or the bias, whose `source` is None.

    `source` names a node as the network file would: bare in the layer before, `layer.node`
    elsewhere. The weight of a connection that the file does not list is None: there is none.
    """

    node: str
    source: str | None
    weight: float | None


def wires(network: Network, place: int) -> Iterator[Wire]:
    """All that leads into the nodes of a layer (counted from 1), each node's bias last."""
    return _into(network, place, range(len(network.nodes_of(place))))


def number_of_wires(network: Network, place: int) -> int:
    """How many wires there are in a layer: its weights, the missing ones and the biases."""
    nodes, fan_in = network.layers[place - 1].weights.shape
    return int(nodes * (fan_in + 1))


def last_wires(network: Network, place: int, most: int) -> Sequence[Wire]:
    """The last ones of a layer's wires, at most so many."""
    nodes, fan_in = network.layers[place - 1].weights.shape
    enough = range(max(0, nodes - -(-most // (fan_in + 1))), nodes)
    there = len(enough) * (fan_in + 1)
    return list(islice(_into(network, place, enough), max(0, there - most), None))


def source_names(network: Network, place: int) -> Sequence[str]:
    """What each of a layer's fan_in columns reads, by the names that the network file has.

    A bare name is a node of the layer before; where the layer itself has a node of that name, it
    is said whole, so that no node seems to read itself.
    """
    own = set(network.nodes_of(place))
    return [
        name if source == place - 1 and name not in own else f"{network.name_of(source)}.{name}"
        for source, name in network.connections_into(network.layers[place - 1])
    ]


def _into(network: Network, place: int, nodes: Sequence[int]) -> Iterator[Wire]:
    layer = network.layers[place - 1]
    sources = source_names(network, place)
    for node in nodes:
        name = layer.nodes[node]
        weights: Sequence[float | None] = numbers(layer.weights[node])
        if layer.listed is not None:
            there = layer.listed[node].tolist()
            weights = [w if exists else None for w, exists in zip(weights, there, strict=True)]
        for source, weight in zip(sources, weights, strict=True):
            yield Wire(name, source, weight)
        yield Wire(name, None, layer.bias[node])
