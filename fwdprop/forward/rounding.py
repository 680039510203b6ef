"""Rows -> the values of some nodes, each with a bound of what rounding may have made of it.

The bound runs with the pass: N. J. Higham, 2002, Accuracy and stability of numerical algorithms,
chapter 3.3. Whatever is no larger than it cannot be told from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.forward.blocks import block_rows, share_out
from fwdprop.forward.engine import Worker, activate, gathered
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Layer, Network

# The functions of the catalogue are within so many units of rounding; most are within 2.
_OF_ACTIVATION = 16
_PIECE = 16384


class Bounded(NamedTuple):
    """Values (nodes, rows) in float64, and the bounds (nodes, rows) of the rounding in them."""

    values: Array
    bounds: Array


RowsOf = Callable[[slice], Array]
"""Makes the rows (some, inputs) of a slice, whenever a thread asks for them."""


class BoundedEngine:
    """The values and bounds of chosen nodes for any number of rows, on as many cores as pays.

    The values have the digits that any pass has; those of a row do not depend on its neighbours.
    """

    def __init__(self, network: Network, nodes: Sequence[NodeRef]) -> None:
        self._network, self._nodes = network, tuple(nodes)
        self._idle: list[_Pass] = []

    def values(self, rows: int, rows_of: RowsOf) -> Bounded:
        """The nodes' values for so many rows, made block by block, and their bounds."""
        result = Bounded(*(np.empty((len(self._nodes), rows)) for _ in range(2)))

        def one_share(blocks: Iterator[slice]) -> None:
            own = self._idle.pop() if self._idle else _Pass(self._network)
            for block in blocks:
                every, bounds = own.through(rows_of(block))
                size = block.stop - block.start
                for line, (depth, node) in enumerate(self._nodes):
                    result.values[line, block] = every[depth][:size, node]
                    result.bounds[line, block] = bounds[depth][:size, node]
            self._idle.append(own)

        share_out(self._network, rows, one_share)
        return result


class _Pass:
    """Work space for one thread, and the bounds of one block of rows."""

    def __init__(self, network: Network) -> None:
        self._worker, block = Worker(network), block_rows(network)
        widths = [len(layer.nodes) for layer in network.layers]
        self._x = np.zeros((block, len(network.inputs)), network.dtype)
        self._z = [np.zeros((block, width), network.dtype) for width in widths]
        self._a = [np.zeros((block, width), network.dtype) for width in widths]
        self._e = [np.zeros((block, width)) for width in widths]
        # What is made on the way of a bound is to stay in the cache.
        self._piece = min(block, 1 << max(_PIECE // network.width, 1).bit_length() - 1)
        self._layers = [_LayerBounds(network, layer, self._piece) for layer in network.layers]

    def through(self, x: Array) -> tuple[list[Array], list[Array]]:
        """The values and the bounds by depth, (block, nodes); rows beyond `x` mean nothing."""
        rows = slice(len(x))
        with np.errstate(all="ignore"):
            self._x[rows] = x
            self._worker.through(
                self._x[rows], [z[rows] for z in self._z], [a[rows] for a in self._a]
            )
            for start in range(0, len(x), self._piece):
                self._bound(slice(start, start + self._piece))
        return [self._x, *self._a], [np.zeros(self._x.shape), *self._e]

    def _bound(self, rows: slice) -> None:
        """Writes the bounds of some rows of the block."""
        values, bounds = [self._x[rows]], [np.zeros(self._x[rows].shape)]
        for layer, *arrays in zip(self._layers, self._z, self._a, self._e, strict=True):
            z, a, e = (each[rows] for each in arrays)
            layer.write(values, bounds, z, a, e)
            values.append(a)
            bounds.append(e)


class _LayerBounds:
    """The bounds of one layer's values, `rows` at a time."""

    def __init__(self, network: Network, layer: Layer, rows: int) -> None:
        self._layer = layer
        self._unit = float(np.finfo(network.dtype).eps) / 2
        of_sum = (layer.weights.shape[1] + 2) * self._unit
        sizes = np.abs(layer.weights.T.astype(np.float64))
        # The sizes of what comes in stand beside its bounds: one product is faster than two.
        self._weights = np.concatenate([sizes * of_sum, sizes])
        self._bias = of_sum * np.abs(layer.bias.astype(np.float64))
        self._incoming = np.empty((rows, len(self._weights)))
        self._ends = np.empty((rows, len(layer.nodes)), network.dtype)
        self._steepest = _steepest(layer)
        self._jumps = [
            node for node in range(len(layer.nodes)) if layer.activation_of(node).activation.jumps
        ]

    def write(
        self, values: Sequence[Array], bounds: Sequence[Array], z: Array, a: Array, e: Array
    ) -> None:
        """Writes the bounds `e` (rows, nodes) of `a`, with the values and bounds of what is before.

        That is by depth.
        """
        half = len(self._weights) // 2
        np.abs(gathered(self._layer, values), out=self._incoming[:, :half])
        self._incoming[:, half:] = gathered(self._layer, bounds)
        np.matmul(self._incoming, self._weights, out=e)
        e += self._bias
        if self._layer.activation.name != "identity" or self._layer.node_activations:
            self._through_activation(z, a, e)

    def _through_activation(self, z: Array, a: Array, e: Array) -> None:
        """Turns the bounds of the sums into those of the nodes' values, in place."""
        layer = self._layer
        of_sums = e.copy() if self._jumps else e
        if self._steepest is not None:
            e *= self._steepest
        elif layer.activation.activation.exponentials is None:
            self._moved(z, a, e, e)
        else:
            made = _of_exponentials(layer, z, a, e)
            if layer.node_activations:
                own, moved = list(layer.node_activations), np.empty(e.shape)
                self._moved(z, a, e, moved)
                made[:, own] = moved[:, own]
            e[...] = made
        for node in self._jumps:
            # Beside a jump the values are what they are: a bound as high as it would hide them.
            slopes = layer.activation_of(node).slope(z[:, [node]].astype(np.float64))
            e[:, node] = np.abs(slopes[:, 0]) * of_sums[:, node]
        size = np.abs(a, out=self._ends)
        size *= _OF_ACTIVATION * self._unit
        e += size

    def _moved(self, z: Array, a: Array, e: Array, most: Array) -> None:
        """Writes how far the activation moves where its sum does by its bound, up or down."""
        up, down = self._ends, np.subtract(z, e, dtype=z.dtype, casting="same_kind")
        np.add(z, e, out=up, casting="same_kind")
        for ends in (up, down):
            activate(self._layer, ends)
            ends -= a
            np.abs(ends, out=ends)
        np.maximum(up, down, out=most)


def _steepest(layer: Layer) -> float | None:
    """The largest slope of a layer whose nodes all have the same straight pieces, without a jump.

    None for others. The sums' bounds times this one is no less than how far the values move.
    """
    straight = layer.activation.straight
    if straight is None or layer.node_activations or layer.activation.activation.jumps:
        return None
    return max(float(np.abs(slope).max()) for slope in straight.slopes)


def _of_exponentials(layer: Layer, z: Array, a: Array, e: Array) -> Array:
    """How far a layer's shares move, or their logarithms, where its sums do by their bounds."""
    said = layer.activation.activation.exponentials
    assert said is not None
    shares = layer.activation.at(z) if layer.node_activations else a
    if said.is_log:
        shares = np.exp(shares)
    made: Array = e + np.einsum("rn,rn->r", shares, e)[:, None]
    if not said.is_log:
        made *= shares
    return made
