"""The health of every node over many rows, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.analysis.health import NodeHealth, Tally
from fwdprop.errors import count, listed
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

_MOST_NAMES = 8
_FIGURES = ("min", "mean", "max", "zeros", "saturated")
_DOES_NOT_APPLY = "-"

_Line = tuple[str, ...]
"""What a line shows of a node: its name, its _FIGURES and a note; or only dots."""
_Shown = tuple[str, list[_Line]]
"""A layer to show: its name and its lines."""


def drawn(tally: Tally, terminal: Terminal, digits: int, whole: bool) -> str:
    """A line for each node, with `digits` significant digits; below, the nodes to look at.

    Where that is wider than the terminal there is a table for each layer, and where one of these
    is, a line for each figure. `whole` shows every node of large layers, which else show their
    first and last ones.
    """
    from rich.console import Group
    from rich.text import Text

    title = Text(f"health of each node over {count(tally.rows, 'row')}", "bold")
    if not tally.rows:
        return terminal.drawn(title)
    nodes = list(tally.nodes())
    layers = [
        (terminal.legible(layer), _lines(list(its), terminal, digits, whole))
        for layer, its in groupby(nodes, key=lambda node: node.layer)
    ]
    drawing = grid.fitting(terminal, _together(layers), partial(_by_layer, layers, terminal))
    remarks = [Text(terminal.legible(remark)) for remark in _remarks(nodes)]
    return terminal.drawn(Group(title, "", drawing, *[""] * bool(remarks), *remarks))


def _lines(
    nodes: Sequence[NodeHealth], terminal: Terminal, digits: int, whole: bool
) -> list[_Line]:
    """The lines of a layer; one with dots stands for the nodes left out."""
    return grid.ends(
        nodes,
        whole,
        lambda node: _line(node, terminal, digits),
        lambda more: (f"... {more:,} more ...",),
    )


def _line(node: NodeHealth, terminal: Terminal, digits: int) -> _Line:
    extent = (node.minimum, node.mean, node.maximum)
    saturated = _DOES_NOT_APPLY if node.saturated is None else _percent(node.saturated)
    note = "dead" if node.dead else ""
    if node.not_finite:  # a node that is 0 in every row has no such values
        note = f"{node.not_finite:,} not finite"
    numbers = (numerals.rounded(number, digits) for number in extent)
    return terminal.legible(node.node), *numbers, _percent(node.zeros), saturated, note


def _percent(share: float) -> str:
    """The share as a person reads it: 0 % is none and 100 % all, however many there are."""
    if 0 < share < 0.0005:
        return "< 0.1 %"
    if 0.9995 <= share < 1:
        return "> 99.9 %"
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def _together(layers: Sequence[_Shown]) -> Table:
    """One table, where each layer is named once."""
    from rich.text import Text

    noted = any(_is_noted(lines) for _, lines in layers)
    table = _table("layer", "node", noted=noted)
    for layer, lines in layers:
        for index, line in enumerate(lines):
            table.add_row(Text("" if index else layer, "bold cyan"), *_cells(line, noted))
    return table


def _by_layer(layers: Sequence[_Shown], terminal: Terminal) -> RenderableType:
    """A table for each layer."""
    return grid.stacked(
        grid.fitting(terminal, _side_by_side(*layer), partial(_turned, *layer)) for layer in layers
    )


def _side_by_side(layer: str, lines: Sequence[_Line]) -> Table:
    """A layer with a line for each node."""
    from rich.text import Text

    noted = _is_noted(lines)
    table = _table(Text(layer, "bold cyan"), noted=noted)
    for line in lines:
        table.add_row(*_cells(line, noted))
    return table


def _turned(layer: str, lines: Sequence[_Line]) -> Table:
    """A layer with a line for each figure of each node, below its name and its note."""
    from rich.text import Text

    table = grid.table(Text(layer, "bold cyan"), "")
    for name, *rest in lines:
        if not rest:
            table.add_row(Text(name))
            continue
        *figures, note = rest
        table.add_row(Text(name, "bold"), Text(note))
        for title, figure in zip(_FIGURES, figures, strict=True):
            table.add_row(f"  {title}", Text(figure))
    return table


def _is_noted(lines: Sequence[_Line]) -> bool:
    return any(line[-1] for line in lines if len(line) > 1)


def _cells(line: _Line, noted: bool) -> Iterator[Text]:
    from rich.text import Text

    return map(Text, line if noted or len(line) == 1 else line[:-1])


def _table(*titles: Text | str, noted: bool) -> Table:
    """A table with these columns, the _FIGURES, and a column for notes where there are some."""
    table = grid.table(*titles, numbers=_FIGURES)
    grid.add_columns(table, [""] * noted)
    return table


def _remarks(nodes: Sequence[NodeHealth]) -> Iterator[str]:
    """A sentence for each thing that deserves attention, with the names of its nodes."""
    dead = [f"{node.layer}.{node.node}" for node in nodes if node.dead]
    if dead:
        are = "is" if len(dead) == 1 else "are"
        yield f"{count(len(dead), 'node')} {are} dead, 0 in every row: {listed(dead, _MOST_NAMES)}"
    not_finite = [f"{node.layer}.{node.node}" for node in nodes if node.not_finite]
    if not_finite:
        have = "has" if len(not_finite) == 1 else "have"
        yield (
            f"{count(len(not_finite), 'node')} {have} values that are nan or an infinity,"
            f" which min, mean and max leave out: {listed(not_finite, _MOST_NAMES)}"
        )
