"""What the page of a network holds, for one row of inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fwdprop.drawings.html.data import data_of
from fwdprop.drawings.picture.diagram import diagram
from fwdprop.forward.passes import Pass, run
from fwdprop.network.network import Network

READ = """(() => {
  const network = JSON.parse(given);
  network.x = network.x.map(Number);
  return network;
})()"""
"""The expression for the network that a page reads from its data."""


def pass_and_data(network: Network, x: Sequence[float]) -> tuple[Pass, str]:
    """The pass of a row, and the JSON that the page has of both."""
    computed = run(network, np.array([x]))
    return computed, data_of(diagram(network, computed, [0], None, 6, False))
