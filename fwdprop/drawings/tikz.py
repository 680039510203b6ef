"""The picture as a tikzpicture for LaTeX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.legend import LOOKS, items, notes, sign
from fwdprop.drawings.picture.lettering import LINE, SMALL, small, wrapped
from fwdprop.drawings.picture.palette import LIGHT
from fwdprop.drawings.picture.parts import MARGIN, Anchor, Circle, Layout, Line, Text
from fwdprop.drawings.picture.style import Style
from fwdprop.views.latex import escaped, needed, number

_SIGNS = str.maketrans({"…": r"\dots{}", "→": r"$\to$", "×": r"$\times$"})
# An article's page of ten points, in pixels; what is larger is made to fit the reader's page.
_PAGE_WIDTH, _PAGE_HEIGHT = 430.0, 680.0
_THINNEST, _THICKEST = 0.4, 2.4
_ANCHORS: dict[Anchor, str] = {"start": "west", "middle": "center", "end": "east"}
_COLORS = ("ink", "muted", "positive", "negative", "zero", "bias", "input", "hidden", "output")


def draw(diagram: Diagram, style: Style) -> str:
    """The text of the picture, to be put into a document that loads tikz."""
    return "\n".join(_Picture(laid_out(diagram)).lines()) + "\n"


class _Picture:
    """The commands of one picture; a unit is a pixel of the layout, three quarters of a point."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.diagram, self.sizes = layout, layout.diagram, layout.diagram.parts()

    def lines(self) -> Iterator[str]:
        """All of them."""
        yield from needed("tikz", self._texts())
        before, after = self._fit()
        yield from before
        yield r"\begin{tikzpicture}[x=0.75bp, y=-0.75bp, inner sep=1pt]"
        for name in _COLORS:
            yield rf"  \definecolor{{{name}}}{{HTML}}{{{getattr(LIGHT, name)[1:].upper()}}}"
        yield from map(self._line, self.layout.lines)
        for heading in self.layout.headings:
            yield self._text(heading.name, "ink", r"\bfseries ")
            yield from [self._text(heading.about, "muted")] if heading.about.text else []
        for circle in self.layout.circles:
            yield from self._circle(circle)
        for dots in self.layout.dots:
            yield rf"  \node[muted] at {_at(dots.x, dots.y)} {{$\vdots$}};"
            yield self._text(dots.text, "muted", backed=True)
        yield from self._labels()
        yield from self._legend()
        yield r"\end{tikzpicture}" + after

    def _fit(self) -> tuple[Sequence[str], str]:
        """What stands before and behind the picture, so that it is no larger than a page."""
        wide = self.layout.width
        high = self.layout.height + LINE * (2 + len([*items(self.diagram), *self._notes()]))
        if wide <= _PAGE_WIDTH and high <= _PAGE_HEIGHT:
            return (), ""
        is_high = high / wide > _PAGE_HEIGHT / _PAGE_WIDTH
        size = r"{!}{0.9\textheight}" if is_high else r"{0.98\linewidth}{!}"
        return (rf"\noindent\resizebox{size}{{%",), "%\n}"

    def _texts(self) -> Iterator[str]:
        """The names as they are shown, without the signs that LaTeX has commands for."""
        names = [heading.name for heading in self.layout.headings]
        names += [circle.name for circle in self.layout.circles]
        return (name.text.translate(dict.fromkeys(_SIGNS)) for name in names)

    def _line(self, line: Line) -> str:
        word = sign(self.diagram.strength(line.edge))
        width = _THINNEST + (_THICKEST - _THINNEST) * self.sizes[line.edge]
        points = [_at(*point) for point in line.points]
        way = " -- ".join(points)
        if len(points) > 2:
            one, two = points[:4], points[4:]
            way = " -- ".join(f"{a} .. controls {b} and {c} .. {d}" for a, b, c, d in (one, two))
        return rf"  \draw[{word}, line width={width:.2g}pt, {LOOKS[word]}] {way};"

    def _circle(self, circle: Circle) -> Iterator[str]:
        depth, last = circle.node.ref.depth, len(self.diagram.network.layers)
        part = "input" if depth == 0 else "output" if depth == last else "hidden"
        radius = f"{self.layout.radius * 0.75:.4g}bp"
        yield rf"  \filldraw[fill={part}, draw=ink] {_at(circle.x, circle.y)} circle ({radius});"
        if circle.value is not None:
            yield self._text(circle.value, "ink")
        yield self._text(circle.name, "ink", backed=True)
        if circle.activation is not None:
            yield self._text(circle.activation, "muted", backed=True)
        if circle.bias is not None:
            rim = circle.y - self.layout.radius
            ends = f"{_at(circle.x, circle.bias.y + 4)} -- {_at(circle.x, rim)}"
            yield rf"  \draw[bias, line width=1pt] {ends};"
            yield self._text(circle.bias, "bias", r"\itshape ", backed=True)

    def _labels(self) -> Iterator[str]:
        """The numbers of edges, each on a piece of paper, turned as its edge is."""
        for line in self.layout.lines:
            if line.label is not None:
                strength, box = self.diagram.strength(line.edge), line.label
                at, turn = _at(box.x, box.y), f"rotate={0.0 - box.angle:.4g}"
                text = _size(SMALL) + f"${number(self.diagram.text(strength))}$"
                yield rf"  \node[fill=white, text={sign(strength)}, {turn}] at {at} {{{text}}};"

    def _legend(self) -> Iterator[str]:
        """What the signs mean, one below the other."""
        y = self.layout.height + 2 * LINE
        for item in items(self.diagram):
            ends = f"{_at(MARGIN, y - 4)} -- {_at(MARGIN + 30, y - 4)}"
            look = LOOKS[item.sign] if item.sign != "bias" else "solid"
            yield rf"  \draw[{item.sign}, line width=1.2pt, {look}] {ends};"
            yield self._text(Text(item.text, MARGIN + 36, y, SMALL), "muted")
            y += LINE
        for line in self._notes():
            yield self._text(Text(line, MARGIN, y, SMALL), "muted")
            y += LINE

    def _notes(self) -> list[str]:
        """The lines of what there is to say about the picture."""
        said = notes(self.diagram, self.layout.unlabelled)
        most = self.layout.width - 2 * MARGIN
        return [line for note in said for line in wrapped(note, most, small)]

    def _text(self, text: Text, color: str, style: str = "", backed: bool = False) -> str:
        """A text in its place; one that is backed stands on paper, as edges go behind it."""
        place = f"anchor={_ANCHORS[text.anchor]}, {color}" + (", fill=white" if backed else "")
        at = _at(text.x, text.box.y)
        return rf"  \node[{place}] at {at} {{{style}{_size(text.size)}{_printed(text.text)}}};"


def _printed(text: str) -> str:
    """The text as LaTeX prints it, with the signs that it has a command for."""
    return escaped(text).translate(_SIGNS)


def _size(size: float) -> str:
    return rf"\fontsize{{{size * 0.75:.4g}}}{{{size * 0.9:.4g}}}\selectfont "


def _at(x: float, y: float) -> str:
    return f"({x:.1f},{y:.1f})"
