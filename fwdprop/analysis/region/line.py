"""A straight line through the inputs -> where nodes switch on it, and the values between.

The line is cut layer by layer: where a node's sum passes a break, the parts that are straight so
far are cut once more. So it takes as many steps as there are layers, and no part is missed however
short it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.region.pieces import Index, Pieces, pieces
from fwdprop.arrays import Array
from fwdprop.errors import InputError
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Layer, Network

MOST_NUMBERS = 20_000_000
"""A line is followed while there are no more values of nodes than this at the ends of its parts."""

_EPSILON = 2.0**-52


class Switch(NamedTuple):
    """A node goes from one piece to another where the line is at `t`."""

    t: float
    ref: NodeRef


@dataclass(frozen=True, eq=False)
class Line:
    """A straight line through the inputs, cut where nodes switch.

    `t` (parts + 1,) ascend, the ends of the line among them; between two of them every node is
    linear. `starts[k]` and `ends[k]` (parts, nodes) are the values at depth k, 0 the inputs, at
    both ends of each part: where a node jumps, an end is not the next part's start. `switches` are
    in the order of `t`, then of the layers and nodes.
    """

    t: Array
    starts: tuple[Array, ...]
    ends: tuple[Array, ...]
    switches: tuple[Switch, ...]


def along(network: Network, x: Array, direction: Array, start: float, stop: float) -> Line:
    """The line of the inputs `x` + t·`direction` (inputs,) for t from `start` to `stop`.

    A node that is on its break at an end of the line and leaves it there switches at that end; one
    that stays on its break, or touches it, does not switch. Where `start` is `stop` there is no
    part and no switch. Every activation is made of straight pieces. Raises InputError where values
    on the line are not finite, or there are too many parts.
    """
    cut = _Cut(np.array([start, stop], np.float64), x, direction)
    if start < stop:
        for layer in network.layers:
            cut.through(network, layer)
    else:
        cut.nothing(network, start)
    return Line(cut.t, tuple(cut.starts), tuple(cut.ends), tuple(sorted(cut.switches())))


class _Cut:
    """The line with the layers that it has come through."""

    def __init__(self, t: Array, x: Array, direction: Array) -> None:
        self.t = t
        with np.errstate(all="ignore"):
            ends = x.astype(np.float64) + t[:, None] * direction.astype(np.float64)
        self.starts, self.ends = [ends[:1]], [ends[1:]]
        self.index: list[Index] = []
        self.at_ends: list[Switch] = []
        # Two switches nearer to each other than this are one: only rounding parts them.
        self.near = 8 * _EPSILON * float(np.abs(t).max())

    def nothing(self, network: Network, t: float) -> None:
        """Leaves a line that is a point."""
        self.t = np.array([t])
        self.starts = [np.empty((0, len(network.nodes_of(d)))) for d in (0, *network.depths)]
        self.ends = self.starts

    def through(self, network: Network, layer: Layer) -> None:
        """Goes through the next layer."""
        depth = len(self.starts)
        made = pieces(layer, network.dtype)
        weights = layer.weights.astype(np.float64)
        first, last = (
            np.concatenate([side[source] for source in layer.sources], axis=1)
            for side in (self.starts, self.ends)
        )
        with np.errstate(all="ignore"):
            z_first, z_last = first @ weights.T + layer.bias, last @ weights.T + layer.bias
            sizes = np.maximum(np.abs(first), np.abs(last)) @ np.abs(weights).T
            slack = 8 * _EPSILON * (sizes + np.abs(layer.bias))
        self._prove_finite(network, depth, z_first, z_last)
        if made.are_many:
            crossings = self._crossings(made, z_first, z_last, slack)
            parents, fractions = self._split(network, crossings)
            z_first, z_last = _between(z_first, z_last, parents, fractions)
            slack = slack[parents]
            self._note_ends(depth, made, z_first, z_last, slack)
        index = made.containing(_within(made, z_first, z_last, slack))
        slope, offset = made.of(index)
        with np.errstate(all="ignore"):
            starts, ends = slope * z_first + offset, slope * z_last + offset
        self._prove_finite(network, depth, starts, ends)
        self.starts.append(starts)
        self.ends.append(ends)
        self.index.append(index)

    def switches(self) -> list[Switch]:
        """All that switch, in no order."""
        found = self.at_ends.copy()
        for depth, index in enumerate(self.index, start=1):
            for part, node in np.argwhere(index[1:] != index[:-1]).tolist():
                found.append(Switch(float(self.t[part + 1]), NodeRef(depth, node)))
        return found

    def _crossings(self, made: Pieces, first: Array, last: Array, slack: Array) -> Array:
        """Where within the parts a sum passes a break, in no order."""
        found = []
        length = np.diff(self.t)
        for breaks in made.breaks.T:
            before, after = first - breaks, last - breaks
            inside = (np.minimum(before, after) < 0) & (np.maximum(before, after) > 0)
            inside &= np.maximum(np.abs(before), np.abs(after)) > slack
            part, node = np.nonzero(inside)
            before, after = before[part, node], after[part, node]
            found.append(self.t[part] + length[part] * (before / (before - after)))
        return np.concatenate(found)

    def _split(self, network: Network, crossings: Array) -> tuple[Index, tuple[Array, Array]]:
        """Cuts the line there: the part that each new one was in, and from where to where in it."""
        known, length = self.t, np.diff(self.t)
        self.t = self._merged(crossings)
        parts, nodes = len(self.t) - 1, sum(len(network.nodes_of(d)) for d in (0, *network.depths))
        if parts * nodes > MOST_NUMBERS:
            raise InputError(
                f"nodes switch at more than {parts - 1:,} places on the way",
                "look at a shorter way",
            )
        parents = np.searchsorted(known, self.t[:-1], side="right") - 1
        begin, width = known[parents], length[parents]
        fractions = (self.t[:-1] - begin) / width, (self.t[1:] - begin) / width
        for depth, values in enumerate(zip(self.starts, self.ends, strict=True)):
            self.starts[depth], self.ends[depth] = _between(*values, parents, fractions)
        self.index = [index[parents] for index in self.index]
        return parents, fractions

    def _merged(self, crossings: Array) -> Array:
        """The places so far and the new ones, ascending, without those that only rounding parts."""
        crossings = np.unique(crossings)
        place = np.searchsorted(self.t, crossings)
        left, right = self.t[np.maximum(place - 1, 0)], self.t[np.minimum(place, len(self.t) - 1)]
        new = crossings[(crossings - left > self.near) & (right - crossings > self.near)]
        if len(new):
            new = new[np.append(True, np.diff(new) > self.near)]
        return np.sort(np.concatenate([self.t, new]))

    def _note_ends(self, depth: int, made: Pieces, first: Array, last: Array, slack: Array) -> None:
        """Notes the nodes that are on a break at an end of the line, and leave it there."""
        for part, here, there in ((0, first, last), (-1, last, first)):
            for breaks in made.breaks.T:
                on = np.abs(here[part] - breaks) <= slack[part]
                on &= np.abs(there[part] - breaks) > slack[part]
                refs = (NodeRef(depth, node) for node in np.flatnonzero(on).tolist())
                self.at_ends += (Switch(float(self.t[part]), ref) for ref in refs)

    def _prove_finite(self, network: Network, depth: int, *sides: Array) -> None:
        for side in sides:
            bad = np.argwhere(~np.isfinite(side))
            if len(bad):
                layer = network.layers[depth - 1]
                name = f"layer {layer.name}, node {layer.nodes[bad[0][1]]}"
                raise InputError(f"{name} is not finite on the way", "look at a shorter way")


_Fractions = tuple[Array, Array]
"""Where new parts (parts,) begin and end in the parts they were in, from 0 to 1."""


def _between(
    first: Array, last: Array, parents: Index, fractions: _Fractions
) -> tuple[Array, Array]:
    """The values at both ends of new parts, from those at the ends of the parts they were in."""
    first, last = first[parents], last[parents]

    def at(fraction: Array) -> Array:
        f = fraction[:, None]
        inside = first * (1 - f) + last * f
        return np.where(f == 0, first, np.where(f == 1, last, inside))

    return at(fractions[0]), at(fractions[1])


def _within(made: Pieces, first: Array, last: Array, slack: Array) -> Array:
    """A sum within each part, exactly on the break where the node stays on it all along."""
    middle: Array = first / 2 + last / 2
    for breaks in made.breaks.T:
        near = np.maximum(np.abs(first - breaks), np.abs(last - breaks)) <= slack
        np.copyto(middle, np.broadcast_to(breaks, middle.shape), where=near)
    return middle
