"""The region around a row for a person: formulas, nodes, and how far each input may go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fwdprop.analysis.region import Formulas, Region
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.region import words as say
from fwdprop.views.region.words import Words
from fwdprop.views.trace.text import fitting

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

HOLDS, THEN = "holds, the others fixed", "then switches"
BESIDE = "These are the slopes at this row; beside it the values may bend away from them."


def drawn(region: Region, terminal: Terminal, digits: int, whole: bool) -> str:
    """The region as wide as the terminal; `whole` leaves nothing of long lists out."""
    words = _words(terminal, digits, whole)
    parts = [_stack(_formulas(region.formulas, terminal, words, "="))]
    groups = list(say.pieces(region, words))
    if groups:
        parts.append(_pieces(groups))
    parts += [_text(line) for line in say.on_break(region, words)]
    if region.nearest is not None:
        parts.append(_ranges(region, terminal, words))
    parts.append(_text(say.nearest(region, words)))
    return terminal.drawn(grid.stacked(parts))


def drawn_tangent(formulas: Formulas, terminal: Terminal, digits: int, whole: bool) -> str:
    """The formulas that hold at the row alone."""
    words = _words(terminal, digits, whole)
    sign = terminal.symbol("≈", "~")
    lines = _stack(_formulas(formulas, terminal, words, sign))
    notes = [BESIDE, *say.on_break_of_tangent(formulas, words)]
    return terminal.drawn(grid.stacked([lines, *map(_text, notes)]))


def _words(terminal: Terminal, digits: int, whole: bool) -> Words:
    return Words(digits, terminal.legible, whole, terminal.symbol("·", "*"))


def _formulas(
    formulas: Formulas, terminal: Terminal, words: Words, sign: str
) -> Iterator[RenderableType]:
    def line(at: int) -> RenderableType:
        return fitting(say.equation(formulas, at, words, sign), terminal.width)

    def dots(number: int) -> RenderableType:
        return _text(f"... {number} more")

    yield from grid.ends(range(len(formulas.refs)), words.whole, line, dots)


def _pieces(groups: Sequence[tuple[str, list[tuple[str, str]]]]) -> Table:
    """Which nodes are on and off, a line for each piece."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, lines in groups:
        for index, (label, nodes) in enumerate(lines):
            first = Text(f"{name}  ", "bold cyan") if index == 0 else ""
            table.add_row(first, Text(f"{label}:"), Text(nodes))
    return table


def _ranges(region: Region, terminal: Terminal, words: Words) -> RenderableType:
    """How far each input may go alone: a table, or one for each where it is too wide."""
    infinite = terminal.symbol("∞", "inf")
    found = list(say.ranges(region, words, infinite))

    def narrow() -> RenderableType:
        return grid.fitting(terminal, _table(found, words, "\n"), lambda: _turned(found, words))

    return grid.fitting(terminal, _table(found, words, ", "), narrow)


def _table(found: Sequence[say.Range], words: Words, between: str) -> Table:
    """A line for each input; `between` the nodes below and above."""
    table = grid.table(HOLDS, numbers=("from", "to"))
    grid.add_columns(table, (THEN,))

    def line(cells: say.Range) -> tuple[Text, ...]:
        return (*map(_text, cells[:3]), _text(between.join(cells[3])))

    def dots(number: int) -> tuple[Text, ...]:
        return (_text(f"... {number} more"),)

    for cells in grid.ends(found, words.whole, line, dots):
        table.add_row(*cells)
    return table


def _turned(found: Sequence[say.Range], words: Words) -> RenderableType:
    """A small table for each input."""
    from rich.text import Text

    def one(cells: say.Range) -> RenderableType:
        table = grid.table(Text(cells[0], "bold cyan"), "")
        lines = (*cells[1:3], ", ".join(cells[3]))
        for title, cell in zip(("from", "to", THEN), lines, strict=True):
            table.add_row(title, _text(cell))
        return table

    def dots(number: int) -> RenderableType:
        return _text(f"... {number} more")

    return grid.stacked([_text(f"{HOLDS}:"), *grid.ends(found, words.whole, one, dots)])


def _text(text: str) -> Text:
    from rich.text import Text

    return Text(text)


def _stack(lines: Iterator[RenderableType] | Sequence[RenderableType]) -> RenderableType:
    from rich.console import Group

    return Group(*lines)
