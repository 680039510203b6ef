"""A plan -> a network of whole numbers, whose hidden values are whole for its example.

Sums stay within ±20, so that each can be worked out by hand; nothing is tried and thrown away.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fwdprop.activations import Bound
from fwdprop.arrays import Array
from fwdprop.cli.new.plan import Plan
from fwdprop.cli.new.weights import CHUNK, Starter, layer_of, uniform
from fwdprop.cli.new.whole import LARGEST, SUMS, keeps_whole
from fwdprop.forward.passes import run
from fwdprop.network.network import Network

_INPUTS, _WEIGHTS, _BIASES = 5, 3, 3
_PRODUCT = 10
"""So large are products, where weights of more than 1 make them."""


def draw(plan: Plan) -> Starter:
    """The network that the plan describes, the same for the same plan on every machine."""
    bits = np.random.PCG64(plan.seed)
    x = first = np.floor(uniform(bits, plan.inputs) * _INPUTS) + 1
    layers = []
    for index, (nodes, bound) in enumerate(zip(plan.nodes, plan.activations, strict=True)):
        drawn = _whole(bits, nodes, x) if keeps_whole(bound) else _near_zero(bits, nodes, x)
        if index < len(plan.nodes) - 1:
            _revive(drawn, bound)
        drawn.weights.flags.writeable = drawn.bias.flags.writeable = False
        layers.append(layer_of(plan, index, drawn.weights, drawn.bias))
        x = bound.at(drawn.z)
    network = Network(tuple(f"x{index}" for index in range(plan.inputs)), tuple(layers))
    return Starter(plan, network, (0,) * len(layers), run(network, first[None]))


class _Drawn(NamedTuple):
    """Weights (nodes, fan_in) and biases (nodes,) of a layer; `z` (nodes,) are the sums."""

    weights: Array
    bias: Array
    z: Array

    def negate(self, nodes: Array) -> None:
        """Turns the signs of these nodes' sums."""
        for each in self:
            each[nodes] = 0.0 - each[nodes]  # and never -0

    def move(self, node: int, z: float) -> None:
        """Gives a node that sum, by its bias."""
        self.bias[node] += z - self.z[node]
        self.z[node] = z


def _whole(bits: np.random.PCG64, nodes: int, x: Array) -> _Drawn:
    """Whole weights and biases for values x (fan_in,), whose sums are within ±20."""
    weights = np.empty((nodes, len(x)))
    bias = np.floor(uniform(bits, nodes) * (2 * _BIASES + 1)) - _BIASES
    most = np.minimum(_WEIGHTS, _PRODUCT // np.maximum(np.abs(x), 1)).clip(1)
    rows = max(1, CHUNK // len(x))
    for start in range(0, nodes, rows):
        piece = weights[start : start + rows]
        step = np.floor(uniform(bits, piece.size).reshape(piece.shape) * 2 * most)
        piece[:] = (step // 2 + 1) * (1 - 2 * (step % 2))
        _bound(piece, bias[start : start + rows], x)
    return _Drawn(weights, bias, weights @ x + bias)


def _bound(weights: Array, bias: Array, x: Array) -> None:
    """Turns the signs of as many weights as bring each node's sum within ±20.

    No product is larger than 20, so that turning one of those with the sum's own sign takes the sum
    at most from just above 20 to just above -20.
    """
    products = weights * x
    z = products.sum(axis=1) + bias
    products *= np.sign(z)[:, None]
    twice = 2 * products.clip(0)
    before = np.cumsum(twice, axis=1) - twice
    turned = (products > 0) & (np.abs(z)[:, None] - before > LARGEST)
    weights[turned] *= -1


def _near_zero(bits: np.random.PCG64, nodes: int, x: Array) -> _Drawn:
    """The same with sums of ±1 or ±2, where the activation is not flat; biases make them so."""
    drawn = _whole(bits, nodes, x)
    step = np.floor(uniform(bits, nodes) * 4)
    z = (step // 2 + 1) * (1 - 2 * (step % 2))
    return _Drawn(drawn.weights, drawn.bias + z - drawn.z, z)


def _revive(drawn: _Drawn, bound: Bound) -> None:
    """Sees to it that half of the values are positive, and where it can be that one is cut off."""
    values, nodes = bound.at(SUMS), len(drawn.z)
    positive = bound.at(drawn.z) > 0
    short = max(0, (nodes + 1) // 2 - int(np.count_nonzero(positive)))
    drawn.negate(np.flatnonzero(~positive & (bound.at(-drawn.z) > 0))[:short])
    above = SUMS[values > 0]
    if len(above) and not np.any(bound.at(drawn.z) > 0):
        drawn.move(0, float(above[np.argmin(np.abs(above))]))
    below = SUMS[(values == 0) & (SUMS < 0)]
    values = bound.at(drawn.z)
    if len(below) and nodes > 1 and not np.any((drawn.z < 0) & (values == 0)):
        free = np.flatnonzero(values <= 0)  # without one, all are positive
        drawn.move(int(free[-1]) if len(free) else nodes - 1, float(below[-1]))
