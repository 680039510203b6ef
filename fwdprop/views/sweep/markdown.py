"""A sweep as Markdown: for each panel a table, and what is to be seen there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from fwdprop.analysis.sweep.panels import Panel
from fwdprop.views.markdown import escaped
from fwdprop.views.markdown import table as tabulated
from fwdprop.views.sweep import table, words
from fwdprop.views.sweep.chart import Chart, charts


def lines(panels: Sequence[Panel], digits: int, whole: bool) -> Iterator[str]:
    """The text, piece by piece; names are escaped."""
    for index, (panel, shown) in enumerate(zip(panels, charts(panels, digits), strict=True)):
        yield "\n" if index else ""
        yield from _panel(panel, shown, digits, whole)


def _panel(panel: Panel, shown: Chart, digits: int, whole: bool) -> Iterator[str]:
    found = table.cells(panel, digits, whole)
    yield f"### {escaped(shown.title)}\n\n"
    gap = [f"{found.rows_left_out:,} more rows", *[""] * (len(found.titles) - 1)]
    rows = [*found.rows[0], *([gap] if found.rows_left_out else []), *chain(*found.rows[1:])]
    yield tabulated(found.titles, rows, range(1, len(found.titles)))
    if found.columns_left_out:
        yield f"\n{escaped(words.some_columns(panel, found.columns_left_out))}\n"
    sentences = shown.sentences
    if sentences:
        yield "\n"
    for sentence in sentences:
        yield ("- " if sentence.startswith(" ") else "") + escaped(sentence.strip()) + "\n"
