"""How a name that a user types finds a layer or a node."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import UsageError, listed, nearest
from fwdprop.network.network import INPUTS, Network


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


def spot_of(network: Network, name: str) -> tuple[int, int] | None:
    """The layer, counted from 1, and the node that a name means: an output, or `layer.node`."""
    last = len(network.layers)
    if (output := network.node(last, name)) is not None:
        return last, output
    layer, _, node = name.partition(".")
    try:
        place = network.place(layer)
    except KeyError:
        return None
    index = network.node(place, node) if place else None
    return None if index is None else (place, index)


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
