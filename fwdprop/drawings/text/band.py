"""Some layers side by side in characters, with the lines between them and their weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from fwdprop.drawings.picture.diagram import Bundle, Diagram, Edge
from fwdprop.drawings.picture.legend import sign
from fwdprop.drawings.text.column import TextColumn
from fwdprop.network.names import NodeRef
from fwdprop.views.canvas import Canvas

MOST_LINES = 12
"""The connections between two layers are drawn one by one where there are no more of them."""
LEAST_GAP, _MOST_GAP = 9, 26
_HEADING = 3
_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)


class Ends(NamedTuple):
    """Where lines end at a node: left and right of its sign, on its line."""

    left: int
    right: int
    line: int


def least_width(columns: Sequence[TextColumn]) -> int:
    """The least width that these layers fit into."""
    return sum(each.left + each.right for each in columns) + LEAST_GAP * (len(columns) - 1)


class Band:
    """Layers side by side on a canvas, `width` cells wide at most.

    `slots` is where the nodes of each layer stand, in nodes from the middle line. `bare` are the
    bundles whose weights have no room, `drawn` all bundles, `lines` the edges with a line.
    """

    def __init__(
        self,
        diagram: Diagram,
        columns: Sequence[TextColumn],
        slots: Sequence[Sequence[float]],
        canvas: Canvas,
        width: int,
    ) -> None:
        self.diagram, self.columns, self.canvas = diagram, columns, canvas
        self.bare: list[Bundle] = []
        self.drawn: list[Bundle] = []
        self.lines: list[Edge] = []
        air = (width - least_width(columns)) // max(len(columns) - 1, 1)
        gap = min(LEAST_GAP + air, _MOST_GAP)
        self.middles = [columns[0].left]
        for one, next in pairwise(columns):
            self.middles.append(self.middles[-1] + one.right + gap + next.left)
        above, below = (max(getattr(each, name) for each in columns) for name in ("above", "below"))
        pitch = max(above + below + 1, 2)
        top = _HEADING + above - pitch * min(min(each) for each in slots)
        self.ends: dict[NodeRef, Ends] = {}
        for column, middle, stand_at in zip(columns, self.middles, slots, strict=True):
            self._put(column, middle, [round(top + pitch * slot) for slot in stand_at])

    def _put(self, column: TextColumn, middle: int, lines: Sequence[int]) -> None:
        """Writes a layer's texts."""
        for place in column.heading:
            self.canvas.write(middle + place.x, place.line, place.text)
        for node, stand, line in zip(column.column.nodes, column.stands, lines, strict=True):
            self.ends[node.ref] = Ends(middle + stand.left, middle + stand.right, line)
            for place in stand.places:
                self.canvas.write(middle + place.x, line + place.line, place.text)
        if column.more is not None:
            first = len(column.column.first)
            line = (lines[first - 1] + lines[first]) // 2 if column.column.last else lines[-1] + 1
            self.canvas.write(middle, line, column.more.text)

    def connect_all(self) -> None:
        """Draws all connections between layers of the band."""
        depths = {column.column.depth for column in self.columns}
        self.drawn = [each for each in self.diagram.bundles if {each.source, each.target} <= depths]
        for bundle in self.drawn:
            if not bundle.is_skip:
                self._connect(bundle)
        self._connect_around([bundle for bundle in self.drawn if bundle.is_skip])

    def _connect(self, bundle: Bundle) -> None:
        """Draws the connections between two neighbouring layers, with weights where these fit.

        Too many of them are one arrow with their number.
        """
        if len(bundle.edges) > MOST_LINES:
            self._arrow(bundle)
            return
        for edge in bundle.edges:
            self._line(edge, self._line_of(edge))
        labels = self._labels(bundle)
        if labels is None:
            self.bare.append(bundle)
            return
        for x, y, text in labels:
            self.canvas.write(x, y, text)

    def _connect_around(self, bundles: Sequence[Bundle]) -> None:
        """Draws the connections that skip layers below everything else, each with its weight."""
        line = 1 + self.canvas.lines
        edges = [edge for bundle in bundles for edge in bundle.edges]
        for edge in sorted(edges, key=lambda each: each.target.depth - each.source.depth):
            (x, y), (end_x, end_y) = self._line_of(edge)
            self._line(edge, [(x, y), (x + 1, line), (end_x - 1, line), (end_x, end_y)])
            text = f" {self._number(edge)} "
            self.canvas.write((x + end_x - len(text)) // 2, line, text)
            line += 1

    def _line(self, edge: Edge, points: Iterable[tuple[int, int]]) -> None:
        """Draws the way of an edge, dashed if its number is negative."""
        self.lines.append(edge)
        is_dashed = sign(self.diagram.strength(edge)) == "negative"
        for start, end in pairwise(points):
            self.canvas.line(start, end, is_dashed)

    def _number(self, edge: Edge) -> str:
        return self.diagram.text(self.diagram.strength(edge))

    def _line_of(self, edge: Edge) -> tuple[tuple[int, int], tuple[int, int]]:
        source, target = self.ends[edge.source], self.ends[edge.target]
        return (source.right, source.line), (target.left - 1, target.line)

    def _labels(self, bundle: Bundle) -> list[tuple[int, int, str]] | None:
        """Where the weights stand: on their lines, none on top of another; None without room."""
        found: list[tuple[int, int, str]] = []
        taken: set[tuple[int, int]] = set()
        for edge in bundle.edges:
            text = f" {self._number(edge)} "
            (x, y), (end_x, end_y) = self._line_of(edge)
            for part in _PLACES:
                at = round(x + part * (end_x - x) - len(text) / 2), round(y + part * (end_y - y))
                cells = {(each, at[1]) for each in range(at[0], at[0] + len(text))}
                inside = x < at[0] and at[0] + len(text) <= end_x + 1
                if inside and not cells & taken and self.canvas.is_free(*at, len(text)):
                    taken |= cells
                    found.append((*at, text))
                    break
            else:
                return None
        return found

    def _arrow(self, bundle: Bundle) -> None:
        """One arrow in the place of many connections, with their number over it."""
        ends = [self._line_of(edge) for edge in bundle.edges]
        left, right = max(start[0] for start, _ in ends) + 1, min(end[0] for _, end in ends) - 1
        lines = [y for pair in ends for _, y in pair]
        middle, width = (min(lines) + max(lines)) // 2, right + 1 - left
        free = (
            line for line in range(middle, max(lines)) if self.canvas.is_free(left, line, width)
        )
        line = next(free, middle)
        text = f" {len(bundle.edges):,} "
        self.canvas.write(left, line, self.canvas.arrow(width))
        self.canvas.write(left + (width - len(text)) // 2, line, text)
