"""Charts as one SVG element: lines told apart by dashes, signs and labels, with any colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.drawings.picture.labels import Point
from fwdprop.drawings.picture.lettering import HEADING, LINE, SMALL, small, wrapped
from fwdprop.drawings.picture.marking import escaped, number, text_element
from fwdprop.drawings.picture.palette import Palette
from fwdprop.drawings.picture.parts import MARGIN, Text, text
from fwdprop.drawings.plot.layout import HEIGHT, WIDTH, Drawn, Plot, laid_out
from fwdprop.views.sweep.chart import Chart

LINES = ("positive", "negative", "bias", "ink", "muted", "zero")
"""The parts of the palette that lines have the colours of, one after the other."""
OUTLINED = ".ring,.axis"
_DASHES = ("", "8 4", "2 3", "10 3 2 3", "14 4", "5 2 1 2")
_MOST_SIGNS = 30
_TOP, _BELOW = 50.0, 52.0


class Sheet:
    """Charts side by side, two in a row, with their words below them and notes at the end."""

    def __init__(self, charts: Sequence[Chart], notes: Sequence[str], palette: Palette) -> None:
        self.plots = [laid_out(chart) for chart in charts]
        self.notes, self.palette = notes, palette
        self._left = max(plot.margin for plot in self.plots)
        self._across = self._left + WIDTH + max(plot.labels for plot in self.plots)
        self._columns = min(len(self.plots), 2)
        self.width = self._columns * (self._across + MARGIN) + MARGIN
        self._words = [self._wrapped(plot.chart.sentences, self._across) for plot in self.plots]
        self._noted = self._wrapped(notes, self.width - 2 * MARGIN)

    @property
    def size(self) -> Point:
        """The width and the height, in pixels."""
        return self.width, self._tops()[-1] + LINE * len(self._noted) + MARGIN

    def drawn(self, style: str = "") -> str:
        """The element; `style` is the style sheet in it."""
        return "\n".join(self._parts(style))

    def _parts(self, style: str) -> Iterator[str]:
        width, height = map(number, self.size)
        charts = [plot.chart for plot in self.plots]
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" '
            f'aria-labelledby="title description" font-family="sans-serif">'
        )
        yield f'<title id="title">{escaped(_title(charts))}</title>'
        yield f'<desc id="description">{escaped(" ".join(_words(charts, self.notes)))}</desc>'
        if style:
            yield f"<style>{style}</style>"
        yield f'<rect class="paper" width="100%" height="100%" fill="{self.palette.paper}"/>'
        tops = self._tops()
        for index, (plot, words) in enumerate(zip(self.plots, self._words, strict=True)):
            row, column = divmod(index, self._columns)
            x = MARGIN + column * (self._across + MARGIN) + self._left
            place = f"translate({number(x)} {number(tops[row] + _TOP)})"
            yield f'<g class="plot" transform="{place}">'
            yield from self._plot(plot, words)
            yield "</g>"
        for line, note in enumerate(self._noted):
            yield self._text(Text(note, MARGIN, tops[-1] + LINE * (line + 0.5), SMALL), "muted")
        yield "</svg>"

    def _tops(self) -> list[float]:
        """Where the rows of charts begin, and where the last one ends."""
        tops = [MARGIN]
        for row in range(0, len(self.plots), self._columns):
            words = max(map(len, self._words[row : row + self._columns]))
            tops.append(tops[-1] + _TOP + HEIGHT + _BELOW + LINE * words + MARGIN)
        return tops

    @staticmethod
    def _wrapped(sentences: Sequence[str], most: float) -> list[str]:
        found = []
        for sentence in sentences:
            indent = "\u2003" if sentence.startswith(" ") else ""
            found += [indent + line for line in wrapped(sentence.strip(), most - SMALL, small)]
        return found

    def _plot(self, plot: Plot, words: Sequence[str]) -> Iterator[str]:
        title = text(plot.chart.subject, -plot.margin, -32, HEADING, "start", self._across)
        yield self._text(title, "ink", ' font-weight="bold"')
        if plot.chart.where:
            where = text(plot.chart.where, -plot.margin, -16, SMALL, "start", self._across)
            yield self._text(where, "muted")
        yield from self._axes(plot)
        for index, line in enumerate(plot.lines):
            yield from self._line(line, index)
        for line in plot.lines:
            yield from self._marks(line)
        for row, sentence in enumerate(words):
            at = Text(sentence, -plot.margin, HEIGHT + _BELOW + LINE * (row + 0.6), SMALL)
            yield self._text(at, "muted")

    def _axes(self, plot: Plot) -> Iterator[str]:
        for y, label in plot.y_ticks:
            yield self._path(f"M0 {number(y)}H{number(WIDTH)}", "zero", 0.5, ' opacity="0.6"')
            yield self._text(label, "muted")
        for x, label in plot.x_ticks:
            yield self._path(f"M{number(x)} {number(HEIGHT)}v5", "muted", 1)
            yield self._text(label, "muted")
        axes = f"M0 0V{number(HEIGHT)}H{number(WIDTH)}"
        yield f'<path class="axis" d="{axes}" fill="none" stroke="{self.palette.ink}"/>'
        yield self._text(plot.x_name, "ink")

    def _line(self, line: Drawn, index: int) -> Iterator[str]:
        part = LINES[index % len(LINES)]
        dash = _DASHES[index % len(_DASHES)]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<g data-line="{index}"><title>{escaped(line.stroke.label)}</title>'
        for way in line.ways:
            yield self._path(_way(way), part, 2, dashes)
        if len(line.points) <= _MOST_SIGNS or not line.ways:
            yield from (self._sign(point, index) for point in line.points)
        if line.label is not None and line.end is not None:
            x, y = line.end
            lead = f"M{number(x + 4)} {number(y)}L{number(WIDTH + 14)} {number(line.label.y - 4)}"
            yield self._path(lead, part, 1, ' stroke-dasharray="1 2"')
            yield self._text(line.label, "ink")
        yield "</g>"

    def _marks(self, line: Drawn) -> Iterator[str]:
        for mark, (x, y), label in line.marks:
            caption = f"{mark.text} switches at {mark.place}"
            yield (
                f'<circle class="paper ring" cx="{number(x)}" cy="{number(y)}" r="4.5" '
                f'fill="{self.palette.paper}" stroke="{self.palette.ink}" stroke-width="1.5">'
                f"<title>{escaped(caption)}</title></circle>"
            )
            if label is not None:
                yield self._text(label, "muted")

    def _sign(self, point: Point, index: int) -> str:
        """A point of a line, in the line's own shape."""
        part = LINES[index % len(LINES)]
        color = f'class="{part}" fill="{getattr(self.palette, part)}"'
        x, y = point
        shape = index % 6
        if shape == 0:
            return f'<circle {color} cx="{number(x)}" cy="{number(y)}" r="3"/>'
        corners = _CORNERS[shape - 1]
        points = " ".join(f"{number(x + dx)},{number(y + dy)}" for dx, dy in corners)
        return f'<polygon {color} points="{points}"/>'

    def _path(self, way: str, part: str, thickness: float, more: str = "") -> str:
        return (
            f'<path class="{part}" d="{way}" fill="none" stroke="{getattr(self.palette, part)}" '
            f'stroke-width="{number(thickness)}"{more}/>'
        )

    def _text(self, text: Text, part: str, style: str = "") -> str:
        return text_element(text, part, self.palette, style)


_CORNERS = (
    ((-3, -3), (3, -3), (3, 3), (-3, 3)),
    ((0, -4), (3.5, 3), (-3.5, 3)),
    ((0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0)),
    ((0, 4), (3.5, -3), (-3.5, -3)),
    (
        (-1, -4),
        (1, -4),
        (1, -1),
        (4, -1),
        (4, 1),
        (1, 1),
        (1, 4),
        (-1, 4),
        (-1, 1),
        (-4, 1),
        (-4, -1),
        (-1, -1),
    ),
)
"""Square, triangle, diamond, triangle upside down, cross: around the point (0, 0)."""


def _way(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _title(charts: Sequence[Chart]) -> str:
    """What the picture is of."""
    return "; ".join(f"{chart.title}: over {chart.x_name}" for chart in charts)


def _words(charts: Sequence[Chart], notes: Sequence[str]) -> Iterator[str]:
    """All that is said below the charts."""
    for chart in charts:
        yield f"{chart.title}."
        yield from (sentence.strip() for sentence in chart.sentences)
    yield from notes
