"""The measures of a picture: how large nodes are, where they stand, how far columns are apart.

Heights are from the middle line of the picture, on which all columns have their middle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from fwdprop.drawings.picture.diagram import Bundle, Column, Diagram, Node
from fwdprop.drawings.picture.labels import Box, Segment, between, placed
from fwdprop.drawings.picture.lettering import HEADING, LINE, NAME, SMALL, VALUE, width

MOST_LABELS = 40
"""The edges between two layers have numbers where there are no more of them."""
NAME_WIDTH, OUTER_NAME_WIDTH, HEADING_WIDTH = 140.0, 220.0, 190.0
"""What is wider is cut: names below nodes, those beside the outer ones, headings of layers."""
DOTS_AIR = 12.0
"""From the dots for the nodes that are left out to the words that say how many they are."""
_LEAST_LETTERS = 8.0
_LEAST_RADIUS, _LIVE_RADIUS, _MOST_RADIUS = 18.0, 28.0, 34.0
_BIAS_WIDTH = 76.0
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
    radius = max(radius, widest * _LEAST_LETTERS / VALUE / 2 + _RIM)
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
    texts = (_texts(left, diagram) + _texts(right, diagram)) / 2
    least = max(_LEAST_GAP, 2 * measures.radius + 90, texts + 24)
    span = max(stack.nodes[-1] - stack.nodes[0] for stack in (left, right))
    most = max(least, min(_MOST_GAP, _SLOPE * span))
    if bundle is None or len(bundle.edges) > MOST_LABELS:
        return Gap(most, None)
    most = max(most, _LEAST_GAP + _FOR_LABEL * len(bundle.edges))
    rooms = (_LIVE_LABEL, 0.0) if is_live else (0.0,)
    for room, wider in product(rooms, _WIDER):
        across = most * wider
        segments = list(_segments(left, right, bundle, diagram, measures.radius, across, room))
        stacks = (left, 0.0), (right, across)
        taken = [box for stack, x in stacks for box in _taken(stack, diagram, measures, x)]
        boxes = placed(segments, SMALL, taken)
        if boxes is not None:
            return Gap(most * wider, boxes)
    return Gap(most, None)


def over_width(column: Column, diagram: Diagram) -> float:
    """How wide all is that stands above the nodes of a column, and between them."""
    heading = max(width(column.name, HEADING), width(about(column), SMALL))
    biases = max(width(diagram.bias(node), SMALL) for node in column.nodes)
    dots = 2 * (DOTS_AIR + width(column.more, SMALL)) if column.more else 0.0
    return max(min(heading, HEADING_WIDTH), biases, dots)


def about(column: Column) -> str:
    """The second line above a column: the activation, and how many nodes if some are left out."""
    parts = [column.activation or "", f"{column.size:,} nodes" if column.left_out else ""]
    return ", ".join(filter(None, parts))


def outer_width(column: Column) -> float:
    """How wide the names beside an outer column are, as far as they are not cut."""
    return min(max(map(_name_width, column.nodes)), OUTER_NAME_WIDTH)


def _name_width(node: Node) -> float:
    """How wide a name is, and the own activation below it."""
    return max(width(node.name, NAME), width(node.activation or "", SMALL))


def _texts(stack: Stack, diagram: Diagram) -> float:
    """How wide the texts above and below the nodes are."""
    names = 0.0 if stack.is_outer else max(map(_name_width, stack.column.nodes))
    return max(over_width(stack.column, diagram), min(names, NAME_WIDTH))


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


def _taken(stack: Stack, diagram: Diagram, measures: Measures, x: float) -> Iterator[Box]:
    """What stands in a column: its nodes, and the texts over, under and between them."""
    radius, above, below = measures
    for node, y in zip(stack.column.nodes, stack.nodes, strict=True):
        yield Box(x, y, radius, radius)
        if above:
            wide = max(width(diagram.bias(node), SMALL), _BIAS_WIDTH)
            yield Box(x, y - radius - above / 2, wide / 2 + 1, above / 2)
        if not stack.is_outer:
            half = min(_name_width(node), NAME_WIDTH) / 2
            yield Box(x, y + radius + below / 2, half, below / 2)
    if stack.dots is not None:
        half = width(stack.column.more, SMALL) / 2
        yield Box(x + DOTS_AIR + half, stack.dots, half, LINE / 2)
