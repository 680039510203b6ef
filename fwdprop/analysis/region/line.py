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
from fwdprop.arrays import Array, ReadOnly
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
class Line(ReadOnly):
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
    with np.errstate(all="ignore"):
        t = np.array([start, stop], np.float64)
        inputs = x.astype(np.float64) + t[:, None] * direction.astype(np.float64)
    cut = _Cut(network, _Parts(t, inputs[:1], inputs[1:], None))
    if start < stop:
        for depth in network.depths:
            cut.through(depth)
        return cut.line()
    sizes = [len(network.nodes_of(depth)) for depth in (0, *network.depths)]
    nothing = tuple(np.empty((0, size)) for size in sizes)
    return Line(t[:1], nothing, nothing, ())


class _Parts(NamedTuple):
    """The values of a depth at both ends of the parts that are straight up to it.

    `t` (parts + 1,) cuts the line, `starts` and `ends` (parts, nodes) are the values, and `piece`
    the pieces that the nodes are in, None for the inputs.
    """

    t: Array
    starts: Array
    ends: Array
    piece: Index | None

    def cut_at(self, t: Array) -> _Parts:
        """The same for a line that is cut at more places."""
        if len(t) == len(self.t):
            return self
        parents = np.searchsorted(self.t, t[:-1], side="right") - 1
        begin, width = self.t[parents], np.diff(self.t)[parents]
        first, last = self.starts[parents], self.ends[parents]

        def at(places: Array) -> Array:
            f = ((places - begin) / width)[:, None]
            inside = first * (1 - f) + last * f
            return np.where(f == 0, first, np.where(f == 1, last, inside))

        piece = None if self.piece is None else self.piece[parents]
        return _Parts(t, at(t[:-1]), at(t[1:]), piece)


class _Cut:
    """The line with the layers that it has come through."""

    def __init__(self, network: Network, inputs: _Parts) -> None:
        self._network = network
        self._nodes = sum(len(network.nodes_of(depth)) for depth in (0, *network.depths))
        # Each depth keeps the parts that it had: most are read by the next layer alone.
        self._parts = [inputs]
        self._at_ends: list[Switch] = []
        # Two switches nearer to each other than this are one: only rounding parts them.
        self._near = 8 * _EPSILON * float(np.abs(inputs.t).max())

    def through(self, depth: int) -> None:
        """Goes through the next layer."""
        layer = self._network.layers[depth - 1]
        made = pieces(layer, self._network.dtype)
        sums, slack = self._sums(layer)
        self._prove_finite(depth, sums)
        if made.are_many:
            t = self._merged(sums.t, self._crossings(made, sums, slack))
            slack = slack[np.searchsorted(sums.t, t[:-1], side="right") - 1]
            sums = sums.cut_at(t)
            self._note_ends(depth, made, sums, slack)
        index = made.containing(_within(made, sums, slack))
        slope, offset = made.of(index)
        with np.errstate(all="ignore"):
            starts, ends = slope * sums.starts + offset, slope * sums.ends + offset
        self._parts.append(_Parts(sums.t, starts, ends, index))
        self._prove_finite(depth, self._parts[-1])

    def line(self) -> Line:
        """The line with every switch."""
        t = self._parts[-1].t
        parts = [each.cut_at(t) for each in self._parts]
        switches = self._at_ends.copy()
        for depth, each in enumerate(parts):
            if each.piece is not None:
                changed = np.argwhere(each.piece[1:] != each.piece[:-1]).tolist()
                switches += (
                    Switch(float(t[part + 1]), NodeRef(depth, node)) for part, node in changed
                )
        starts, ends = tuple(each.starts for each in parts), tuple(each.ends for each in parts)
        return Line(t, starts, ends, tuple(sorted(switches)))

    def _sums(self, layer: Layer) -> tuple[_Parts, Array]:
        """A layer's sums, and by how much rounding may have changed them in each part."""
        t = self._parts[-1].t
        sources = [self._parts[source].cut_at(t) for source in layer.sources]
        weights = layer.weights.astype(np.float64)
        nothing = np.empty((len(t) - 1, 0))
        first = np.concatenate([nothing, *(each.starts for each in sources)], axis=1)
        last = np.concatenate([nothing, *(each.ends for each in sources)], axis=1)
        with np.errstate(all="ignore"):
            starts, ends = first @ weights.T + layer.bias, last @ weights.T + layer.bias
            sizes = np.maximum(np.abs(first), np.abs(last)) @ np.abs(weights).T
            slack: Array = 8 * _EPSILON * (sizes + np.abs(layer.bias))
        return _Parts(t, starts, ends, None), slack

    def _crossings(self, made: Pieces, sums: _Parts, slack: Array) -> Array:
        """Where within the parts a sum passes a break, in no order."""
        found = []
        length = np.diff(sums.t)
        for breaks in made.breaks.T:
            before, after = sums.starts - breaks, sums.ends - breaks
            inside = (np.minimum(before, after) < 0) & (np.maximum(before, after) > 0)
            inside &= np.maximum(np.abs(before), np.abs(after)) > slack
            part, node = np.nonzero(inside)
            before, after = before[part, node], after[part, node]
            found.append(sums.t[part] + length[part] * (before / (before - after)))
        return np.concatenate(found)

    def _merged(self, t: Array, crossings: Array) -> Array:
        """The places so far and the new ones, ascending, without those that only rounding parts."""
        crossings = np.unique(crossings)
        place = np.searchsorted(t, crossings)
        left, right = t[np.maximum(place - 1, 0)], t[np.minimum(place, len(t) - 1)]
        new = crossings[(crossings - left > self._near) & (right - crossings > self._near)]
        if len(new):
            new = new[np.append(True, np.diff(new) > self._near)]
        places = len(t) + len(new) - 2
        if (places + 1) * self._nodes > MOST_NUMBERS:
            message = f"nodes switch at more than {places:,} places on the way"
            raise InputError(message, "look at a shorter way")
        return np.sort(np.concatenate([t, new]))

    def _note_ends(self, depth: int, made: Pieces, sums: _Parts, slack: Array) -> None:
        """Notes the nodes that are on a break at an end of the line, and leave it there."""
        first, last = sums.starts, sums.ends
        for place, part, here, there in ((0, 0, first, last), (-1, -1, last, first)):
            for breaks in made.breaks.T:
                on = np.abs(here[part] - breaks) <= slack[part]
                on &= np.abs(there[part] - breaks) > slack[part]
                refs = (NodeRef(depth, node) for node in np.flatnonzero(on).tolist())
                self._at_ends += (Switch(float(sums.t[place]), ref) for ref in refs)

    def _prove_finite(self, depth: int, parts: _Parts) -> None:
        for side in (parts.starts, parts.ends):
            bad = np.argwhere(~np.isfinite(side))
            if len(bad):
                layer = self._network.layers[depth - 1]
                name = f"layer {layer.name}, node {layer.nodes[bad[0][1]]}"
                raise InputError(f"{name} is not finite on the way", "look at a shorter way")


def _within(made: Pieces, sums: _Parts, slack: Array) -> Array:
    """A sum within each part, exactly on the break where the node stays on it all along."""
    middle: Array = sums.starts / 2 + sums.ends / 2
    for breaks in made.breaks.T:
        away = np.maximum(np.abs(sums.starts - breaks), np.abs(sums.ends - breaks))
        np.copyto(middle, np.broadcast_to(breaks, middle.shape), where=away <= slack)
    return middle
