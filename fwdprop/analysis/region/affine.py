"""The linear formula of every node around one row: slopes and constants, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fwdprop.analysis.region.pieces import Piece, pieces
from fwdprop.arrays import Array
from fwdprop.forward.passes import Pass
from fwdprop.network.network import Layer, Network

UNIT = 2.0**-53
"""What rounding changes a float64 by at most, of its size."""


@dataclass(frozen=True, eq=False)
class LayerMap:
    """A layer around one row: each node's sum and value as linear formulas of the inputs.

    `sums` and `values` (nodes, inputs + 1) hold the slopes, and the constant in the last column;
    `z` (nodes,) are the sums at the row, float64. `piece` says how far the formulas of the values
    hold. A slope that is not above the bound of its rounding is 0.
    """

    sums: Array
    values: Array
    z: Array
    piece: Piece


class Linear:
    """A linear formula a node, (nodes, inputs + 1), with a bound of the rounding in it."""

    def __init__(self, formulas: Array, error: Array) -> None:
        self.formulas, self.error = formulas, error


def layer_maps(computed: Pass) -> list[LayerMap]:
    """The formulas of every layer around the only row of a pass.

    Every activation of the network is made of straight pieces. A slope beyond the range of float64
    is an infinity or nan.
    """
    network = computed.network
    found: list[LayerMap] = []
    maps: list[Linear] = []
    with np.errstate(all="ignore"):
        for layer, z in zip(network.layers, computed.z, strict=True):
            sums = sums_of(network, layer, maps)
            row = z[0].astype(np.float64)
            piece = pieces(layer, network.dtype).around(row)
            maps.append(_activated(sums, piece))
            found.append(LayerMap(sums.formulas, maps[-1].formulas, row, piece))
    return found


def sums_of(network: Network, layer: Layer, maps: list[Linear]) -> Linear:
    """The formulas of a layer's sums, from those of the values of all layers before.

    A slope or constant that is not above the bound of its rounding is 0.
    """
    inputs = len(network.inputs)
    formulas = np.zeros((len(layer.nodes), inputs + 1))
    size, error = np.zeros_like(formulas), np.zeros_like(formulas)
    start = 0
    for source in layer.sources:
        fan_in = len(network.nodes_of(source))
        weights = layer.weights[:, start : start + fan_in].astype(np.float64)
        start += fan_in
        if source == 0:
            formulas[:, :inputs] += weights
            size[:, :inputs] += np.abs(weights)
        else:
            before = maps[source - 1]
            formulas += weights @ before.formulas
            size += np.abs(weights) @ np.abs(before.formulas)
            error += np.abs(weights) @ before.error
    formulas[:, inputs] += layer.bias
    if layer.sources != (0,):  # nothing is added up there, and nothing rounded
        size[:, inputs] += np.abs(layer.bias)
        error += (start + 2) * UNIT * size
        drop_rounding(formulas, error)
    return Linear(formulas, error)


def _activated(sums: Linear, piece: Piece) -> Linear:
    """The formulas of a layer's values."""
    slope = piece.slope[:, None]
    formulas = np.where(slope == 0, 0, slope * sums.formulas)
    size = np.abs(formulas)
    size[:, -1] += np.abs(piece.offset)
    formulas[:, -1] += piece.offset
    error = np.where(slope == 0, 0, np.abs(slope) * sums.error + 2 * UNIT * size)
    drop_rounding(formulas, error)
    return Linear(formulas, error)


def drop_rounding(numbers: Array, error: Array) -> None:
    """Makes numbers 0 that may be nothing but rounding; infinities stay as they are."""
    numbers[(np.abs(numbers) <= error) & np.isfinite(numbers)] = 0
