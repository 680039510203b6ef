"""A sweep for a person: for each panel its table, its drawing, and what is to be seen there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from fwdprop.analysis.sweep.panels import Panel
from fwdprop.system.terminal import Terminal
from fwdprop.views.sweep import table
from fwdprop.views.sweep.chart import Chart, charts
from fwdprop.views.sweep.plot import plot


def drawn(panels: Sequence[Panel], digits: int, whole: bool, page: Terminal) -> Iterator[str]:
    """The text of the panels, piece by piece, as wide as the terminal."""
    for index, (panel, shown) in enumerate(zip(panels, charts(panels, digits), strict=True)):
        yield "\n" if index else ""
        yield from _panel(panel, shown, digits, whole, page)


def _panel(panel: Panel, shown: Chart, digits: int, whole: bool, page: Terminal) -> Iterator[str]:
    yield page.drawn(Text(page.legible(shown.title), "bold")) + "\n"
    yield from table.drawn(panel, digits, whole, page)
    if shown.is_line:
        drawing = plot(shown, page)
        yield "\n" + (drawing or page.drawn(Text("there is no room for the drawing")))
    if shown.sentences:
        yield "\n"
    for sentence in shown.sentences:
        text = page.legible(sentence if page.shows_unicode else sentence.replace("○", "o"))
        bare = text.lstrip()
        yield page.drawn(Padding(Text(bare), (0, 0, 0, len(text) - len(bare))))
