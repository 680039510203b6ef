"""What a picture is made of: texts, nodes, edges, headings, each with its place in pixels."""

from __future__ import annotations

from typing import Literal, NamedTuple

from fwdprop.drawings.picture.diagram import Bundle, Column, Diagram, Edge, Node
from fwdprop.drawings.picture.labels import Box, Point
from fwdprop.drawings.picture.lettering import fitted, width

MARGIN = 20.0
"""The air around a picture."""

Anchor = Literal["start", "middle", "end"]


class Text(NamedTuple):
    """A text on a baseline: it starts at (x, y), ends there, or has its middle there.

    `text` is what fits, `whole` what it is the beginning of, `size` that of its letters.
    """

    text: str
    x: float
    y: float
    size: float
    anchor: Anchor = "start"
    whole: str | None = None

    @property
    def box(self) -> Box:
        """The room that it takes."""
        wide = width(self.text, self.size)
        x = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(x + wide / 2, self.y - self.size * 0.36, wide / 2 + 1, self.size / 2 + 1)


def text(whole: str, x: float, y: float, size: float, anchor: Anchor, most: float) -> Text:
    """As much of a text as fits into that width."""
    shown = fitted(whole, size, most)
    return Text(shown, x, y, size, anchor, None if shown == whole else whole)


class Circle(NamedTuple):
    """A node: its centre, and its name, value, bias and own activation, where it has these."""

    node: Node
    x: float
    y: float
    name: Text
    value: Text | None
    activation: Text | None
    bias: Text | None


class Line(NamedTuple):
    """An edge, and where its number stands, if it has one.

    Of `points`, two are a straight line. Eight are a way around the layers between: two cubic
    curves of four points each, with a straight line from the one to the other.
    """

    edge: Edge
    points: tuple[Point, ...]
    label: Box | None


class Heading(NamedTuple):
    """What stands above a layer: its name; its activation, and its size where not all is shown."""

    column: Column
    name: Text
    about: Text


class Dots(NamedTuple):
    """The nodes of a layer that are left out: dots around (x, y), and how many they are."""

    column: Column
    x: float
    y: float
    text: Text


class Layout(NamedTuple):
    """The whole picture but for its legend, which stands below it: where everything is.

    `radius` is that of all nodes. `unlabelled` are the bundles whose edges have no numbers.
    """

    diagram: Diagram
    width: float
    height: float
    radius: float
    headings: tuple[Heading, ...]
    circles: tuple[Circle, ...]
    dots: tuple[Dots, ...]
    lines: tuple[Line, ...]
    unlabelled: tuple[Bundle, ...]
