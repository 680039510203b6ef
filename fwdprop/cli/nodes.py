"""Which nodes a command shows: whole layers, or single nodes by name."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import UsageError, listed, nearest
from fwdprop.network.names import chosen, every_layer
from fwdprop.network.network import Network


def picked(
    network: Network, layers: str | None, nodes: Sequence[str] | None
) -> list[tuple[int, Sequence[int]]]:
    """The places to show (layers counted from 1), each with the indices of its nodes.

    `layers` as for `--layers`, all of them if None; `nodes` are names such as `hidden.node_1`, or
    bare ones of which there is only one. Raises UsageError for a name that there is not.
    """
    if nodes and layers is not None:
        raise UsageError("--node and --layers exclude each other", "leave one of them out")
    if nodes:
        spots = list(dict.fromkeys(_spot(network, name) for name in nodes))
        places = sorted({place for place, _ in spots})
        return [(place, [node for at, node in spots if at == place]) for place in places]
    places = [place for place in chosen(network, layers, every_layer(network)) if place]
    if not places:
        raise UsageError("the inputs have no arithmetic", "name a layer, or leave --layers out")
    return [(place, range(len(network.nodes_of(place)))) for place in places]


def _spot(network: Network, name: str) -> tuple[int, int]:
    layer, dot, rest = name.partition(".")
    every = [(k, node) for k in range(1, len(network.layers) + 1) for node in network.nodes_of(k)]
    found = [spot for spot in every if spot[1] == name]
    found += [
        spot
        for spot in every
        if dot and spot[1] == rest and network.name_of(spot[0]) == layer and spot not in found
    ]
    if len(found) == 1:
        place, node = found[0]
        return place, network.nodes_of(place).index(node)
    whole = [f"{network.name_of(place)}.{node}" for place, node in found or every]
    if found:
        raise UsageError(f"several nodes are called '{name}'", f"say which: {listed(whole)}")
    near = nearest(name, whole if dot else [node for _, node in every])
    help = f"did you mean {near}?" if near else f"the nodes are {listed(whole)}"
    raise UsageError(f"there is no node '{name}' in a layer", help)
