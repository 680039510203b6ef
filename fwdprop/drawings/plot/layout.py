"""Where the parts of a chart stand: axes with round numbers, lines, labels that never meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.drawings.picture.labels import Box, Point
from fwdprop.drawings.picture.lettering import LINE, NAME, SMALL, fitted, width
from fwdprop.drawings.picture.parts import Text, text
from fwdprop.views.sweep.chart import Chart, Mark, Stroke
from fwdprop.views.ticks import Tick, around, part, ticks

HEIGHT = 280.0
WIDTH = 440.0
MOST_LABEL = 200.0
_MOST_TICKS = 8
_AIR = 8.0
# Where the name of a node may stand beside its mark, the nearest places first.
_BESIDE = [(x, y) for y in (-11.0, 20.0, -18.0, 27.0) for x in (0.0, 24.0, -24.0)]


class Named(NamedTuple):
    """A mark with its place, and the text beside it where there is room for one."""

    mark: Mark
    at: Point
    text: Text | None


class Drawn(NamedTuple):
    """A line: its ways, its own points, its marks, and its label with where the line ends."""

    stroke: Stroke
    ways: tuple[list[Point], ...]
    points: list[Point]
    marks: tuple[Named, ...]
    label: Text | None
    end: Point | None


class Plot(NamedTuple):
    """A chart around the upper left corner of its axes: x to the right, y down.

    `margin` is the room that numbers take at the left, `labels` that of the labels at the right.
    """

    chart: Chart
    x_ticks: tuple[tuple[float, Text], ...]
    y_ticks: tuple[tuple[float, Text], ...]
    x_name: Text
    lines: tuple[Drawn, ...]
    margin: float
    labels: float


def laid_out(chart: Chart) -> Plot:
    """Where everything stands."""
    ends = chart.y
    x = chart.x if chart.x[0] < chart.x[1] else around(chart.x, 2)
    y_ticks = [
        (_down(tick.at, ends), Text(tick.text, -_AIR, _down(tick.at, ends) + 4, SMALL, "end"))
        for tick in ticks(*ends, 6)
    ]
    drawn = [_ways(stroke, x, ends) for stroke in chart.strokes]
    labelled = _labelled(drawn)
    return Plot(
        chart,
        tuple(_x_ticks(*x)),
        tuple(y_ticks),
        text(chart.x_name, WIDTH / 2, HEIGHT + 2.6 * LINE, NAME, "middle", WIDTH),
        tuple(_named(labelled)),
        max(width(each.text, SMALL) for _, each in y_ticks) + _AIR,
        max((_right(line.label) for line in labelled if line.label is not None), default=0.0),
    )


def _right(label: Text) -> float:
    return label.x - WIDTH + width(label.text, NAME)


def _across(x: Array, ends: Point) -> Array:
    return part(x, *ends) * WIDTH


def _down(y: float, ends: Point) -> float:
    return (1 - part(y, *ends)) * HEIGHT


def _x_ticks(low: float, high: float) -> Iterator[tuple[float, Text]]:
    """As many round numbers below the axis as have room beside each other."""
    for most in range(_MOST_TICKS, 0, -1):
        found = [(float(part(tick.at, low, high) * WIDTH), tick) for tick in ticks(low, high, most)]
        if _have_room(found) or most == 1:
            return (
                (at, Text(tick.text, at, HEIGHT + 1.3 * LINE, SMALL, "middle"))
                for at, tick in found
            )
    return iter(())


def _have_room(found: Sequence[tuple[float, Tick]]) -> bool:
    boxes = [(at, width(tick.text, SMALL) / 2 + _AIR) for at, tick in found]
    pairs = pairwise(boxes)
    return all(at + half < next_at - next_half for (at, half), (next_at, next_half) in pairs)


def _ways(stroke: Stroke, x: Point, y: Point) -> Drawn:
    """The line with its points in pixels."""

    def places(xs: Array, ys: Array) -> list[Point]:
        down = (1 - part(ys, *y)) * HEIGHT
        return [*zip(_across(xs, x).tolist(), down.tolist(), strict=True)]

    marks = [
        Named(mark, places(np.array([mark.x]), np.array([mark.y]))[0], None)
        for mark in stroke.marks
    ]
    ways = tuple(places(*each) for each in stroke.parts)
    end = None if stroke.end is None else places(*(np.array([each]) for each in stroke.end))[0]
    return Drawn(stroke, ways, places(stroke.x, stroke.y), tuple(marks), None, end)


def _labelled(lines: Sequence[Drawn]) -> list[Drawn]:
    """The lines with their labels at the right, as near to their ends as the others let them."""
    known = sorted((line.end[1], k) for k, line in enumerate(lines) if line.end is not None)
    found = [*lines]
    for (_, k), y in zip(known, spread([at for at, _ in known], LINE, HEIGHT), strict=True):
        whole = lines[k].stroke.label
        shown = _fitted(whole)
        label = Text(shown, WIDTH + 18, y + 4, NAME, whole=None if shown == whole else whole)
        found[k] = lines[k]._replace(label=label)
    return found


def _fitted(label: str) -> str:
    """The label, or what fits of its name with the whole value, which parts it from the others."""
    name, equals, value = label.rpartition(" = ")
    room = MOST_LABEL - width(equals + value, NAME)
    if width(label, NAME) <= MOST_LABEL or not equals or room < MOST_LABEL / 4:
        return fitted(label, NAME, MOST_LABEL)
    return fitted(name, NAME, room) + equals + value


def spread(places: Sequence[float], apart: float, most: float) -> list[float]:
    """The ascending places moved so that they are that far apart, within 0 to `most`."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + apart) if found else place)
    limit = most
    for k in range(len(found) - 1, -1, -1):
        found[k] = min(found[k], limit)
        limit = found[k] - apart
    return found


def _named(lines: Sequence[Drawn]) -> Iterator[Drawn]:
    """The lines with the names of nodes beside their marks, where nothing else stands."""
    taken = [Box(x, y, 5, 5) for line in lines for x, y in _along(line)]
    placed: list[Box] = []
    for line in lines:
        marks = []
        for named in line.marks:
            label = _beside(named, taken, placed)
            if label is not None:
                placed.append(label.box)
            marks.append(named._replace(text=label))
        yield line._replace(marks=tuple(marks))


def _beside(named: Named, taken: Sequence[Box], placed: Sequence[Box]) -> Text | None:
    for dx, dy in _BESIDE:
        found = Text(named.mark.text, named.at[0] + dx, named.at[1] + dy, SMALL, "middle")
        box = found.box
        inside = box.half_width < box.x < WIDTH - box.half_width and 0 < box.y < HEIGHT - 8
        if inside and not any(map(box.meets, taken)) and not any(map(box.meets, placed)):
            return found
    return None


def _along(line: Drawn) -> Iterator[Point]:
    """Places along a line, close to each other, and its marks."""
    yield from (named.at for named in line.marks)
    yield from line.points
    for way in line.ways:
        for (x, y), (end_x, end_y) in pairwise(way):
            steps = max(int(max(abs(end_x - x), abs(end_y - y)) / 6), 1)
            yield from (
                (x + (end_x - x) * step / steps, y + (end_y - y) * step / steps)
                for step in range(steps + 1)
            )
