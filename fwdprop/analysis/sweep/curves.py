"""A node's value along the first input of a sweep, exactly: where it bends, and which node does it.

Where all activations are made of straight pieces the curve is cut where nodes switch, and straight
between. Else it is what the pass gives at many places, and those of nodes that switch before the
last layer, which bends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.region.line import Line, along
from fwdprop.analysis.region.pieces import pieces, smooth
from fwdprop.analysis.sweep.sweep import Sweep
from fwdprop.arrays import Array
from fwdprop.errors import InputError
from fwdprop.forward.engine import Engine, activate
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network
from fwdprop.network.scores import scores

_SAMPLES = 257
_SAME = {"float64": 1e-9, "float32": 1e-5}
"""Numbers of a line are the same where they are no further apart, in parts of the largest."""


class Kink(NamedTuple):
    """The curve bends, or jumps, where the input is `at`: these nodes switch there."""

    at: float
    nodes: tuple[NodeRef, ...]
    is_jump: bool


class Curve(NamedTuple):
    """A node's value along an input: `parts` are pairs of x and y (points,), gaps between them.

    `kinks` are where it bends, in ascending order; None where nobody knows, as the activations are
    smooth or, for the reason in `refused`, the nodes could not be followed.
    """

    parts: tuple[tuple[Array, Array], ...]
    kinks: tuple[Kink, ...] | None
    refused: str | None = None


class Walk(NamedTuple):
    """The network in which nodes can be followed along a line: `network` itself, or its scores.

    `has_breaks` says whether any node of it has more than one straight piece.
    """

    network: Network
    is_whole: bool
    has_breaks: bool


def walk(network: Network) -> Walk | None:
    """The network to follow; None where a layer before the last one is smooth."""
    bent = smooth(network)
    if any(depth < len(network.layers) for depth, _, _ in bent):
        return None
    followed = scores(network) if bent else network
    has_breaks = any(pieces(layer, network.dtype).are_many for layer in followed.layers)
    return Walk(followed, not bent, has_breaks)


class Track:
    """One line of a sweep: the first input varies, and `place` are the others' values' indices."""

    def __init__(self, sweep: Sweep, walk: Walk | None, place: Sequence[int]) -> None:
        self._sweep, self._walk = sweep, walk
        self._row = sweep.row.copy()
        for axis, index in zip(sweep.axes[1:], place, strict=True):
            self._row[axis.input] = axis.values[index]
        self._row[sweep.axes[0].input] = 0
        self._place = tuple(place)
        ends = sweep.axes[0].values.astype(np.float64)
        self.low, self.high = float(ends.min()), float(ends.max())

    @property
    def is_countable(self) -> bool:
        """Whether float64 holds how far the ends of the input are apart."""
        return bool(self.high / 2 - self.low / 2 < np.finfo(float).max / 2)

    def rows(self, x: Array) -> Array:
        """The inputs (points, inputs) where the first one has these values."""
        rows = np.repeat(self._row[None, :], len(x), axis=0)
        rows[:, self._sweep.axes[0].input] = x
        return rows

    def curve(self, column: int) -> Curve:
        """The curve of the node of that index among those of the sweep."""
        if self.low == self.high:
            return Curve((), ())
        if not self.is_countable:
            name = self._sweep.axes[0].name
            return Curve((), None, f"the ends of {name} are too far apart for float64")
        line = self._line
        if not isinstance(line, Line):
            return Curve(_joined([self._sampled(column)], self._same), None, line)
        ref = self._sweep.nodes[column]
        is_last = ref.depth == len(self._sweep.network.layers)
        if self._walk is not None and is_last and not self._walk.is_whole:
            parts = self._bent(line, ref)
            layer = self._sweep.network.layers[-1]
            seen = slice(None) if layer.activation.activation.whole_layer else [ref.node]
        else:
            y = np.stack([side[ref.depth][:, ref.node] for side in (line.starts, line.ends)], 1)
            x = np.stack([line.t[:-1], line.t[1:]], 1)
            parts = [*zip(x, y, strict=True)]
            seen = [ref.node]
        return Curve(_joined(parts, self._same), tuple(self._kinks(line, ref, seen)))

    @property
    def _same(self) -> float:
        """What parts numbers that are the same but for rounding."""
        return _SAME[self._sweep.network.dtype]

    @cached_property
    def _line(self) -> Line | str | None:
        """The line itself; else why nodes cannot be followed on it, None as they are smooth."""
        if self._walk is None:
            return None
        direction = np.zeros(len(self._row))
        direction[self._sweep.axes[0].input] = 1
        try:
            return along(self._walk.network, self._row, direction, self.low, self.high)
        except InputError as error:  # values are not finite, or nodes switch at very many places
            return error.faults[0].message

    def _sampled(self, column: int) -> tuple[Array, Array]:
        """What the pass gives at many places."""
        x = self.samples()
        depth, node = self._sweep.nodes[column]
        y = Engine(self._sweep.network, [depth]).values(self.rows(x))[:, node]
        return x, y.astype(np.float64)

    def samples(self) -> Array:
        """Many values of the first input, those of the sweep among them, ascending."""
        own = self._sweep.axes[0].values.astype(np.float64)
        if not self.is_countable:
            return np.unique(own)
        return np.union1d(own, np.linspace(self.low, self.high, _SAMPLES))

    def _bent(self, line: Line, ref: NodeRef) -> list[tuple[Array, Array]]:
        """The values of a smooth last layer between the places where nodes before it switch."""
        layer = self._sweep.network.layers[-1]
        found = []
        for part in range(len(line.t) - 1):
            low, high = line.t[part], line.t[part + 1]
            number = max(int(_SAMPLES * (high - low) / (self.high - self.low)), 2)
            by = np.linspace(0, 1, number)[:, None]
            z = line.starts[-1][part] * (1 - by) + line.ends[-1][part] * by
            with np.errstate(all="ignore"):
                activate(layer, z)
            found.append((low + (high - low) * by[:, 0], z[:, ref.node]))
        return found

    def _kinks(self, line: Line, ref: NodeRef, seen: list[int] | slice) -> Iterator[Kink]:
        """Where nodes switch and the node's value, or its sum, changes its slope or jumps."""
        starts, ends = line.starts[ref.depth][:, seen], line.ends[ref.depth][:, seen]
        # In parts of the largest value, and of the whole way: no slope is too large to be held.
        sizes = np.maximum(np.abs(starts).max(axis=0), np.abs(ends).max(axis=0))
        scale = np.where(sizes > 0, sizes, 1)
        starts, ends, sizes = starts / scale, ends / scale, sizes / scale
        lengths = np.diff(line.t) / (line.t[-1] - line.t[0])
        slopes = (ends - starts) / lengths[:, None]
        last = len(line.t) - 1
        for at, switches in groupby(line.switches, lambda switch: switch.t):
            k = int(np.searchsorted(line.t, at))
            nodes = tuple(dict.fromkeys(switch.ref for switch in switches))
            if 0 < k < last:
                jumps = not self._alike(ends[k - 1], starts[k], sizes)
                bends = not self._alike(slopes[k - 1], slopes[k])
            else:
                side = starts[0] if k == 0 else ends[-1]
                bends = jumps = not self._alike(
                    side, self._at_end(k == 0, ref, seen) / scale, sizes
                )
            if bends or jumps:
                yield Kink(at, nodes, jumps)

    def _alike(self, one: Array, other: Array, sizes: Array | float = 0.0) -> bool:
        """Whether numbers are the same but for rounding, where there are others of these sizes."""
        sizes = np.maximum(np.maximum(np.abs(one), np.abs(other)), sizes)
        return bool(np.all(np.abs(one - other) <= self._same * sizes))

    def _at_end(self, is_low: bool, ref: NodeRef, seen: list[int] | slice) -> Array:
        """The value, or the sums, that the pass has at an end of the line itself."""
        assert self._walk is not None
        x = self.rows(np.array([self.low if is_low else self.high]))
        values: Array = Engine(self._walk.network, [ref.depth]).values(x)[0, seen]
        return values.astype(np.float64)


def _joined(parts: Sequence[tuple[Array, Array]], same: float) -> tuple[tuple[Array, Array], ...]:
    """The finite parts of a curve, those that go on without a jump as one."""
    found: list[list[tuple[Array, Array]]] = []
    finite = [each for part in parts for each in _finite(*part)]
    size = max((float(np.abs(y).max()) for _, y in finite), default=0.0)
    for x, y in finite:
        if found:
            last_x, last_y = found[-1][-1]
            if last_x[-1] == x[0] and abs(last_y[-1] / 2 - y[0] / 2) <= same * size:
                found[-1].append((x[1:], y[1:]) if len(x) > 1 else (x, y))
                continue
        found.append([(x, y)])
    made = ([np.concatenate(side) for side in zip(*stretch, strict=True)] for stretch in found)
    return tuple((x, y) for x, y in made)


def _finite(x: Array, y: Array) -> Iterator[tuple[Array, Array]]:
    """The stretches of finite values."""
    for is_finite, group in groupby(range(len(x)), lambda k: bool(np.isfinite(y[k]))):
        if is_finite:
            index = [*group]
            yield x[index], y[index]
