"""The health of every node over many rows, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.errors import count, listed
from fwdprop.health import NodeHealth, Tally
from fwdprop.terminal import Terminal

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

MOST_NODES = 24
FIRST_NODES, LAST_NODES = 12, 4
_MOST_NAMES = 8
_FIGURES = ("min", "mean", "max", "zeros", "saturated")
_DOES_NOT_APPLY = "-"

_Line = tuple[str, ...]
"""What a line shows of a node: its name, its _FIGURES and a note, or dots and no more."""
_Shown = tuple[str, list[_Line]]
"""A layer to show: its name and its lines."""


def drawn(tally: Tally, terminal: Terminal, digits: int, whole: bool) -> str:
    """A line for each node, with `digits` significant digits; below, the nodes to look at.

    Where that is wider than the terminal there is a table for each layer, or else for each node.
    `whole` shows every node of large layers, which else show their first and last ones.
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
    parts: list[RenderableType] = [title, "", _fitting(layers, terminal)]
    remarks = [Text(terminal.legible(remark)) for remark in _remarks(nodes)]
    return terminal.drawn(Group(*parts, *([""] if remarks else []), *remarks))


def _lines(
    nodes: Sequence[NodeHealth], terminal: Terminal, digits: int, whole: bool
) -> list[_Line]:
    """The lines of a layer; one with dots stands for the nodes left out."""
    if whole or len(nodes) <= MOST_NODES:
        return [_line(node, terminal, digits) for node in nodes]
    first, last = nodes[:FIRST_NODES], nodes[-LAST_NODES:]
    dots = f"... {len(nodes) - FIRST_NODES - LAST_NODES:,} more ..."
    return [
        *(_line(node, terminal, digits) for node in first),
        (dots,),
        *(_line(node, terminal, digits) for node in last),
    ]


def _line(node: NodeHealth, terminal: Terminal, digits: int) -> _Line:
    extent = (node.minimum, node.mean, node.maximum)
    saturated = _DOES_NOT_APPLY if node.saturated is None else _percent(node.saturated)
    notes = ["dead"] * node.dead + [f"{node.not_finite:,} not finite"] * (node.not_finite > 0)
    return (
        terminal.legible(node.node),
        *(numerals.rounded(number, digits) for number in extent),
        _percent(node.zeros),
        saturated,
        ", ".join(notes),
    )


def _percent(share: float) -> str:
    """The share as a person reads it; 0 % is none and 100 % is all, however many there are."""
    if 0 < share < 0.0005:
        return "< 0.1 %"
    if 0.9995 <= share < 1:
        return "> 99.9 %"
    return f"{share:.1%}".replace(".0%", "%").replace("%", " %")


def _fitting(layers: Sequence[_Shown], terminal: Terminal) -> RenderableType:
    for drawing in (_together(layers), _by_layer(layers)):
        if terminal.fits(drawing):
            return drawing
    return _by_node(layers)


def _together(layers: Sequence[_Shown]) -> Table:
    """One table, where each layer is named once."""
    from rich.text import Text

    noted = any(_is_noted(lines) for _, lines in layers)
    table = _empty_table(Text("layer"), "node", *_FIGURES, *[""] * noted)
    for layer, lines in layers:
        for index, line in enumerate(lines):
            table.add_row(Text("" if index else layer, "bold cyan"), *_cells(line, noted))
    return table


def _by_layer(layers: Sequence[_Shown]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for layer, lines in layers:
        noted = _is_noted(lines)
        table = _empty_table(Text(layer, "bold cyan"), *_FIGURES, *[""] * noted)
        for line in lines:
            table.add_row(*_cells(line, noted))
        parts += [table, ""]
    return Group(*parts[:-1])


def _by_node(layers: Sequence[_Shown]) -> RenderableType:
    """A table of two columns for each node."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for layer, lines in layers:
        for node, *figures in lines:
            if not figures:
                parts += [Text(node), ""]
                continue
            *figures, note = figures
            table = _empty_table(Text(f"{layer}.{node}", "bold cyan"), note)
            for title, figure in zip(_FIGURES, figures, strict=True):
                table.add_row(title, Text(figure))
            parts += [table, ""]
    return Group(*parts[:-1])


def _is_noted(lines: Sequence[_Line]) -> bool:
    return any(line[-1] for line in lines if len(line) > 1)


def _cells(line: _Line, noted: bool) -> Iterator[Text]:
    from rich.text import Text

    return map(Text, line if noted or len(line) == 1 else line[:-1])


def _empty_table(first: Text, *titles: str) -> Table:
    """A table with these columns, of which the _FIGURES are for numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="")
    table.add_column(first, overflow="fold")
    for title in titles:
        right = title in _FIGURES
        table.add_column(title, justify="right" if right else "left", overflow="fold")
    return table


def _remarks(nodes: Sequence[NodeHealth]) -> Iterator[str]:
    """A sentence for each thing that deserves attention, with the names of its nodes."""
    dead = [f"{node.layer}.{node.node}" for node in nodes if node.dead]
    if dead:
        are = "is" if len(dead) == 1 else "are"
        yield f"{count(len(dead), 'node')} {are} dead, 0 in every row: {listed(dead, _MOST_NAMES)}"
    odd = [f"{node.layer}.{node.node}" for node in nodes if node.not_finite]
    if odd:
        have = "has" if len(odd) == 1 else "have"
        yield (
            f"{count(len(odd), 'node')} {have} values that are nan or an infinity, which min, mean"
            f" and max leave out: {listed(odd, _MOST_NAMES)}"
        )
