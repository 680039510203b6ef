"""Which layers are shown, and what their columns are called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fwdprop.errors import UsageError, listed, nearest
from fwdprop.forward import Pass
from fwdprop.network import INPUTS, Array, Network


def chosen(network: Network, layers: str | None, default: Sequence[int]) -> list[int]:
    """The places that `--layers` names, in the order named: 0 the inputs, k the k-th layer.

    `all` stands for every layer, `output` for the last one; without `--layers` it is the default.
    Raises UsageError for an unknown name.
    """
    if layers is None:
        return list(default)
    places: list[int] = []
    for name in layers.split(","):
        found = _places(network, name.strip())
        places += [place for place in found if place not in places]
    return places


def every_layer(network: Network) -> range:
    """The places of all layers."""
    return range(1, len(network.layers) + 1)


def header(network: Network, places: Sequence[int], kept: Sequence[str] = ()) -> list[str]:
    """The columns' names: `layer.node`, or just `node` where only the output layer is shown.

    The names of `kept` columns go before; a node that is called like one of these is `layer.node`,
    too. Raises UsageError where that is the name of a kept column as well.
    """
    nodes = [(place, node) for place in places for node in network.nodes_of(place)]
    taken = set(kept)
    short = list(places) == [len(network.layers)]
    results = [
        node if short and node not in taken else f"{network.name_of(place)}.{node}"
        for place, node in nodes
    ]
    twice = next((name for name in results if name in taken), None)
    if twice is not None:
        message = f"the kept column '{twice}' has the name of a result"
        raise UsageError(message, "leave it out of --keep, or call it otherwise in the file")
    return [*kept, *results]


def matrix(computed: Pass, places: Sequence[int]) -> Array:
    """The values (rows, columns) of the places, side by side."""
    if len(places) == 1:
        return computed.values(places[0])
    return np.concatenate([computed.values(place) for place in places], axis=1)


def _places(network: Network, name: str) -> Sequence[int]:
    try:
        return [network.place(name)]
    except KeyError:
        pass
    if name == "all":
        return every_layer(network)
    known = [INPUTS, *(layer.name for layer in network.layers), "all"]
    near = nearest(name, known)
    help = f"did you mean {near}?" if near else f"the layers are {listed(known[1:-1])}"
    raise UsageError(f"there is no layer '{name}'", help)
