"""Connections that skip layers: their way around the ones between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fwdprop.drawings.picture.diagram import Bundle, Edge
from fwdprop.drawings.picture.labels import Point
from fwdprop.network.names import NodeRef

MOST_LANES = 12
"""Connections that skip layers have a way of their own, and a number, where there are no more."""
FIRST_LANE, LANE = 26.0, 19.0
_TURN = 0.62


class Route(NamedTuple):
    """The way of an edge: its points, as `Line` has them, and the height of its straight part."""

    edge: Edge
    points: tuple[Point, ...]
    lane: float


def routes(
    bundles: Sequence[Bundle],
    at: Mapping[NodeRef, Point],
    xs: Mapping[int, float],
    bottom: float,
    radius: float,
) -> Iterator[Route]:
    """A way below `bottom` for each edge of bundles that skip layers.

    `at` are the centres of nodes, `xs` those of the layers by their depth. Each edge has a lane of
    its own, or each bundle where these were too many.
    """
    alone = sum(len(bundle.edges) for bundle in bundles) <= MOST_LANES
    taken: list[list[tuple[float, float]]] = []
    for bundle in sorted(bundles, key=lambda each: each.target - each.source):
        start, end = _turns(bundle, xs)
        level = None
        # The lowest node has the innermost way: so the fewest ways cross.
        for edge in sorted(bundle.edges, key=lambda each: [-at[end][1] for end in each[:2]]):
            if level is None or alone:
                level = _level(taken, start, end)
            lane = bottom + FIRST_LANE + LANE * level
            points = _points(at[edge.source], at[edge.target], start, end, lane, radius)
            yield Route(edge, points, lane)


def _turns(bundle: Bundle, xs: Mapping[int, float]) -> tuple[float, float]:
    """Where the straight part starts and ends: behind the source's layer, before the target's."""
    depths = sorted(xs)
    after = xs[depths[depths.index(bundle.source) + 1]]
    before = xs[depths[depths.index(bundle.target) - 1]]
    start, end = xs[bundle.source], xs[bundle.target]
    return start + _TURN * (after - start), end - _TURN * (end - before)


def _level(taken: list[list[tuple[float, float]]], start: float, end: float) -> int:
    """The first level on which nothing else stands between these."""
    for level, parts in enumerate(taken):
        if all(end < other or last < start for other, last in parts):
            parts.append((start, end))
            return level
    taken.append([(start, end)])
    return len(taken) - 1


def _points(
    source: Point, target: Point, start: float, end: float, lane: float, radius: float
) -> tuple[Point, ...]:
    x, y = source[0] + radius, source[1]
    end_x, end_y = target[0] - radius, target[1]
    return (
        *((x, y), (start, y), ((x + start) / 2, lane), (start, lane)),
        *((end, lane), ((end_x + end) / 2, lane), (end, end_y), (end_x, end_y)),
    )
