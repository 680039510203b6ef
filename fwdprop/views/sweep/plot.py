"""A chart in characters: lines of Braille dots, or a sign a line where the terminal has no more.

Each line's label stands at its right end. A circle is where a node switches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rich.cells import cell_len, set_cell_size

from fwdprop.arrays import Array
from fwdprop.system.terminal import Terminal
from fwdprop.views.canvas import Canvas
from fwdprop.views.sweep.chart import Chart, Stroke
from fwdprop.views.ticks import Tick, part, ticks

_HEIGHT = 16
NARROWEST = 16
"""A drawing with fewer columns says nothing."""
_MOST_LABEL = 28
_SIGNS = "*+x#@%"


class Frame(NamedTuple):
    """Where the drawing is: its left column, its size, and the ends of both its axes."""

    left: int
    width: int
    height: int
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: Array, y: Array, dots: tuple[int, int]) -> list[tuple[float, float]]:
        """The places of points, in cells; so many dots, across and down, make a cell."""
        across, down = (self.width * dots[0] - 1, self.height * dots[1] - 1)
        right = np.rint(part(x, *self.x) * across) / dots[0]
        below = np.rint((1 - part(y, *self.y)) * down) / dots[1]
        return [*zip((self.left + right).tolist(), below.tolist(), strict=True)]


def plot(chart: Chart, terminal: Terminal) -> str | None:
    """The drawing, as wide as the terminal; None where that is too narrow for one."""
    is_ascii = not terminal.shows_unicode
    marks = ticks(*chart.y, 6)
    margin = max(len(tick.text) for tick in marks) + 1
    labels = [_label(index, stroke, terminal) for index, stroke in enumerate(chart.strokes)]
    most = min(_MOST_LABEL, max(terminal.width // 3, 1))
    labels = [_fitted(label, most, terminal) for label in labels]
    width = terminal.width - margin - 2 - max(map(cell_len, labels)) - 1
    if width < NARROWEST:
        return None
    frame = Frame(margin + 1, width, _height(len(marks)), chart.x, chart.y)
    canvas = Canvas(is_ascii)
    _axes(canvas, frame, marks, chart, terminal)
    for index, stroke in enumerate(chart.strokes):
        if is_ascii:
            _signs(canvas, frame, stroke, _SIGNS[index % len(_SIGNS)])
        else:
            _braille(canvas, frame, stroke)
    sign = "o" if is_ascii else "○"
    for stroke in chart.strokes:
        places = np.array([(mark.x, mark.y) for mark in stroke.marks]).reshape(-1, 2)
        for x, y in frame.at(places[:, 0], places[:, 1], (1, 1)):
            canvas.write(int(x), int(y), sign)
    _label_all(canvas, frame, chart.strokes, labels)
    return "\n".join(canvas.text()) + "\n"


def _height(numbers: int) -> int:
    """How many lines are drawn so that all numbers at the side are as far apart."""
    parts = max(numbers - 1, 1)
    return max(round(_HEIGHT / parts), 1) * parts + 1


def _label(index: int, stroke: Stroke, terminal: Terminal) -> str:
    """The label, with the line's sign in front where each has one."""
    text = terminal.legible(stroke.label)
    return text if terminal.shows_unicode else f"{_SIGNS[index % len(_SIGNS)]} {text}"


def _fitted(text: str, most: int, terminal: Terminal) -> str:
    """The text, or both its ends: the end has the value, which parts one line from another."""
    if cell_len(text) <= most:
        return text
    cut = "…" if terminal.shows_unicode else ".."
    room = most - len(cut)
    name, equals, value = text.rpartition(" = ")
    ending = equals + value
    if equals and cell_len(ending) < room:
        return set_cell_size(name, room - cell_len(ending)).rstrip() + cut + ending
    return set_cell_size(text, room).rstrip() + cut


def _axes(
    canvas: Canvas, frame: Frame, marks: Sequence[Tick], chart: Chart, terminal: Terminal
) -> None:
    """Both axes, with round numbers and the name of the input."""
    is_ascii = not terminal.shows_unicode
    vertical, corner, horizontal = ("|", "+", "-") if is_ascii else ("│", "└", "─")
    for line in range(frame.height):
        canvas.write(frame.left - 1, line, vertical)
    canvas.write(frame.left - 1, frame.height, corner + horizontal * frame.width)
    heights = frame.at(np.full(len(marks), frame.x[0]), np.array([m.at for m in marks]), (1, 1))
    for tick, (_, height) in zip(marks, heights, strict=True):
        canvas.write(frame.left - 2 - len(tick.text), int(height), tick.text)
    right = frame.left - 2
    for tick in _two_at_least(frame):
        ((at, _),) = frame.at(np.array([tick.at]), np.array([frame.y[0]]), (1, 1))
        start = max(int(at) - len(tick.text) // 2, 0)
        start = min(start, frame.left + frame.width - len(tick.text))
        if start >= right:
            canvas.write(start, frame.height + 1, tick.text)
            right = start + len(tick.text) + 2
    name = _fitted(terminal.legible(chart.x_name), frame.width, terminal)
    canvas.write(frame.left + (frame.width - cell_len(name)) // 2, frame.height + 2, name)


def _two_at_least(frame: Frame) -> Sequence[Tick]:
    """The numbers below: as many as have room, but two where there are as many round ones."""
    found: Sequence[Tick] = ()
    for most in range(max(frame.width // 12, 2), 8):
        found = ticks(*frame.x, most)
        if len(found) > 1:
            break
    return found


def _braille(canvas: Canvas, frame: Frame, stroke: Stroke) -> None:
    """A line in dots, two across and four down a cell."""
    for start, end in _segments(stroke, frame, (2, 4)):
        # The canvas counts from the middle of cells.
        canvas.line((start[0], start[1] - 0.375), (end[0], end[1] - 0.375), False)


def _signs(canvas: Canvas, frame: Frame, stroke: Stroke, sign: str) -> None:
    """A line in signs, one after the other without a gap."""
    for start, end in _segments(stroke, frame, (1, 1)):
        steps = max(1, round(max(abs(end[0] - start[0]), abs(end[1] - start[1]))))
        for step in range(steps + 1):
            x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
            canvas.write(round(x), round(y), sign)


def _segments(
    stroke: Stroke, frame: Frame, dots: tuple[int, int]
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a line, and the points that stand alone."""
    for x, y in stroke.parts:
        places = frame.at(x, y, dots)
        yield from zip(places, places[1:] or places, strict=False)
    for place in frame.at(stroke.x, stroke.y, dots):
        yield place, place


def _label_all(
    canvas: Canvas, frame: Frame, strokes: Sequence[Stroke], labels: Sequence[str]
) -> None:
    """The labels at the right, each as near to its line's end as the others let it."""
    ends = [(stroke.end, label) for stroke, label in zip(strokes, labels, strict=True)]
    known = [(end, label) for end, label in ends if end is not None]
    lines = [int(frame.at(np.array([x]), np.array([y]), (1, 1))[0][1]) for (x, y), _ in known]
    order = sorted(range(len(known)), key=lambda k: (-known[k][0][1], k))
    for k, line in zip(order, spread([lines[k] for k in order], frame.height), strict=True):
        canvas.write(frame.left + frame.width + 1, line, known[k][1])


def spread(lines: Sequence[int], most: int) -> list[int]:
    """The ascending lines moved apart so that no two are the same, within 0 to `most` - 1."""
    placed: list[int] = []
    for line in lines:
        placed.append(max(line, placed[-1] + 1) if placed else line)
    limit = most - 1
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], limit)
        limit = placed[k] - 1
    return placed
