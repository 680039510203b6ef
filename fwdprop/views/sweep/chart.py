"""A panel as it is drawn, in characters or as a picture: lines, marks, and the words below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.sweep.curves import Curve, Kink
from fwdprop.analysis.sweep.panels import Panel
from fwdprop.arrays import Array
from fwdprop.errors import listed
from fwdprop.views.sweep import names
from fwdprop.views.sweep.words import sentences
from fwdprop.views.ticks import around

MOST_LINES = 6
"""So many lines are drawn."""


class Mark(NamedTuple):
    """A place on a line where nodes switch: their names, and the place in words."""

    x: float
    y: float
    text: str
    place: str


class Stroke(NamedTuple):
    """A line: its label, its own finite points, the parts of its curve, where nodes switch."""

    label: str
    x: Array
    y: Array
    parts: tuple[tuple[Array, Array], ...]
    marks: tuple[Mark, ...]

    @property
    def end(self) -> tuple[float, float] | None:
        """Its point furthest to the right; None where no value is finite."""
        if self.parts:
            x, y = self.parts[-1]
            return float(x[-1]), float(y[-1])
        if len(self.x):
            return float(self.x[-1]), float(self.y[-1])
        return None


class Chart(NamedTuple):
    """What is drawn of a panel, and `sentences` that say what is to be seen.

    `subject` are the nodes, `where` says which inputs stay. `x_name` is the first input, `x` are
    the ends of it, `y` those of the other axis.
    """

    subject: str
    where: str
    x_name: str
    x: tuple[float, float]
    y: tuple[float, float]
    strokes: tuple[Stroke, ...]
    sentences: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it shows: `transactions, where balance = 10`."""
        return ", ".join(filter(None, [self.subject, self.where]))

    @property
    def values(self) -> list[float]:
        """All values that are drawn."""
        found = [y for stroke in self.strokes for _, y in stroke.parts]
        found += [stroke.y for stroke in self.strokes]
        return np.concatenate(found).tolist() if found else []

    @property
    def is_line(self) -> bool:
        """Whether there is anything to draw along the input."""
        return self.x[0] < self.x[1] and bool(self.values)


def charts(panels: Sequence[Panel], digits: int) -> list[Chart]:
    """The panels as they are drawn; those of the same nodes have the same ends of the y axis."""
    found = [_chart(panel, digits) for panel in panels]
    values: dict[str, list[float]] = {}
    for each in found:
        values.setdefault(each.subject, []).extend(each.values)
    return [each._replace(y=around(values[each.subject], 6)) for each in found]


def _chart(panel: Panel, digits: int) -> Chart:
    """The panel with some of its lines, the first and the last one among them."""
    shown = panel.some(MOST_LINES)
    labels = names.lines(panel)
    curves = [panel.curve(line) for line in shown]
    strokes = [
        _stroke(panel, line, labels[line], curve, digits)
        for line, curve in zip(shown, curves, strict=True)
    ]
    x = panel.x.astype(np.float64)
    return Chart(
        names.subject(panel),
        names.where(panel),
        names.first_axis(panel).name,
        (float(x.min()), float(x.max())),
        (0.0, 1.0),
        tuple(strokes),
        tuple(sentences(panel, shown, curves, digits)),
    )


def _stroke(panel: Panel, line: int, label: str, curve: Curve, digits: int) -> Stroke:
    x, y = panel.x.astype(np.float64), panel.y[:, line].astype(np.float64)
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    finite = np.isfinite(y)
    marks = [_mark(panel, curve, kink, digits) for kink in curve.kinks or ()]
    is_straight = panel.walk is not None and panel.walk.is_whole
    low, high = (-np.inf, np.inf) if is_straight else _reach(y[finite], [m.y for m in marks])
    parts = [part for each in curve.parts for part in _within(*each, low, high)]
    marks = [mark for mark in marks if low <= mark.y <= high]
    return Stroke(label, x[finite], y[finite], tuple(parts), tuple(marks))


def _reach(y: Array, marks: Sequence[float]) -> tuple[float, float]:
    """How low and how high a smooth curve is drawn: a little beyond its own points, not a pole."""
    known = [*y.tolist(), *(mark for mark in marks if np.isfinite(mark))]
    if not known:
        return -np.inf, np.inf
    low, high = min(known), max(known)
    more = (high / 2 - low / 2) or abs(high) or 1.0
    return low - more, high + more


def _within(x: Array, y: Array, low: float, high: float) -> Iterator[tuple[Array, Array]]:
    """The stretches of a curve between two heights."""
    for is_within, group in groupby(range(len(x)), lambda k: bool(low <= y[k] <= high)):
        if is_within:
            index = [*group]
            yield x[index], y[index]


def _mark(panel: Panel, curve: Curve, kink: Kink, digits: int) -> Mark:
    """The mark of a place where nodes switch."""
    network, x_name = panel.sweep.network, names.first_axis(panel).name
    nodes = listed([names.node(network, ref) for ref in kink.nodes], 3)
    place = f"{x_name} {names.short(kink.at, digits)}"
    return Mark(kink.at, _at(curve, kink.at), nodes, place)


def _at(curve: Curve, x: float) -> float:
    """The value of the curve at a place; where it jumps, the one on the left."""
    for xs, ys in curve.parts:
        if xs[0] <= x <= xs[-1]:
            return float(np.interp(x, xs, ys))
    return float("nan")
