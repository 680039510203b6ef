"""The straight pieces of a layer's nodes as arrays, and which piece a sum lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwdprop.activations import Bound, Straight
from fwdprop.activations.straight import WHOLE
from fwdprop.arrays import Array
from fwdprop.network.network import Layer, Network
from fwdprop.numerals import DType

Index = NDArray[np.intp]
"""Which piece: 2k is the k-th piece from the left, and 2k + 1 the point alone at its right end."""


@dataclass(frozen=True, eq=False)
class Piece:
    """The piece that each node's sum lies in: its value is `slope`·sum + `offset`, all (nodes,).

    It holds while the sum is between `lower` and `upper`, infinite where there is no end, and
    `on_break` marks the nodes whose sum is exactly at one of its ends.
    """

    slope: Array
    offset: Array
    lower: Array
    upper: Array
    on_break: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pieces:
    """All pieces of a layer's nodes: `breaks` (nodes, breaks), infinities behind a node's last one.

    `slopes` and `offsets` (nodes, 2 breaks + 1) go with `Index`. `index` (nodes, 2 breaks + 1) says
    to which piece a point at a break belongs: the one to the left, or to the right where the value
    there is of that, or none but itself.
    """

    breaks: Array
    slopes: Array
    offsets: Array
    index: Index

    @property
    def are_many(self) -> bool:
        """Whether any node has a break at all."""
        return bool(self.breaks.size)

    def containing(self, z: Array) -> Index:
        """The piece that each sum (..., nodes) lies in."""
        place = np.zeros(z.shape, np.intp)
        for breaks in self.breaks.T:
            place += breaks < z
            place += breaks <= z
        return self.index[np.arange(len(self.index)), place]

    def of(self, index: Index) -> tuple[Array, Array]:
        """The slopes and offsets (..., nodes) of these pieces."""
        nodes = np.arange(len(self.slopes))
        return self.slopes[nodes, index], self.offsets[nodes, index]

    def around(self, z: Array) -> Piece:
        """The piece that holds at each sum (nodes,)."""
        nodes, index = np.arange(len(z)), self.containing(z)
        ends = np.pad(self.breaks, ((0, 0), (1, 1)), constant_values=((0, 0), (-np.inf, np.inf)))
        is_point = index % 2 == 1
        lower = np.where(is_point, z, ends[nodes, index // 2])
        upper = np.where(is_point, z, ends[nodes, index // 2 + 1])
        return Piece(*self.of(index), lower, upper, (lower == z) | (upper == z))


def pieces(layer: Layer, dtype: DType) -> Pieces:
    """The pieces of a layer's nodes, in numbers of the network's `dtype`.

    A node whose activation is not made of such has one alone, as identity has.
    """
    straight = _straight(layer)
    most = max(len(each.breaks) for each in straight)
    nodes = np.zeros(len(layer.nodes), np.intp)
    if len(straight) > 1:
        nodes = np.arange(len(straight))
    tables = [_table(each, most) for each in straight]

    def stacked(column: int) -> Array:
        with np.errstate(over="ignore"):
            numbers = np.array([each[column] for each in tables], dtype)
        return numbers.reshape(len(tables), -1).astype(np.float64)[nodes]

    index = np.array([each[3] for each in tables], np.intp)[nodes]
    return Pieces(stacked(0), stacked(1), stacked(2), index)


def smooth(
    network: Network, counted: Sequence[NDArray[np.bool_]] | None = None
) -> list[tuple[int, Bound, list[int]]]:
    """The activations that are not made of straight pieces: depth, activation, nodes' indices.

    Where a mask of each layer's nodes says which are counted, the others are left out.
    """
    found: dict[tuple[int, Bound], list[int]] = {}
    for depth, layer in enumerate(network.layers, start=1):
        nodes = np.arange(len(layer.nodes))
        for node in (nodes if counted is None else nodes[counted[depth - 1]]).tolist():
            bound = layer.node_activations.get(node, layer.activation)
            if bound.activation.straight is None:
                found.setdefault((depth, bound), []).append(node)
    return [(depth, bound, nodes) for (depth, bound), nodes in found.items()]


def _straight(layer: Layer) -> list[Straight]:
    """The pieces of each node, or of the first one alone where all have the same."""
    same = not layer.node_activations and layer.activation.of_node(0) is layer.activation
    nodes = range(1 if same else len(layer.nodes))
    return [layer.activation_of(node).straight or WHOLE for node in nodes]


def _table(straight: Straight, most: int) -> tuple[Sequence[object], ...]:
    """Breaks, slopes, offsets and indices, those at breaks between the others, to the same size."""
    breaks, slopes, offsets, at = straight
    last = len(breaks)
    places: list[float] = [*breaks, *[float("inf")] * (most - last)]
    found: list[tuple[object, object, int]] = []
    for k in range(most + 1):
        piece = slopes[min(k, last)], offsets[min(k, last)], 2 * k
        found.append(piece)
        whose = _whose(straight, k) if at and k < last else k
        if whose is None:
            found.append((0.0, at[k], 2 * k + 1))
        else:
            whose = min(whose, last)
            found.append((slopes[whose], offsets[whose], 2 * whose))
    columns = list(zip(*found[:-1], strict=True))
    return places, *columns


def _whose(straight: Straight, k: int) -> int | None:
    """The piece that has the activation's value at a break: to its left or right; None if none."""
    z, value = straight.breaks[k], straight.at[k]
    for piece in (k, k + 1):
        slope, offset = straight.slopes[piece], straight.offsets[piece]
        if np.multiply(slope, z) + offset == value:
            return piece
    return None
