"""A network -> the same network, with the sums before the last activation as its outputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from fwdprop.activations import bind
from fwdprop.network.network import Network

N = TypeVar("N", bound=Network)


def scores(network: N) -> N:
    """The network without the activations of its last layer: its outputs are their sums.

    Its examples are rows alone: what they expect is what the activations make of the sums.
    """
    *before, last = network.layers
    plain = replace(last, activation=bind("identity"), node_activations={})
    rows = tuple(replace(each, expected=()) for each in network.examples)
    return replace(network, layers=(*before, plain), examples=rows)
