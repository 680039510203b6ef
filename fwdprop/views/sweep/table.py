"""The values of a panel as a table: a row a value of the first input, a column a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fwdprop import numerals
from fwdprop.analysis.sweep.panels import Panel
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.sheet import Sheet
from fwdprop.views.sweep import names, words

MOST_COLUMNS = 12
_SOME = 6


class Cells(NamedTuple):
    """The texts of a table: its titles, and its rows up to a gap and behind it.

    `rows_left_out` are those in the gap, `columns_left_out` lines without a column.
    """

    titles: Sequence[str]
    rows: Sequence[Sequence[Sequence[str]]]
    rows_left_out: int
    columns_left_out: int


def cells(panel: Panel, digits: int, whole: bool) -> Cells:
    """The texts of the panel's table; of many rows and columns some, unless it is `whole`."""
    is_wide = panel.lines > MOST_COLUMNS and not whole
    lines = panel.some(_SOME if is_wide else panel.lines)
    labels = names.lines(panel)
    columns = [panel.y[:, line].tolist() for line in lines]
    titles = [names.first_axis(panel).name, *(labels[line] for line in lines)]
    apart = words.difference(panel)
    if apart is not None:
        columns.append(words.differences(panel))
        titles.append(apart)
    number = grid.left_out(len(panel.x), whole)
    shown = range(len(panel.x))
    parts = [shown[: grid.FIRST_LINES], shown[-grid.LAST_LINES :]] if number else [shown]
    kept = [index for part in parts for index in part]
    inputs = names.texts(panel.x)
    texts = [
        [inputs[index] for index in kept],
        *(numerals.aligned([column[index] for index in kept], digits) for column in columns),
    ]
    made = [*zip(*texts, strict=True)]
    split = len(parts[0])
    rows = [made[:split], made[split:]] if number else [made]
    return Cells(titles, rows, number, panel.lines - len(lines))


def drawn(panel: Panel, digits: int, whole: bool, page: Terminal) -> Iterator[str]:
    """The table, as wide as the terminal: columns without room stand below the others."""
    found = cells(panel, digits, whole)
    titles = [page.legible(title) for title in _short(panel, found.titles)]
    columns = [range(1, len(titles))]
    yield from Sheet(titles, 0, found.rows, columns, found.rows_left_out, 0).drawn(page)
    if found.columns_left_out:
        yield page.legible(words.some_columns(panel, found.columns_left_out)) + "\n"


def _short(panel: Panel, titles: Sequence[str]) -> Iterator[str]:
    """The titles; of more than two values of the second input only the first one has its name."""
    name = "" if panel.are_nodes or panel.lines < 3 else panel.sweep.axes[1].name
    for column, title in enumerate(titles):
        is_value = name and column > 1 and title.startswith(f"{name} = ")
        yield title.removeprefix(f"{name} ") if is_value else title
