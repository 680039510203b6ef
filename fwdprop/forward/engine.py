"""The way of rows through a network, block by block, in work space of their own.

Blocks have one fixed shape, the last one padded with zeros, so that a row's result never depends on
its neighbours.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from fwdprop.activations import Bound
from fwdprop.arrays import Array
from fwdprop.forward.blocks import block_rows
from fwdprop.forward.products import product
from fwdprop.network.network import Layer, Network


class Engine:
    """The values of chosen depths for any number of rows, in whichever thread asks for them.

    `depths` are 0 for the inputs and k for the k-th layer. Each thread has work space of its own;
    the values are the same whatever thread computes them, and whatever rows stand beside a row.
    """

    def __init__(self, network: Network, depths: Sequence[int]) -> None:
        self._network, self._depths = network, tuple(depths)
        self._of_thread = threading.local()

    def values(self, x: Array, watch: Watch | None = None) -> Array:
        """The depths' values (rows, columns) side by side, for `x` (rows, inputs) of any dtype.

        `watch` is called with every layer's values for some rows after the others.
        """
        network, depths = self._network, self._depths
        widths = [len(network.nodes_of(depth)) for depth in depths]
        y = np.empty((len(x), sum(widths)), network.dtype)
        if watch is None and depths == (len(network.layers),):
            for rows in self._blocks(len(x)):
                self._worker.outputs(x[rows], y[rows])
            return y
        ends = np.cumsum(widths)
        columns = [slice(end - width, end) for end, width in zip(ends, widths, strict=True)]
        for rows in self._blocks(len(x)):
            every = [
                np.empty((len(x[rows]), len(layer.nodes)), network.dtype)
                for layer in network.layers
            ]
            self._worker.through(x[rows], keep_a=every)
            for depth, column in zip(depths, columns, strict=True):
                y[rows, column] = every[depth - 1] if depth else x[rows]
            if watch is not None:
                watch(every)
        return y

    def _blocks(self, rows: int) -> Iterator[slice]:
        block = block_rows(self._network)
        return (slice(start, min(start + block, rows)) for start in range(0, rows, block))

    @property
    def _worker(self) -> Worker:
        if not hasattr(self._of_thread, "worker"):
            self._of_thread.worker = Worker(self._network)
        worker: Worker = self._of_thread.worker
        return worker


Watch = Callable[[Sequence[Array]], None]
"""Looks at every layer's values (rows, nodes), which it must not keep."""


class Worker:
    """Work space for one thread, and the way of one block of rows through the layers."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._block = block_rows(network)
        self._padded = np.zeros((self._block, len(network.inputs)), network.dtype)
        self._products = [product(layer, self._block) for layer in network.layers]
        slots = _slots(network)
        widths = [
            max(
                len(layer.nodes) for layer, at in zip(network.layers, slots, strict=True) if at == k
            )
            for k in range(max(slots) + 1)
        ]
        memory = [np.empty(self._block * width, network.dtype) for width in widths]
        self._space = [
            memory[slot][: self._block * len(layer.nodes)].reshape(self._block, -1)
            for layer, slot in zip(network.layers, slots, strict=True)
        ]

    def outputs(self, x: Array, y: Array) -> None:
        """Writes the last layer's values for `x` (rows, inputs) to `y` (rows, outputs)."""
        if len(x) < self._block:
            y[:] = self.through(x)[: len(x)]
            return
        space, self._space[-1] = self._space[-1], y
        self.through(x)
        self._space[-1] = space

    def through(
        self, x: Array, keep_z: list[Array] | None = None, keep_a: list[Array] | None = None
    ) -> Array:
        """The last layer's values (block, outputs); the rows beyond those of `x` mean nothing.

        Where `keep_z` and `keep_a` hold an array (rows, nodes) per layer, the layer's values before
        and after the activation are written there.
        """
        values = [self._whole_block(x)]
        with np.errstate(all="ignore"):
            for index, layer in enumerate(self._network.layers):
                source = gathered(layer, values)
                z = self._space[index]
                self._products[index](source, z)
                if layer.connected is not None:
                    _leave_out_unlisted(layer, layer.connected, source, z)
                if keep_z is not None:
                    keep_z[index][:] = z[: len(x)]
                activate(layer, z)
                if keep_a is not None:
                    keep_a[index][:] = z[: len(x)]
                values.append(z)
        return values[-1]

    def _whole_block(self, x: Array) -> Array:
        """The rows in work space, padded with zeros to a block.

        A full block is copied too: the matrix product reads memory that is not in the cache in an
        order that is slow, up to a third slower than a copy and a product of that.
        """
        with np.errstate(over="ignore"):  # a number too large for float32 is an infinity
            self._padded[: len(x)] = x
        if len(x) < self._block:
            self._padded[len(x) :] = 0
        return self._padded


def _slots(network: Network) -> list[int]:
    """For each layer the work space that it writes to, free again after its last reader."""
    last_reader = list(range(len(network.layers) + 1))
    for index, layer in enumerate(network.layers):
        for source in layer.sources:
            last_reader[source] = index
    busy: list[int] = []
    slots: list[int] = []
    for index in range(len(network.layers)):
        free = [slot for slot, until in enumerate(busy) if until < index]
        slot = free[0] if free else len(busy)
        if slot == len(busy):
            busy.append(0)
        busy[slot] = last_reader[index + 1]
        slots.append(slot)
    return slots


def gathered(layer: Layer, values: Sequence[Array]) -> Array:
    """What a layer reads, (block, fan_in): its sources side by side."""
    if len(layer.sources) == 1:
        return values[layer.sources[0]]
    return np.concatenate([values[source] for source in layer.sources], axis=1)


def _leave_out_unlisted(layer: Layer, listed: Array, source: Array, z: Array) -> None:
    """Mends the rows where nan or an infinity met the weight 0 of a connection there is not."""
    for row in np.flatnonzero(~np.isfinite(source).all(axis=1)):
        products = np.where(listed, layer.weights * source[row], 0)
        z[row] = products.sum(axis=1) + layer.bias


def activate(layer: Layer, z: Array) -> None:
    """Turns the layer's pre-activations (block, nodes) into its nodes' values, in place."""
    groups: dict[Bound, list[int]] = {}
    for node, bound in layer.node_activations.items():
        groups.setdefault(bound, []).append(node)
    own = {bound: np.ascontiguousarray(z[:, nodes]) for bound, nodes in groups.items()}
    layer.activation.apply(z)
    for bound, nodes in groups.items():
        bound.apply(own[bound])
        z[:, nodes] = own[bound]
