"""What a change of each value, and of each sum, is worth to one node, back through the layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.secants import Secants
from fwdprop.arrays import Array
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network


class Worth(NamedTuple):
    """By how much a node changes for each unit that something before it changes by.

    `values` are by depth, 0 the inputs, each (rows, nodes); `sums` are by layer, from the first to
    the node's own one, each (rows, nodes). All float64.
    """

    values: tuple[Array, ...]
    sums: tuple[Array, ...]


def worth(network: Network, secants: Sequence[Secants], node: NodeRef) -> Worth:
    """What the values and sums before a node are worth to it, along the secants of its layers.

    `secants` are those of the first layers, at least up to the node's own one.
    """
    rows = len(secants[0].slopes)
    values = [np.zeros((rows, len(network.nodes_of(k)))) for k in range(node.depth + 1)]
    values[node.depth][:, node.node] = 1
    sums: list[Array] = []
    with np.errstate(all="ignore"):
        for depth in range(node.depth, 0, -1):
            layer = network.layers[depth - 1]
            of_sums = secants[depth - 1].backwards(values[depth])
            start = 0
            for source in layer.sources:
                fan_in = len(network.nodes_of(source))
                values[source] += of_sums @ layer.weights[:, start : start + fan_in].astype(float)
                start += fan_in
            sums.append(of_sums)
    return Worth(tuple(values), tuple(reversed(sums)))
