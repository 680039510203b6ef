"""A sweep as Markdown: for each panel a table, and what is to be seen there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.analysis.sweep.panels import Panel
from fwdprop.views.markdown import escaped
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
    yield _row(found.titles) + "|" + "---:|" * len(found.titles) + "\n"
    for part, rows in enumerate(found.rows):
        if part:
            yield _row([f"{found.rows_left_out:,} more rows", *[""] * (len(found.titles) - 1)])
        yield from map(_row, rows)
    if found.columns_left_out:
        yield f"\n{escaped(words.some_columns(panel, found.columns_left_out))}\n"
    sentences = shown.sentences
    if sentences:
        yield "\n"
    for sentence in sentences:
        yield ("- " if sentence.startswith(" ") else "") + escaped(sentence.strip()) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |\n"
