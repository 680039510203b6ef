"""Network and rows -> every layer's values: the forward pass."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array, Sealed
from fwdprop.forward.blocks import share_out
from fwdprop.forward.engine import Worker
from fwdprop.network.network import Network


class NonFinite(NamedTuple):
    """A node whose `value` or sum is nan or an infinity: `row`, `depth` and `node` say where.

    `sum` is the sum where that was the first, else the value itself.
    """

    row: int
    depth: int
    node: int
    value: float
    sum: float

    def cause(self, network: Network, where: str = "") -> str:
        """Which node is not finite, and what it is: `layer hidden, node h1 is inf`."""
        name = network.nodes_of(self.depth)[self.node]
        what, number = f"input {name}", self.value
        if self.depth:
            what = f"layer {network.name_of(self.depth)}, node {name}"
        if math.isfinite(number):
            what, number = f"the sum of {what}", self.sum
        return f"{what} is {numerals.exact(number)}{where}"


@dataclass(frozen=True, eq=False)
class Pass(Sealed):
    """What a forward pass computed: `x` (rows, inputs) and each layer's values.

    `z[k]` and `a[k]` (rows, nodes) are the k-th layer's pre-activations and its nodes' values, in
    the network's dtype. `pass_["hidden"]` is the `a` of the layer of that name, `pass_["inputs"]`
    is `x`, `pass_["output"]` the last layer's `a`.
    """

    network: Network
    x: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]

    def values(self, depth: int) -> Array:
        """The values (rows, nodes) at a depth: 0 the inputs, k the k-th layer."""
        return self.a[depth - 1] if depth else self.x

    def __getitem__(self, name: str) -> Array:
        return self.values(self.network.depth(name))

    def first_non_finite(self) -> NonFinite | None:
        """Where the first nan or infinity appeared in the order of the pass, or None."""
        for depth in range(len(self.a) + 1):
            for values in (self.z[depth - 1] if depth else self.x, self.values(depth)):
                bad = np.argwhere(~np.isfinite(values))
                if len(bad):
                    row, node = (int(index) for index in bad[0])
                    value = float(self.values(depth)[row, node])
                    return NonFinite(row, depth, node, value, float(values[row, node]))
        return None


def outputs(network: Network, x: Array) -> Array:
    """The last layer's values (rows, outputs) for `x` (rows, inputs)."""
    y = np.empty((len(x), len(network.layers[-1].nodes)), network.dtype)

    def one_share(blocks: Iterator[slice]) -> None:
        worker = Worker(network)
        for rows in blocks:
            worker.outputs(x[rows], y[rows])

    share_out(network, len(x), one_share)
    return y


def run(network: Network, x: Array) -> Pass:
    """Every layer's values for `x` (rows, inputs) of any dtype, in read-only arrays."""
    sizes = [len(layer.nodes) for layer in network.layers]
    z = tuple(np.empty((len(x), size), network.dtype) for size in sizes)
    a = tuple(np.empty((len(x), size), network.dtype) for size in sizes)
    with np.errstate(over="ignore"):  # a number too large for float32 is an infinity
        x = np.array(x, network.dtype)

    def one_share(blocks: Iterator[slice]) -> None:
        worker = Worker(network)
        for rows in blocks:
            worker.through(x[rows], [each[rows] for each in z], [each[rows] for each in a])

    share_out(network, len(x), one_share)
    for array in (x, *z, *a):
        array.flags.writeable = False
    return Pass(network, x, z, a)


def matrix(computed: Pass, depths: Sequence[int]) -> Array:
    """The values (rows, columns) of the depths, side by side."""
    if len(depths) == 1:
        return computed.values(depths[0])
    return np.concatenate([computed.values(depth) for depth in depths], axis=1)
