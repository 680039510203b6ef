"""The switches of nodes around a row: where each is, how far away, and which come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwdprop.analysis.region.affine import LayerMap
from fwdprop.arrays import Array, Sealed
from fwdprop.network.names import NodeRef

# Two places whose difference is less than so many units of rounding are one.
_NEAR = 16 * 2.0**-52

Refs = tuple[NodeRef, ...]


@dataclass(frozen=True, eq=False)
class Switches(Sealed):
    """The ways in which nodes can leave their pieces, one after the other: arrays (switches,).

    The node's sum, now `sum`, goes up through the break `at` where it `rises`, or down through it.
    `slopes` (switches, inputs) are those of the sum. `distance` is how far the nearest point is at
    which the sum is at the break, measured in the inputs; it is infinite where no input moves it.
    """

    refs: Refs
    at: Array
    rises: NDArray[np.bool_]
    sum: Array
    distance: Array
    slopes: Array

    @property
    def on_break(self) -> Refs:
        """The nodes that are exactly where they switch."""
        return tuple(dict.fromkeys(self.refs[k] for k in np.flatnonzero(self.distance == 0)))


@dataclass(frozen=True, eq=False)
class Ends(Sealed):
    """From where to where each input may go, the others fixed, before a node switches.

    `lower` and `upper` (inputs,) are infinite where none does; `below` and `above` are the nodes
    that switch there, several where they switch at once, one tuple an input.
    """

    lower: Array
    upper: Array
    below: tuple[Refs, ...]
    above: tuple[Refs, ...]


@dataclass(frozen=True, eq=False)
class Nearest(Sealed):
    """The nearest switch in any direction: its `distance`, and the nodes that switch so near.

    `point` (inputs,) is the nearest point, of the first of them.
    """

    distance: float
    refs: Refs
    sums: tuple[float, ...]
    point: Array


def switches(layers: Sequence[LayerMap], counted: Sequence[NDArray[np.bool_]]) -> Switches:
    """The switches of the nodes that are counted, in the order of the network."""
    refs: list[NodeRef] = []
    columns: list[tuple[Array, ...]] = []
    for depth, (layer, counts) in enumerate(zip(layers, counted, strict=True), start=1):
        both = np.stack([layer.piece.lower, layer.piece.upper], axis=1)
        node, side = np.nonzero(np.isfinite(both) & counts[:, None])
        refs += [NodeRef(depth, each) for each in node.tolist()]
        columns.append((both[node, side], side == 1, layer.z[node], layer.sums[node, :-1]))
    at, rises, z, slopes = (np.concatenate(each) for each in zip(*columns, strict=True))
    sizes = np.abs(slopes).max(axis=1)
    with np.errstate(all="ignore"):
        norms = sizes * np.linalg.norm(slopes / sizes[:, None], axis=1)
        distance = np.where(sizes > 0, np.abs(at - z) / norms, np.inf)
    return Switches(tuple(refs), at, rises, z, distance, slopes)


def ends(x: Array, found: Switches) -> Ends:
    """How far each input of the row `x` (inputs,) may go alone."""
    with np.errstate(all="ignore"):
        steps = (found.at - found.sum)[:, None] / found.slopes
    is_up = (found.slopes > 0) == found.rises[:, None]
    moves = found.slopes != 0
    up = np.where(moves & is_up, steps, np.inf)
    down = np.where(moves & ~is_up, -steps, np.inf)
    above, below = _first(x, up, found.refs), _first(x, down, found.refs)
    return Ends(x - below[0], x + above[0], below[1], above[1])


def nearest(x: Array, found: Switches) -> Nearest | None:
    """The nearest switch of all."""
    if not np.isfinite(found.distance).any():
        return None
    least = float(found.distance.min())
    same = np.flatnonzero(found.distance <= least * (1 + _NEAR))
    refs = {found.refs[k]: float(found.sum[k]) for k in same}
    slopes = found.slopes[same[0]]
    size = np.abs(slopes).max()
    unit = slopes / size
    step = (found.at[same[0]] - found.sum[same[0]]) / size / (unit @ unit)
    return Nearest(least, tuple(refs), tuple(refs.values()), x + step * unit)


def _first(x: Array, steps: Array, refs: Refs) -> tuple[Array, tuple[Refs, ...]]:
    """The shortest step (inputs,) of each column, and the nodes that it belongs to."""
    least = steps.min(axis=0, initial=np.inf)
    with np.errstate(invalid="ignore"):
        near = steps <= least + _NEAR * (np.abs(x) + least)
    near &= np.isfinite(steps)
    nodes: list[list[NodeRef]] = [[] for _ in x]
    for column, switch in np.argwhere(near.T).tolist():
        nodes[column].append(refs[switch])
    return least, tuple(tuple(dict.fromkeys(each)) for each in nodes)
