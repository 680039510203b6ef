"""Each node over many rows: smallest, mean and largest value, zeros, saturation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, isnan, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fwdprop.activations import Bound
from fwdprop.arrays import Array
from fwdprop.network.network import Layer, Network

# How near to a bound that is never reached a value is saturated, as a share of the way to the other
# bound. A sigmoid is there from |z| = 4.6 on, where its slope is a 25th of that at zero.
NEAR = 0.01

# NumPy goes down 512 columns in a tenth of the time, for each number, that it needs for 16.
_WIDE = 512
# For the mean of numbers whose sum is beyond float64. A power of two rounds nothing.
_SHRUNK = 2.0**-64


@dataclass(frozen=True)
class NodeHealth:
    """One node over all rows; `minimum`, `mean` and `maximum` are of the finite values, or nan.

    `zeros` is the share of rows where the value is exactly 0. `saturated` is the share where it is
    at a bound that clips, or near one that does not: NEAR of the way to the other bound, or where
    there is none to the value at z = 0. It is None for an activation without such bounds.
    `not_finite` counts the rows with nan or an infinity. A `dead` node is 0 in every row and has an
    activation that is cut off there, such as relu. Without rows the shares are nan.
    """

    layer: str
    node: str
    minimum: float
    mean: float
    maximum: float
    zeros: float
    saturated: float | None
    not_finite: int
    dead: bool


class Tally:
    """The health of every node over the rows that it watched, in a few numbers for each node.

    One that comes out of a pickle has the numbers without the network: it can be added to another.
    """

    def __init__(self, network: Network) -> None:
        self.rows = 0
        self._layers = [_LayerTally(layer) for layer in network.layers]

    def watch(self, layers: Sequence[Array]) -> None:
        """Takes in some rows: every layer's values (rows, nodes), which are not kept."""
        self.rows += len(layers[0])
        with np.errstate(all="ignore"):
            for tally, values in zip(self._layers, layers, strict=True):
                tally.watch(values)

    def add(self, other: Tally) -> None:
        """Takes in the rows that another tally of the same network watched."""
        self.rows += other.rows
        with np.errstate(all="ignore"):
            for tally, more in zip(self._layers, other._layers, strict=True):
                tally.add(more)

    def nodes(self) -> Iterator[NodeHealth]:
        """The health of each node, layer by layer."""
        for tally in self._layers:
            yield from tally.nodes(self.rows)


class _LayerTally:
    """The figures of one layer, each an array (nodes,)."""

    def __init__(self, layer: Layer) -> None:
        nodes = len(layer.nodes)
        self._layer = layer
        self._least, self._most = np.full(nodes, np.inf), np.full(nodes, -np.inf)
        self._sums, self._shrunk = np.zeros((2, nodes))
        self._zeros, self._saturated, self._not_finite = np.zeros((3, nodes), np.int64)
        self._low, self._high = _saturated_from(layer)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_layer": None}

    def watch(self, values: Array) -> None:
        """Takes in values (rows, nodes): of a narrow layer as many rows side by side as is fast."""
        rows, nodes = values.shape
        # A power of two, as the rows of a full block are: there is no rest.
        fold = 1 << (max(_WIDE // nodes, 1).bit_length() - 1)
        whole = rows // fold
        if whole:
            self._take(values[: whole * fold].reshape(whole, fold * nodes))
        if rows > whole * fold:
            self._take(values[whole * fold :])

    def _take(self, values: Array) -> None:
        """Takes in values (rows, times nodes), every row the nodes' values several times."""
        sums = values.sum(axis=0, dtype=np.float64)
        shrunk = sums * _SHRUNK
        smaller = larger = values
        if not np.isfinite(sums).all():
            finite = np.isfinite(values)
            self._not_finite += self._counted(~finite)
            smaller, larger = np.where(finite, values, -np.inf), np.where(finite, values, np.inf)
            plain = np.where(finite, values, 0).astype(np.float64, copy=False)
            sums, shrunk = plain.sum(axis=0), (plain * _SHRUNK).sum(axis=0)
        least = self._folded(larger.min(axis=0)).min(axis=0)
        most = self._folded(smaller.max(axis=0)).max(axis=0)
        np.minimum(self._least, least, out=self._least)
        np.maximum(self._most, most, out=self._most)
        self._sums += self._folded(sums).sum(axis=0)
        self._shrunk += self._folded(shrunk).sum(axis=0)
        if ((least <= 0) & (most >= 0)).any():
            self._zeros += self._counted(values == 0)
        if ((least <= self._low) | (most >= self._high)).any():
            times = values.shape[1] // len(least)
            low, high = np.tile(self._low, times), np.tile(self._high, times)
            marks = ((values <= low) | (values >= high)) & np.isfinite(values)
            self._saturated += self._counted(marks)

    def _folded(self, each: Array) -> Array:
        """The figures of the columns as (times, nodes)."""
        return each.reshape(-1, len(self._least))

    def _counted(self, marks: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many are marked (nodes,)."""
        # As numbers of a byte: NumPy takes twice as long to add up truth values.
        columns = marks.view(np.uint8).sum(axis=0, dtype=np.uint32)
        counts: NDArray[np.int64] = self._folded(columns).sum(axis=0, dtype=np.int64)
        return counts

    def add(self, other: _LayerTally) -> None:
        """Takes in the figures of other rows."""
        np.minimum(self._least, other._least, out=self._least)
        np.maximum(self._most, other._most, out=self._most)
        self._sums += other._sums
        self._shrunk += other._shrunk
        self._zeros += other._zeros
        self._saturated += other._saturated
        self._not_finite += other._not_finite

    def nodes(self, rows: int) -> Iterator[NodeHealth]:
        """The health of each node over so many rows."""
        finite = rows - self._not_finite
        with np.errstate(all="ignore"):
            means = self._sums / finite
            beyond = ~np.isfinite(self._sums)
            means[beyond] = self._shrunk[beyond] / finite[beyond] / _SHRUNK
        # A sum is rounded, and the mean of equal numbers is that number; 0 + 0 makes a -0 a 0.
        means = means.clip(self._least, self._most)
        extent = np.stack([self._least, means, self._most], axis=1) + 0.0
        extent[finite == 0] = nan
        for index, name in enumerate(self._layer.nodes):
            has_bounds = not (isnan(self._low[index]) and isnan(self._high[index]))
            zeros = int(self._zeros[index])
            off = self._layer.activation_of(index).flat.off
            least, mean, most = extent[index].tolist()
            yield NodeHealth(
                self._layer.name,
                name,
                least,
                mean,
                most,
                _share(zeros, rows),
                _share(int(self._saturated[index]), rows) if has_bounds else None,
                int(self._not_finite[index]),
                off and 0 < rows == zeros,
            )


def _share(part: int, rows: int) -> float:
    return part / rows if rows else nan


def _saturated_from(layer: Layer) -> tuple[Array, Array]:
    """At or below which value each node is saturated, and at or above which one; nan for none."""
    limits = np.empty((2, len(layer.nodes)), layer.weights.dtype)
    with np.errstate(over="ignore"):
        limits[:] = np.reshape(_limits(layer.activation), (2, 1))
        for node, bound in layer.node_activations.items():
            limits[:, node] = _limits(bound)
    return limits[0], limits[1]


@lru_cache
def _limits(bound: Bound) -> tuple[float, float]:
    """At or below which value the activation is saturated, and at or above which; nan for none."""
    flat = bound.flat
    lower = nan if flat.lower is None else flat.lower
    upper = nan if flat.upper is None else flat.upper
    if flat.clips or (isnan(lower) and isnan(upper)):
        return lower, upper
    way = upper - lower
    if not isfinite(way):
        at_zero = float(bound.at([0.0])[0])
        way = abs(at_zero - (lower if isnan(upper) else upper))
    return lower + NEAR * way, upper - NEAR * way
