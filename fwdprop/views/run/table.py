"""The forward pass as a table: layers from left to right, as the network runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich.console import Group
from rich.table import Table
from rich.text import Text

from fwdprop.forward.passes import Pass
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.run.layers import Shown, shown


def tables(
    computed: Pass,
    depths: Sequence[int],
    terminal: Terminal,
    digits: int,
    whole: bool,
    labels: Sequence[str | None] | None = None,
    heading: str | None = None,
) -> Iterator[str]:
    """One table per row: the inputs, then the layers at the depths, `digits` significant digits.

    The row's label stands below, where there are `labels`; `-` where it has none. A `heading`
    stands above all.
    Where it is wider than the terminal the layers stand one below the other. `whole` shows every
    node of large layers, which else show their first and last ones.
    """
    if heading is not None:
        yield grid.heading(terminal, heading)
    arrow = terminal.symbol("→", "->")
    for row in range(len(computed.x)):
        layers = shown(computed, row, depths, digits, whole, terminal.legible)
        drawing = grid.fitting(terminal, _side_by_side(layers, arrow), partial(_stacked, layers))
        title = f"row {row + 1}\n" if len(computed.x) > 1 else ""
        title = "\n" + title if row else title
        named = "" if labels is None else f"label   {terminal.legible(labels[row] or '-')}\n"
        yield title + terminal.drawn(drawing) + named


def _side_by_side(layers: Sequence[Shown], arrow: str) -> Table:
    table = grid.table()
    for index, (name, activation, _) in enumerate(layers):
        if index:
            table.add_column(Text(arrow, "dim"))
        _add_columns(table, name, activation)
    for line in range(max(len(nodes) for *_, nodes in layers)):
        cells: list[Text | str] = []
        for index, (*_, nodes) in enumerate(layers):
            cells += [""] * bool(index) + (_cells(nodes[line]) if line < len(nodes) else ["", ""])
        table.add_row(*cells)
    return table


def _stacked(layers: Sequence[Shown]) -> Group:
    return grid.stacked(_layer(*layer) for layer in layers)


def _layer(name: str, activation: str, nodes: Sequence[tuple[str, str]]) -> Table:
    table = grid.table()
    _add_columns(table, name, activation)
    for node in nodes:
        table.add_row(*_cells(node))
    return table


def _add_columns(table: Table, name: str, activation: str) -> None:
    grid.add_columns(table, [Text(name, "bold cyan")])
    grid.add_columns(table, [Text(activation, "dim")], "right")


def _cells(node: tuple[str, str]) -> list[Text | str]:
    name, value = node
    return [Text(name), Text(value, "bold")]
