"""Weights times inputs plus bias, with digits that do not depend on where a row stands.

With blocks of one shape that is nearly always so. Not with every kernel: OpenBLAS's float32 product
for AVX2 takes the rows of a block twelve at a time, and the first six of them get other last digits
than the second six. Each product is therefore tried out once on a block of equal rows, and replaced
where equal rows give unequal results.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.network.network import Layer

# NumPy adds a short row to a long block row by row. A tile of many rows is up to 4 times as fast.
_TILE_NUMBERS = 4096
# So many sums are compared: two ways of adding up agree on one sum by chance, not on all of these.
_TRIALS = 64
# A prime, so that equal rows stand at every step of a kernel that takes rows by fours or sixes.
_DIFFERENT_ROWS = 31
# Wide rows are many numbers to compare with, and take their time.
_TRIAL_NUMBERS = 10_000_000

Product = Callable[[Array, Array], object]
"""Writes the sums z (block, nodes) for x (block, fan_in)."""

_chosen: dict[tuple[np.dtype[Any], tuple[int, int], int], Callable[[Array], Product]] = {}


def product(layer: Layer, block: int) -> Product:
    """A function that writes a layer's pre-activations z (block, nodes) for x (block, fan_in)."""
    weights = layer.weights
    key = (weights.dtype, weights.shape, block)
    if key not in _chosen:
        ways = (way for way in _WAYS if _is_the_same_everywhere(way, *key))
        _chosen[key] = next(ways, _row_by_row)
    multiply, bias = _chosen[key](weights), _tiled(layer.bias, block)

    def pre_activations(x: Array, z: Array) -> None:
        multiply(x, z)
        rows = z.reshape(-1, len(bias))
        rows += bias

    return pre_activations


def _is_the_same_everywhere(
    way: Callable[[Array], Product], dtype: np.dtype[Any], shape: tuple[int, int], block: int
) -> bool:
    """Whether equal rows of a block get equal results from weights of this shape, wherever.

    The weights and rows tried are made up: the answer follows from the shapes alone.
    """
    nodes, fan_in = shape
    multiply = way(np.cos(np.arange(1, nodes * fan_in + 1)).astype(dtype).reshape(shape))
    z = np.empty((block, nodes), dtype)
    different = _DIFFERENT_ROWS if block > 2 * _DIFFERENT_ROWS else 1
    trials = -(-_TRIALS // (nodes * different))
    for trial in range(min(trials, max(_TRIAL_NUMBERS // (block * max(fan_in, 1)), 1))):
        numbers = np.sin(np.arange(1, different * fan_in + 1) * (trial + 1)).astype(dtype)
        multiply(np.resize(numbers, (block, fan_in)), z)
        if not np.array_equal(z[different:], z[:-different]):
            return False
    return True


def _plain(weights: Array) -> Product:
    return lambda x, z: np.matmul(x, weights.T, out=z)


def _in_float64(weights: Array) -> Product:
    columns = weights.T.astype(np.float64)
    return lambda x, z: np.copyto(z, x.astype(np.float64) @ columns, casting="same_kind")


def _row_by_row(weights: Array) -> Product:
    def multiply(x: Array, z: Array) -> None:
        for row, sums in zip(x, z, strict=True):
            np.matmul(weights, row, out=sums)

    return multiply


_WAYS = (_plain, _in_float64)


def _tiled(bias: Array, block: int) -> Array:
    """The biases again and again, for as many rows as fit a tile; the block is a multiple of it."""
    rows = min(max(_TILE_NUMBERS // len(bias), 1), block)
    return np.tile(bias, 1 << (rows.bit_length() - 1))
