"""What the columns of results are called, beside the columns that pass through."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import UsageError
from fwdprop.network.network import Network


def header(network: Network, depths: Sequence[int], kept: Sequence[str] = ()) -> list[str]:
    """The columns' names: `layer.node`, or just `node` where only the output layer is shown.

    The names of `kept` columns go before; a node that is called like one of these is `layer.node`,
    too. Raises UsageError where that is the name of a kept column as well.
    """
    nodes = [(depth, node) for depth in depths for node in network.nodes_of(depth)]
    taken = set(kept)
    short = list(depths) == [len(network.layers)]
    results = [
        node if short and node not in taken else f"{network.name_of(depth)}.{node}"
        for depth, node in nodes
    ]
    twice = next((name for name in results if name in taken), None)
    if twice is not None:
        message = f"the kept column '{twice}' has the name of a result"
        raise UsageError(message, "leave it out of --keep, or call it otherwise in the file")
    return [*kept, *results]
