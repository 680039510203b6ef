"""Charts as pictures: lines over an input, side by side, with the words below them.

A picture is laid out once, and drawn as SVG; images are made of that.
"""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.drawings.picture.palette import DARK, LIGHT, dark_rules
from fwdprop.drawings.picture.renderer import pdf_of, png_of, without_font
from fwdprop.drawings.plot.element import LINES, OUTLINED, Sheet
from fwdprop.system.report import visible
from fwdprop.views.sweep.chart import Chart

FORMATS = ("svg", "png", "pdf")
"""What a chart is drawn as; the last two are binary."""
SCALED = ("png",)


def svg(charts: Sequence[Chart], notes: Sequence[str], theme: str) -> str:
    """The text of the file: light as plain attributes, dark by one rule where the theme is auto."""
    style = dark_rules(LINES, OUTLINED) if theme == "auto" else ""
    return _sheet(charts, notes, theme).drawn(style) + "\n"


def png(charts: Sequence[Chart], notes: Sequence[str], theme: str, scale: float) -> bytes:
    """The picture in dots, `scale` of them for each pixel."""
    sheet = _sheet(charts, notes, theme)
    return png_of(sheet.drawn(), sheet.size, scale, "lower the scale, or draw an svg")


def pdf(charts: Sequence[Chart], notes: Sequence[str], theme: str) -> bytes:
    """The picture as a page of its size, whose text can be selected."""
    return pdf_of(_sheet(charts, notes, theme).drawn())


def names_without_font(charts: Sequence[Chart]) -> list[str]:
    """The names with letters that no font of this machine has."""
    names = [chart.x_name for chart in charts] + [chart.title for chart in charts]
    return [*without_font(names + [line.label for chart in charts for line in chart.strokes])]


def _sheet(charts: Sequence[Chart], notes: Sequence[str], theme: str) -> Sheet:
    seen = [*map(_seen, charts)]
    return Sheet(seen, [*map(visible, notes)], DARK if theme == "dark" else LIGHT)


def _seen(chart: Chart) -> Chart:
    """The chart with names in which every character can be seen."""
    strokes = tuple(each._replace(label=visible(each.label)) for each in chart.strokes)
    sentences = tuple(map(visible, chart.sentences))
    return chart._replace(
        subject=visible(chart.subject),
        where=visible(chart.where),
        x_name=visible(chart.x_name),
        strokes=strokes,
        sentences=sentences,
    )
