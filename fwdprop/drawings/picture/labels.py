"""Where the labels of edges stand: along their edges, none on top of another or of a node."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.arrays import Array

Point = tuple[float, float]

# Where along its edge a label may stand, in parts of its length: the middle first.
_PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8, 0.15, 0.85)
_AIR = 2.0
# No other edge should come nearer to a label.
_FREE = 5.0


class Box(NamedTuple):
    """A rectangle: its centre, half its width and height, and the direction of its width."""

    x: float
    y: float
    half_width: float
    half_height: float
    cos: float = 1.0
    sin: float = 0.0

    @property
    def angle(self) -> float:
        """The direction in degrees, clockwise as pictures count."""
        return math.degrees(math.atan2(self.sin, self.cos))

    def moved(self, x: float, y: float) -> Box:
        """The same box, so far to the right and down."""
        return self._replace(x=self.x + x, y=self.y + y)

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common: no line stands between them."""
        dx, dy = other.x - self.x, other.y - self.y
        reach = self.half_width + self.half_height + other.half_width + other.half_height
        if abs(dx) > reach or abs(dy) > reach:
            return False
        return all(
            abs(dx * x + dy * y) < self._extent(x, y) + other._extent(x, y)
            for x, y in (*self._axes(), *other._axes())
        )

    def _axes(self) -> tuple[Point, Point]:
        return (self.cos, self.sin), (-self.sin, self.cos)

    def _extent(self, x: float, y: float) -> float:
        along, across = abs(self.cos * x + self.sin * y), abs(self.cos * y - self.sin * x)
        return self.half_width * along + self.half_height * across


class Segment(NamedTuple):
    """A straight edge from the rim of a node to that of another, with the width of its label."""

    start: Point
    end: Point
    width: float


def placed(segments: Sequence[Segment], height: float, taken: Sequence[Box]) -> list[Box] | None:
    """A box along each segment for its label, or None where there is no room for all of them.

    A label stands where the fewest other segments come near it.
    """
    boxes: list[Box] = []
    for segment, crossings in zip(segments, _crossings(segments, height), strict=True):
        along = [_box(segment, height, place) for place in _PLACES]
        around = [each for each in taken if _is_near(each, segment)] + boxes
        for place in np.argsort(crossings, kind="stable").tolist():
            box = along[place]
            if np.isfinite(crossings[place]) and not any(map(box.meets, around)):
                boxes.append(box)
                break
        else:
            return None
    return boxes


def _crossings(segments: Sequence[Segment], height: float) -> Array:
    """How many other segments come near each label (segments,) in each of its places (places,).

    It is infinite where the label is longer than what the segment has on either side of its middle.
    """
    ends = np.array([(*segment.start, *segment.end, segment.width) for segment in segments])
    start, step = ends[:, :2], ends[:, 2:4] - ends[:, :2]
    length = np.hypot(*step.T)
    places = np.array(_PLACES)
    middle = start[:, None, :] + places[:, None] * step[:, None, :]
    along = step / length[:, None]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    half = ends[:, 4] / 2 + _AIR
    low, high = np.zeros((2, len(segments), len(places), len(segments)))
    high += 1
    for axis, reach in ((along, half + _FREE), (across, np.full(len(half), height / 2 + _FREE))):
        # Seen from the label's middle, along one of its own sides: where the others start and go.
        at = np.einsum("spk,sk->sp", -middle, axis)[..., None] + (axis @ start.T)[:, None, :]
        by = (axis @ step.T)[:, None, :]
        by = np.where(np.abs(by) < 1e-9, 1e-9, by)
        reach = reach[:, None, None]
        first, last = (-reach - at) / by, (reach - at) / by
        low = np.maximum(low, np.minimum(first, last))
        high = np.minimum(high, np.maximum(first, last))
    crossings = (low < high).sum(axis=2) - 1.0  # each one crosses its own label
    room = np.minimum(places, 1 - places) * length[:, None]
    return np.where(room < half[:, None], np.inf, crossings)


def _box(segment: Segment, height: float, place: float) -> Box:
    (x, y), (end_x, end_y) = segment.start, segment.end
    dx, dy = end_x - x, end_y - y
    length = math.hypot(dx, dy) or 1.0
    half_width, half_height = segment.width / 2 + _AIR, height / 2 + _AIR
    return Box(x + place * dx, y + place * dy, half_width, half_height, dx / length, dy / length)


def _is_near(box: Box, segment: Segment) -> bool:
    """Whether a label of the segment could touch the box at all."""
    (x, y), (end_x, end_y), reach = segment
    left, right = min(x, end_x) - reach, max(x, end_x) + reach
    top, bottom = min(y, end_y) - reach, max(y, end_y) + reach
    return (
        left - box.half_width < box.x < right + box.half_width
        and top - box.half_height < box.y < bottom + box.half_height
    )


def between(start: Point, end: Point, radius: float) -> tuple[Point, Point]:
    """The straight line from the rim of a circle to that of another, by their centres."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    part = radius / (math.hypot(dx, dy) or 1.0)
    return (
        (start[0] + part * dx, start[1] + part * dy),
        (end[0] - part * dx, end[1] - part * dy),
    )
