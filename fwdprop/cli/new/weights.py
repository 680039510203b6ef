"""A plan -> the network: weights drawn at random, and an example that it has worked out itself."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from fwdprop.arrays import Array
from fwdprop.cli.new.plan import Plan
from fwdprop.forward.passes import Pass, run
from fwdprop.network.network import Layer, Network

CHUNK = 1 << 20
_TRIALS = 8
_EXAMPLE = np.array([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2])


@dataclass(frozen=True, eq=False)
class Starter:
    """A network to start from.

    `decimals` are the digits after the point of each layer's weights: the network's weights are
    exactly the numbers that these write. `example` is a pass of one row.
    """

    plan: Plan
    network: Network
    decimals: tuple[int, ...]
    example: Pass


def draw(plan: Plan) -> Starter:
    """The network that the plan describes, the same for the same plan on every machine.

    The generator's raw bits are used, which NumPy promises never to change, and nothing but
    arithmetic that rounds in the same way everywhere.
    """
    bits = np.random.PCG64(plan.seed)
    layers, decimals = [], []
    fan_in = plan.inputs
    for index, nodes in enumerate(plan.nodes):
        weights, digits = _weights(bits, plan.inits[index], nodes, fan_in)
        layers.append(layer_of(plan, index, weights, np.zeros(nodes)))
        decimals.append(digits)
        fan_in = nodes
    inputs = tuple(f"x{index}" for index in range(plan.inputs))
    network = Network(inputs, tuple(layers))
    return Starter(plan, network, tuple(decimals), _example(bits, network))


def layer_of(plan: Plan, index: int, weights: Array, bias: Array) -> Layer:
    """The layer of the plan at that index, with these weights (nodes, fan_in) and biases."""
    name, nodes = _layer_name(index, plan), _node_names(index, plan)
    return Layer(name, nodes, weights, bias, plan.activations[index], (index,))


def limit(init: str, fan_in: int, nodes: int) -> float:
    """The largest weight that is drawn for a layer of so many nodes, with fan_in weights each.

    he: K. He, X. Zhang, S. Ren and J. Sun, 2015. xavier: X. Glorot and Y. Bengio, 2010.
    """
    return sqrt(6 / fan_in) if init == "he" else sqrt(6 / (fan_in + nodes))


def _example(bits: np.random.PCG64, network: Network) -> Pass:
    """The pass of a row of inputs that leaves few nodes at 0, so that there is something to see."""
    drawn = uniform(bits, _TRIALS * len(network.inputs)).reshape(_TRIALS, -1)
    rows = _EXAMPLE[(drawn * len(_EXAMPLE)).astype(np.int8)]
    computed = run(network, rows.astype(network.dtype))
    alive = sum(np.count_nonzero(values, axis=1) for values in computed.a)
    best = int(np.argmax(alive))
    x, *values = (each[best : best + 1] for each in (computed.x, *computed.z, *computed.a))
    return Pass(network, x, tuple(values[: len(computed.z)]), tuple(values[len(computed.z) :]))


def _layer_name(index: int, plan: Plan) -> str:
    hidden = len(plan.nodes) - 1
    if index == hidden:
        return "output"
    return "hidden" if hidden == 1 else f"hidden_{index + 1}"


def _node_names(index: int, plan: Plan) -> tuple[str, ...]:
    nodes = plan.nodes[index]
    if index < len(plan.nodes) - 1:
        return tuple(f"node_{node}" for node in range(nodes))
    return ("y",) if nodes == 1 else tuple(f"y{node}" for node in range(nodes))


def _weights(bits: np.random.PCG64, init: str, nodes: int, fan_in: int) -> tuple[Array, int]:
    """Weights (nodes, fan_in) read-only, and their digits after the point."""
    weights = np.full((nodes, fan_in), init == "ones", np.float64)
    decimals = 0
    if init in ("he", "xavier"):
        most = limit(init, fan_in, nodes)
        decimals = 2 - int(f"{most:e}".partition("e")[2])  # three digits of the largest
        flat = weights.reshape(-1)
        for start in range(0, flat.size, CHUNK):
            piece = flat[start : start + CHUNK]
            steps = np.rint((2 * uniform(bits, piece.size) - 1) * most * 10**decimals)
            # The quotient of whole numbers is the float that the decimals read back as; -0 is 0.
            piece[:] = (steps + 0.0) / 10**decimals
    weights.flags.writeable = False
    return weights, decimals


def uniform(bits: np.random.PCG64, size: int) -> Array:
    """Numbers (size,) from 0 to just below 1, all of float64's 53 bits drawn."""
    raw: Array = bits.random_raw(size)
    raw >>= np.uint64(11)
    return raw * 2.0**-53
