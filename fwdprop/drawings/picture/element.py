"""The picture as an SVG element: shapes with plain attributes, and text that can be selected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fwdprop.drawings.picture.captions import Captions
from fwdprop.drawings.picture.diagram import Edge
from fwdprop.drawings.picture.labels import Box
from fwdprop.drawings.picture.legend import Item, items, notes, sign
from fwdprop.drawings.picture.lettering import LINE, SMALL, small, wrapped
from fwdprop.drawings.picture.marking import escaped, number, text_element
from fwdprop.drawings.picture.palette import LIGHT, Palette
from fwdprop.drawings.picture.parts import MARGIN, Circle, Dots, Heading, Layout, Line, Text

_DASHES = {"positive": "", "negative": ' stroke-dasharray="6 3"', "zero": ' stroke-dasharray="1 3"'}
_THINNEST, _THICKEST = 1.0, 4.0
_SAMPLE = 30.0


def drawn(
    layout: Layout, palette: Palette = LIGHT, style: str = "", has_legend: bool = True
) -> str:
    """The `svg` element in these colours; `style` is the style sheet in it."""
    return "\n".join(_Picture(layout, palette).parts(style, has_legend))


def size(layout: Layout) -> tuple[float, float]:
    """The width and the height of the element, in pixels."""
    _, height = _Picture(layout, LIGHT)._legend()
    return layout.width, height


class _Picture:
    """The elements of one picture."""

    def __init__(self, layout: Layout, palette: Palette) -> None:
        self.layout, self.palette = layout, palette
        self.diagram = layout.diagram
        self.captions = Captions(self.diagram)
        self.sizes = self.diagram.parts()

    def parts(self, style: str, has_legend: bool) -> Iterator[str]:
        """The whole element, piece by piece."""
        legend, height = self._legend() if has_legend else ([], self.layout.height + MARGIN)
        size = f'width="{number(self.layout.width)}" height="{number(height)}"'
        box = f"0 0 {number(self.layout.width)} {number(height)}"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}" role="img" '
            f'aria-labelledby="title description" font-family="sans-serif">'
        )
        yield f'<title id="title">{escaped(self.captions.title)}</title>'
        yield f'<desc id="description">{escaped(self.captions.description)}</desc>'
        if style:
            yield f"<style>{style}</style>"
        yield f'<rect class="paper" width="100%" height="100%" fill="{self.palette.paper}"/>'
        yield from _group("edges", map(self._edge, self.layout.lines), ' fill="none"')
        yield from _group("heads", map(self._heading, self.layout.headings))
        yield from _group("nodes", map(self._node, self.layout.circles))
        yield from _group("dots", map(self._dots, self.layout.dots))
        labelled = [line for line in self.layout.lines if line.label is not None]
        yield from _group("labels", map(self._label, labelled))
        yield from _group("legend", legend)
        yield "</svg>"

    def _edge(self, line: Line) -> str:
        strength = self.diagram.strength(line.edge)
        word = sign(strength)
        thickness = _THINNEST + (_THICKEST - _THINNEST) * self.sizes[line.edge]
        return (
            f'<path class="{word}" data-edge="{_key(line.edge)}" d="{_path(line)}" '
            f'stroke="{getattr(self.palette, word)}" stroke-width="{number(thickness)}"'
            f"{_DASHES[word]}><title>{escaped(self.captions.edge(line.edge))}</title></path>"
        )

    def _heading(self, heading: Heading) -> str:
        name = self._text(heading.name, "ink", ' font-weight="bold"')
        return name + (self._text(heading.about, "muted") if heading.about.text else "")

    def _node(self, circle: Circle) -> str:
        node, depth = circle.node, circle.node.ref.depth
        last = len(self.diagram.network.layers)
        part = "input" if depth == 0 else "output" if depth == last else "hidden"
        x, y = number(circle.x), number(circle.y)
        parts = [
            f'<g data-node="{depth}.{node.ref.node}">',
            f"<title>{escaped(self.captions.node(node))}</title>",
            self._bias(circle),
            f'<circle class="{part}" cx="{x}" cy="{y}" r="{number(self.layout.radius)}" '
            f'fill="{getattr(self.palette, part)}" stroke="{self.palette.ink}"/>',
        ]
        if circle.value is not None:
            parts.append(self._text(circle.value, "ink"))
        parts.append(self._on_paper(circle.name, "ink"))
        if circle.activation is not None:
            parts.append(self._on_paper(circle.activation, "muted"))
        return "".join(parts) + "</g>"

    def _bias(self, circle: Circle) -> str:
        """The bias over a node: its number, and a short line from it into the node."""
        if circle.bias is None:
            return ""
        x, rim = number(circle.x), circle.y - self.layout.radius
        line = (
            f'<path class="bias" d="M{x} {number(circle.bias.y + 4)}V{number(rim)}" '
            f'stroke="{self.palette.bias}" stroke-width="1.5"/>'
        )
        return line + self._on_paper(circle.bias, "bias", ' font-style="italic"')

    def _dots(self, dots: Dots) -> str:
        circles = (
            f'<circle class="muted" cx="{number(dots.x)}" cy="{number(dots.y + step)}" r="2" '
            f'fill="{self.palette.muted}"/>'
            for step in (-8, 0, 8)
        )
        return "".join(circles) + self._on_paper(dots.text, "muted")

    def _label(self, line: Line) -> str:
        """The number of an edge on a piece of paper, so that other edges do not cross it."""
        assert line.label is not None
        box, strength = line.label, self.diagram.strength(line.edge)
        word, text = sign(strength), self.diagram.text(strength)
        turned = f' transform="rotate({number(box.angle)} {number(box.x)} {number(box.y)})"'
        return (
            f'<g data-label="{_key(line.edge)}"{turned if box.sin else ""}>'
            + self._paper(box)
            + self._text(Text(text, box.x, box.y + SMALL * 0.36, SMALL, "middle"), word)
            + "</g>"
        )

    def _on_paper(self, text: Text, part: str, style: str = "") -> str:
        """A text among edges, which are not to go through it."""
        return self._paper(text.box) + self._text(text, part, style)

    def _paper(self, box: Box) -> str:
        """A piece of paper over what is behind a text."""
        return (
            f'<rect class="paper" x="{number(box.x - box.half_width)}" '
            f'y="{number(box.y - box.half_height)}" width="{number(2 * box.half_width)}" '
            f'height="{number(2 * box.half_height)}" fill="{self.palette.paper}"/>'
        )

    def _text(self, text: Text, part: str, style: str = "") -> str:
        return text_element(text, part, self.palette, style)

    def _legend(self) -> tuple[list[str], float]:
        """The elements of the legend, and the height of the picture with it."""
        x, y = MARGIN, self.layout.height + 2 * LINE
        parts: list[str] = []
        for item in items(self.diagram):
            end = x + _SAMPLE + 6 + small(item.text) + 18
            if end > self.layout.width - MARGIN + 18 and x > MARGIN:
                x, y, end = MARGIN, y + LINE + 2, end - x + MARGIN
            parts += self._item(item, x, y)
            x = end
        for note in notes(self.diagram, self.layout.unlabelled):
            for line in wrapped(note, self.layout.width - 2 * MARGIN, small):
                y += LINE + 2
                parts.append(self._text(Text(line, MARGIN, y, SMALL), "muted"))
        return parts, y + MARGIN

    def _item(self, item: Item, x: float, y: float) -> Iterator[str]:
        dash = _DASHES.get(item.sign, "")
        yield (
            f'<path class="{item.sign}" d="M{number(x)} {number(y - 4)}h{number(_SAMPLE)}" '
            f'fill="none" stroke="{getattr(self.palette, item.sign)}" stroke-width="2"{dash}/>'
        )
        yield self._text(Text(item.text, x + _SAMPLE + 6, y, SMALL), "muted")


def _group(name: str, parts: Iterable[str], style: str = "") -> Iterator[str]:
    yield f'<g class="{name}"{style}>'
    yield from parts
    yield "</g>"


def _key(edge: Edge) -> str:
    """What scripts find an edge by: the depth and the index of its source, and of its target."""
    return f"{edge.source.depth}.{edge.source.node}-{edge.target.depth}.{edge.target.node}"


def _path(line: Line) -> str:
    points = [f"{number(x)} {number(y)}" for x, y in line.points]
    if len(points) == 2:
        return f"M{points[0]}L{points[1]}"
    first, second = " ".join(points[1:4]), " ".join(points[5:])
    return f"M{points[0]}C{first}L{points[4]}C{second}"
