"""A diagram -> where everything of its picture stands, in pixels from the upper left corner.

Every format draws from this. The layers stand side by side from left to right, their nodes one
below the other, around one middle line. The legend comes below, and is each format's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fwdprop.drawings.picture.diagram import Diagram, Node
from fwdprop.drawings.picture.labels import Box, Point, between
from fwdprop.drawings.picture.lettering import HEADING, LINE, NAME, SMALL, width
from fwdprop.drawings.picture.measures import (
    DOTS_AIR,
    HEADING_WIDTH,
    NAME_WIDTH,
    OUTER_NAME_WIDTH,
    Gap,
    Measures,
    Stack,
    about,
    gap,
    measured,
    outer_width,
    over_width,
    stacked,
)
from fwdprop.drawings.picture.parts import (
    MARGIN,
    Anchor,
    Circle,
    Dots,
    Heading,
    Layout,
    Line,
    Text,
    text,
)
from fwdprop.drawings.picture.routes import MOST_LANES, routes
from fwdprop.network.names import NodeRef

_HEADINGS, _HEADING_AT, _ABOUT_AT = 54.0, 12.0, 28.0
_NAME_AIR = 8.0
# A layer alone has at least the room that the words below it need.
_HALF_LEGEND = 95.0


def laid_out(diagram: Diagram, is_live: bool = False) -> Layout:
    """Where everything of the diagram stands.

    A picture that `is_live` has room for other values in the nodes, and for a bias over each.
    """
    measures = measured(diagram, is_live)
    last = len(diagram.columns) - 1
    stacks = [
        stacked(column, measures, index in (0, last))
        for index, column in enumerate(diagram.columns)
    ]
    straight = {(each.source, each.target): each for each in diagram.bundles if not each.is_skip}
    gaps = [
        gap(
            one,
            next,
            straight.get((one.column.depth, next.column.depth)),
            diagram,
            measures,
            is_live,
        )
        for one, next in pairwise(stacks)
    ]
    return _Layouter(diagram, measures, stacks, gaps).layout()


class _Layouter:
    """Puts the parts in their places, when sizes and gaps are known."""

    def __init__(
        self, diagram: Diagram, measures: Measures, stacks: Sequence[Stack], gaps: Sequence[Gap]
    ) -> None:
        self.diagram, self.measures, self.stacks, self.gaps = diagram, measures, stacks, gaps
        self.middle = MARGIN + _HEADINGS - min(stack.top for stack in stacks)
        self.bottom = self.middle + max(stack.bottom for stack in stacks)
        self.xs = [self._beside(stacks[0])]
        for each in gaps:
            self.xs.append(self.xs[-1] + each.width)
        self.at: Mapping[NodeRef, Point] = {
            node.ref: (x, self.middle + y)
            for stack, x in zip(stacks, self.xs, strict=True)
            for node, y in zip(stack.column.nodes, stack.nodes, strict=True)
        }

    def _beside(self, stack: Stack, has_names: bool = True) -> float:
        """From the middle of an outer column to the edge of the picture, where its names stand."""
        names = outer_width(stack.column) + _NAME_AIR if has_names else 0.0
        over = over_width(stack.column, self.diagram) / 2
        legend = 0.0 if self.gaps else _HALF_LEGEND
        return MARGIN + max(names + self.measures.radius, over, legend)

    def layout(self) -> Layout:
        """The whole picture."""
        lines = [*self._around(), *self._straight()]
        labelled = {line.edge for line in lines if line.label is not None}
        return Layout(
            self.diagram,
            self.xs[-1] + self._beside(self.stacks[-1], has_names=len(self.stacks) > 1),
            max([self.bottom, *(line.points[3][1] for line in lines if len(line.points) > 3)]),
            self.measures.radius,
            tuple(map(self._heading, self.stacks, self.xs)),
            tuple(self._circles()),
            tuple(self._dots()),
            tuple(lines),
            tuple(each for each in self.diagram.bundles if each.edges[0] not in labelled),
        )

    def _straight(self) -> Iterator[Line]:
        """The edges from each column to the next one."""
        depths = [stack.column.depth for stack in self.stacks]
        found = {(each.source, each.target): each for each in self.diagram.bundles}
        for index, (pair, each) in enumerate(zip(pairwise(depths), self.gaps, strict=True)):
            edges = found[pair].edges if pair in found else ()
            labels = each.labels if each.labels is not None else [None] * len(edges)
            for edge, box in zip(edges, labels, strict=True):
                ends = between(self.at[edge.source], self.at[edge.target], self.measures.radius)
                x, y = self.xs[index], self.middle
                yield Line(edge, ends, None if box is None else box.moved(x, y))

    def _around(self) -> Iterator[Line]:
        """The edges that skip columns."""
        bundles = [each for each in self.diagram.bundles if each.is_skip]
        depths = (stack.column.depth for stack in self.stacks)
        xs = dict(zip(depths, self.xs, strict=True))
        alone = sum(len(bundle.edges) for bundle in bundles) <= MOST_LANES
        for route in routes(bundles, self.at, xs, self.bottom, self.measures.radius):
            label = None
            if alone:
                number = self.diagram.text(self.diagram.strength(route.edge))
                middle = (route.points[3][0] + route.points[4][0]) / 2
                label = Box(middle, route.lane, width(number, SMALL) / 2 + 2, SMALL / 2 + 2)
            yield Line(route.edge, route.points, label)

    def _heading(self, stack: Stack, x: float) -> Heading:
        name, second = stack.column.name, about(stack.column)
        return Heading(
            stack.column,
            text(name, x, MARGIN + _HEADING_AT, HEADING, "middle", HEADING_WIDTH),
            text(second, x, MARGIN + _ABOUT_AT, SMALL, "middle", HEADING_WIDTH),
        )

    def _circles(self) -> Iterator[Circle]:
        for index, stack in enumerate(self.stacks):
            for node in stack.column.nodes:
                x, y = self.at[node.ref]
                name, own = self._names(node, index, x, y)
                yield Circle(node, x, y, name, self._value(node, x, y), own, self._bias(node, x, y))

    def _value(self, node: Node, x: float, y: float) -> Text | None:
        if node.value is None:
            return None
        number = self.diagram.text(node.value)
        size = self.measures.letters(number)
        return Text(number, x, y + size * 0.36, size, "middle")

    def _bias(self, node: Node, x: float, y: float) -> Text | None:
        if not node.bias:
            return None
        at = y - self.measures.radius - self.measures.above + LINE - 4
        return Text(self.diagram.bias(node), x, at, SMALL, "middle")

    def _names(self, node: Node, index: int, x: float, y: float) -> tuple[Text, Text | None]:
        """The name and the own activation: outside of the outer columns, below the others."""
        aside = self.measures.radius + _NAME_AIR
        anchor: Anchor = "middle"
        most = OUTER_NAME_WIDTH
        if index == 0:
            x, y, anchor = x - aside, y + NAME / 3, "end"
        elif index == len(self.stacks) - 1:
            x, y, anchor = x + aside, y + NAME / 3, "start"
        else:
            y, most = y + self.measures.radius + LINE - 1, NAME_WIDTH
        name = text(node.name, x, y, NAME, anchor, most)
        if node.activation is None:
            return name, None
        return name, text(node.activation, x, y + LINE, SMALL, anchor, most)

    def _dots(self) -> Iterator[Dots]:
        for stack, x in zip(self.stacks, self.xs, strict=True):
            if stack.dots is not None:
                y = self.middle + stack.dots
                more = Text(stack.column.more, x + DOTS_AIR, y + SMALL / 3, SMALL)
                yield Dots(stack.column, x, y, more)
