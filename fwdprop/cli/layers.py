"""What is shown of a network's layers: which of their nodes, and what their columns are called."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import UsageError
from fwdprop.network.network import Network


def nodes_shown(
    network: Network, layers: str | None, nodes: Sequence[str] | None
) -> list[tuple[int, Sequence[int]]]:
    """The depths to show (layers counted from 1), each with the indices of its nodes.

    `layers` as for `--layers`, all of them if None; `nodes` are names such as `hidden.node_1`, or
    bare ones of which there is only one. Raises UsageError for a name that there is not.
    """
    if nodes and layers is not None:
        raise UsageError("--node and --layers exclude each other", "leave one of them out")
    if nodes:
        refs = list(dict.fromkeys(map(network.names.node_named, nodes)))
        depths = sorted({depth for depth, _ in refs})
        return [(depth, [node for at, node in refs if at == depth]) for depth in depths]
    depths = [depth for depth in network.names.layers_named(layers, network.depths) if depth]
    if not depths:
        raise UsageError("the inputs have no arithmetic", "name a layer, or leave --layers out")
    return [(depth, range(len(network.nodes_of(depth)))) for depth in depths]
