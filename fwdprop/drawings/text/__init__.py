"""The picture in characters, as wide as the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from fwdprop.drawings.picture.diagram import Bundle, Diagram
from fwdprop.drawings.picture.legend import sign
from fwdprop.drawings.picture.lettering import wrapped
from fwdprop.drawings.picture.measures import measured, stacked
from fwdprop.drawings.picture.style import Style
from fwdprop.drawings.text.band import Band, least_width
from fwdprop.drawings.text.column import LEAST_NAME, MOST_NAME, Letters, TextColumn, text_column
from fwdprop.errors import count
from fwdprop.system.terminal import Terminal
from fwdprop.views.canvas import Canvas


def draw(diagram: Diagram, style: Style) -> str:
    """The text: layers side by side, those for which there is no room in further bands below."""
    return "\n".join(_Text(diagram, style.terminal).lines()) + "\n"


class _Text:
    """The bands of a picture, and what is said below them."""

    def __init__(self, diagram: Diagram, terminal: Terminal) -> None:
        self.diagram, self.terminal = diagram, terminal
        self.is_ascii = not terminal.shows_unicode
        signs = ("...", "o", ":") if self.is_ascii else ("…", "○", "⋮")
        self.letters = Letters(terminal.legible, *signs)
        measures = measured(diagram)
        self.slots = [
            [y / measures.pitch for y in stacked(column, measures, True).nodes]
            for column in diagram.columns
        ]

    def lines(self) -> Iterator[str]:
        """All lines."""
        bands = list(self._bands())
        for canvas, _ in bands:
            yield from canvas.text()
            yield ""
        for note in self._notes([band for _, band in bands]):
            yield from wrapped(note, self.terminal.width, cell_len)

    def _bands(self) -> Iterator[tuple[Canvas, Band]]:
        """Layers side by side; the last one of a band is the first one of the next."""
        first, done = 0, -1
        while done < len(self.diagram.columns) - 1:
            columns = self._columns(first)
            last = first + len(columns) - 1
            if last > done:
                canvas = Canvas(self.is_ascii)
                slots = self.slots[first : last + 1]
                band = Band(self.diagram, columns, slots, canvas, self.terminal.width)
                band.connect_all()
                yield canvas, band
                done = last
            first = last if len(columns) > 1 else last + 1

    def _columns(self, first: int) -> Sequence[TextColumn]:
        """The layers from the first one on that fit side by side, at least one."""
        for most in (MOST_NAME, LEAST_NAME):
            fitting = self._fitting(first, most)
            if fitting:
                return fitting
        return [self._column(first, "below", LEAST_NAME)]

    def _fitting(self, first: int, most: int) -> Sequence[TextColumn]:
        """As many layers as fit side by side with names of that width; none if two do not."""
        found: Sequence[TextColumn] = ()
        before = [self._column(first, "left", most)]
        for index in range(first + 1, len(self.diagram.columns)):
            columns = [*before, self._column(index, "right", most)]
            if least_width(columns) <= self.terminal.width:
                found = columns
            before.append(self._column(index, "below", most))
            if least_width(before) > self.terminal.width:
                break
        return found

    def _column(self, index: int, side: str, most: int) -> TextColumn:
        return text_column(self.diagram, index, side, self.letters, most)

    def _notes(self, bands: Sequence[Band]) -> Iterator[str]:
        """What the lines mean, and what is not drawn."""
        lines = [edge for band in bands for edge in band.lines]
        what = "value × weight" if self.diagram.by_product else "weight"
        signs = {sign(self.diagram.strength(edge)) for edge in lines}
        if "negative" in signs:
            solid = f"positive {what}" + (" or 0" if "zero" in signs else "")
            yield f"solid line: {solid}; dashed: negative"
        for bundle in (bundle for band in bands for bundle in band.bare):
            yield f"{self._ends(bundle)}: no room for {count(len(bundle.edges), 'weight')}"
        drawn = {bundle.layers for band in bands for bundle in band.drawn}
        for bundle in self.diagram.bundles:
            if bundle.layers not in drawn:
                yield f"{self._ends(bundle)}: no room for {count(len(bundle.edges), 'connection')}"

    def _ends(self, bundle: Bundle) -> str:
        arrow = "->" if self.is_ascii else "→"
        names = map(self.diagram.network.name_of, bundle.layers)
        most = min(MOST_NAME, self.terminal.width)
        return f" {arrow} ".join(self.letters.fitted(name, most) for name in names)
