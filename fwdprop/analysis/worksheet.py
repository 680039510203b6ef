"""Which nodes of a worksheet are left blank, for a reader to work out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from fwdprop.forward.trace import Trace

Ref = tuple[int, int]
"""A node: its depth, the layers counted from 1, and its index there."""


def drawn(nodes: Sequence[Ref], share: float, seed: int) -> list[Ref]:
    """A share of the nodes, at least one of them, in their order.

    Each draws a number, and those with the smallest are taken: of a larger share and the same seed
    they are all of a smaller one's, and more. Python keeps what `Random.random` gives for a seed,
    in all versions and on every machine; NumPy's generators and `Random.sample` may change.
    """
    number = max(1, math.floor(share * len(nodes) + 0.5))
    random = Random(seed).random
    by_size = sorted((random(), index) for index in range(len(nodes)))
    return [nodes[index] for index in sorted(index for _, index in by_size[:number])]


def with_blanks(trace: Trace, nodes: Sequence[Ref]) -> Trace:
    """The same trace, in which the numbers of these nodes are left blank."""
    network = trace.computed.network
    blank = [np.zeros(len(network.nodes_of(at)), np.bool_) for at in (0, *network.depths)]
    for depth, node in nodes:
        blank[depth][node] = True
    return replace(trace, blank=blank)
