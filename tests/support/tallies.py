"""Layers whose health is told, and how it is told."""

from __future__ import annotations

from typing import Any

import numpy as np

from fwdprop import Layer, Network
from fwdprop.activations import Bound
from fwdprop.analysis.health import NodeHealth, Tally
from fwdprop.forward.engine import Engine


def layer_of(*bounds: Bound, name: str = "h") -> Layer:
    """A layer with a node for each activation, which reads the one input as it is."""
    size = len(bounds)
    names = tuple(f"n{index}" for index in range(size))
    own = dict(enumerate(bounds[1:], 1))
    return Layer(name, names, np.ones((size, 1)), np.zeros(size), bounds[0], (0,), own)


def watched(network: Network, z: Any) -> NodeHealth:
    """The health of the network's first node over these inputs."""
    tally = Tally(network)
    Engine(network, (1,)).values(np.reshape(z, (-1, 1)), tally.watch)
    return next(iter(tally.nodes()))
