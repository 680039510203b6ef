"""The measures of a picture: how large nodes are, where they stand, how far columns are apart.

Heights are from the middle line of the picture, on which all columns have their middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from fwdprop.drawings.picture.diagram import Bundle, Column, Diagram
from fwdprop.drawings.picture.labels import Box, Segment, between, placed
from fwdprop.drawings.picture.lettering import HEADING, LINE, NAME, SMALL, VALUE, width

MOST_LABELS = 40
"""The edges between two layers have numbers where there are no more of them."""
NAME_WIDTH, OUTER_NAME_WIDTH, HEADING_WIDTH = 140.0, 220.0, 190.0
"""What is wider is cut: names below nodes, those beside the outer ones, headings of layers."""
_LEAST_RADIUS, _LIVE_RADIUS, _MOST_RADIUS = 18.0, 28.0, 34.0
_LEAST_GAP, _MOST_GAP = 170.0, 420.0
_FOR_LABEL = 4.0
_LIVE_LABEL = width("-0.1234", SMALL)
_SLOPE = 0.4
_WIDER = (1.0, 1.25, 1.6)
_AIR = 14.0
_RIM = 4.0
_DOTS = 0.8


class Measures(NamedTuple):
    """The radius of nodes, and the room over and under each one for its bias and its name."""

    radius: float
    above: float
    below: float

    def letters(self, text: str) -> float:
        """The size of the letters of a value, which is to fit into its node."""
        wide = width(text, VALUE)
        return VALUE * min(1.0, 2 * (self.radius - _RIM) / wide)

    @property
    def pitch(self) -> float:
        """From the middle of a node to that of the next one."""
        return 2 * self.radius + self.above + self.below + _AIR


class Stack(NamedTuple):
    """A column: where its nodes and its dots are, and how far all of it reaches up and down."""

    column: Column
    nodes: tuple[float, ...]
    dots: float | None
    top: float
    bottom: float
    is_outer: bool


class Gap(NamedTuple):
    """From the middle of a column to that of the next, and the places of labels between the two.

    They are from the left column's middle, one for each edge of the bundle; None without labels.
    """

    width: float
    labels: Sequence[Box] | None


def measured(diagram: Diagram, is_live: bool = False) -> Measures:
    """The measures for all that the diagram holds; if it `is_live`, for other numbers as well."""
    nodes = [node for column in diagram.columns for node in column.nodes]
    values = (diagram.text(node.value) for node in nodes if node.value is not None)
    widest = max((width(text, VALUE) for text in values), default=0.0)
    least = _LIVE_RADIUS if is_live else _LEAST_RADIUS
    radius = min(max(least, widest / 2 + _RIM), _MOST_RADIUS)
    above = LINE + 5 if is_live or any(node.bias for node in nodes) else 0.0
    return Measures(radius, above, LINE * (1 + any(node.activation for node in nodes)) + 2)


def stacked(column: Column, measures: Measures, is_outer: bool) -> Stack:
    """Where the nodes of a column stand; `is_outer` for the first and the last one."""
    pitch = measures.pitch
    slots = [pitch * index for index in range(len(column.first))]
    dots = None
    if column.left_out:
        dots = slots[-1] + pitch * _DOTS
        slots += [dots + pitch * (_DOTS + index) for index in range(len(column.last))]
    half = slots[-1] / 2
    nodes = tuple(slot - half for slot in slots)
    top, bottom = nodes[0] - measures.radius, nodes[-1] + measures.radius
    bottom += 0.0 if is_outer else measures.below
    if dots is not None:
        dots -= half
        bottom = max(bottom, dots + measures.radius)
    return Stack(column, nodes, dots, top - measures.above, bottom, is_outer)


def gap(
    left: Stack,
    right: Stack,
    bundle: Bundle | None,
    diagram: Diagram,
    measures: Measures,
    is_live: bool = False,
) -> Gap:
    """How far two columns are apart, and where the labels stand along the edges between them.

    Labels of a picture that `is_live` have room for other numbers, where there is any.
    """
    least = max(_LEAST_GAP, 2 * measures.radius + 90, _texts(left) / 2 + _texts(right) / 2 + 24)
    span = max(stack.nodes[-1] - stack.nodes[0] for stack in (left, right))
    most = max(least, min(_MOST_GAP, _SLOPE * span))
    if bundle is None or len(bundle.edges) > MOST_LABELS:
        return Gap(most, None)
    most = max(most, _LEAST_GAP + _FOR_LABEL * len(bundle.edges))
    rooms = (_LIVE_LABEL, 0.0) if is_live else (0.0,)
    for room, wider in product(rooms, _WIDER):
        across = most * wider
        segments = list(_segments(left, right, bundle, diagram, measures.radius, across, room))
        taken = [*_taken(left, measures, 0), *_taken(right, measures, most * wider)]
        boxes = placed(segments, SMALL, taken)
        if boxes is not None:
            return Gap(most * wider, boxes)
    return Gap(most, None)


def heading_width(column: Column) -> float:
    """How wide the texts above a column are, as far as they are not cut."""
    texts = width(column.name, HEADING), width(about(column), SMALL)
    return min(max(texts), HEADING_WIDTH)


def about(column: Column) -> str:
    """The second line above a column: the activation, and how many nodes if some are left out."""
    parts = [column.activation or "", f"{column.size:,} nodes" if column.left_out else ""]
    return ", ".join(filter(None, parts))


def outer_width(column: Column) -> float:
    """How wide the names beside an outer column are, as far as they are not cut."""
    texts = (width(node.name, NAME) for node in column.nodes)
    return min(max(texts, default=0.0), OUTER_NAME_WIDTH)


def _texts(stack: Stack) -> float:
    """How wide the texts above and below the nodes are."""
    names = 0.0 if stack.is_outer else max(width(node.name, NAME) for node in stack.column.nodes)
    return max(heading_width(stack.column), min(names, NAME_WIDTH))


def _segments(
    left: Stack,
    right: Stack,
    bundle: Bundle,
    diagram: Diagram,
    radius: float,
    across: float,
    room: float,
) -> Iterator[Segment]:
    starts = {node.ref: y for node, y in zip(left.column.nodes, left.nodes, strict=True)}
    ends = {node.ref: y for node, y in zip(right.column.nodes, right.nodes, strict=True)}
    for edge in bundle.edges:
        text = diagram.text(diagram.strength(edge))
        start, end = between((0, starts[edge.source]), (across, ends[edge.target]), radius)
        yield Segment(start, end, max(room, width(text, SMALL)))


def _taken(stack: Stack, measures: Measures, x: float) -> Iterator[Box]:
    """What stands in a column: its nodes, and the texts over and under them."""
    radius, above, below = measures
    for node, y in zip(stack.column.nodes, stack.nodes, strict=True):
        yield Box(x, y, radius, radius)
        if above:
            yield Box(x, y - radius - above / 2, 38, above / 2)
        if not stack.is_outer:
            half = min(width(node.name, NAME), NAME_WIDTH) / 2
            yield Box(x, y + radius + below / 2, half, below / 2)
