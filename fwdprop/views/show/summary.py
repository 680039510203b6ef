"""A network in figures: a line a layer, as data or as a table with the sums below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fwdprop.network.summary import Summary
from fwdprop.system.terminal import Terminal
from fwdprop.tables.types import Cell
from fwdprop.views import grid
from fwdprop.views.show.words import Shown, about, activations, totals

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

HEADER = (
    *("layer", "nodes", "activation", "reads", "weights", "zero", "missing"),
    *("biases", "parameters", "multiply_adds"),
)
# Names that stand beside other columns are broken into lines of so many characters at least.
_NAMES_WIDTH = 12


def rows(summary: Summary, depths: Sequence[int]) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER for each depth; the inputs (0) have a name and a number of nodes."""
    for depth in depths:
        if depth == 0:
            yield "inputs", len(summary.network.inputs), *(None,) * (len(HEADER) - 2)
            continue
        layer = summary.layers[depth - 1]
        yield (
            layer.layer.name,
            len(layer.layer.nodes),
            "; ".join(activations(layer, most=None)),
            ",".join(layer.reads),
            *(layer.weights, layer.zero, layer.missing),
            *(layer.biases, layer.parameters, layer.multiply_adds),
        )


def drawn(summary: Summary, depths: Sequence[int], terminal: Terminal) -> str:
    """The same for a person: what the network is, a line for each depth, and the sums."""
    from rich.console import Group
    from rich.text import Text

    shown = [Shown(summary, depth, terminal.legible) for depth in depths]
    return terminal.drawn(
        Group(
            *_about(summary, terminal),
            "",
            _layers(shown, terminal),
            "",
            *(Text(line) for line in totals(summary)),
        )
    )


def _about(summary: Summary, terminal: Terminal) -> Iterator[RenderableType]:
    from rich.text import Text

    network = summary.network
    yield Text.assemble((terminal.legible(network.name), "bold"), f": {about(summary)}")
    for line in (network.description or "").splitlines():
        yield Text(terminal.legible(line))


def _layers(shown: Sequence[Shown], terminal: Terminal) -> RenderableType:
    """The depths one below the other: a line each, or a small table each where that is too wide."""
    if terminal.fits(_side_by_side(shown, _NAMES_WIDTH)):
        return _side_by_side(shown, None)
    return grid.stacked(map(_turned, shown))


def _side_by_side(shown: Sequence[Shown], names_width: int | None) -> Table:
    from rich.text import Text

    table = grid.table()
    table.add_column("layer", overflow="fold", max_width=names_width)
    table.add_column("nodes", no_wrap=True, justify="right")
    for title in ("", "activation", "reads"):
        table.add_column(title, overflow="fold", max_width=names_width)
    for title in ("weights", "parameters"):
        table.add_column(title, no_wrap=True, justify="right")
    for one in shown:
        texts = (one.size, one.nodes, one.activation, one.reads, one.weights, one.parameters)
        table.add_row(Text(one.name, "bold cyan"), *map(Text, texts))
    return table


def _turned(one: Shown) -> Table:
    """One depth with a line for each figure."""
    from rich.text import Text

    table = grid.table(Text(one.name, "bold cyan"), "")
    table.add_row("nodes", Text(f"{one.size}: {one.nodes}"))
    for title in ("activation", "reads", "weights", "parameters"):
        if getattr(one, title):
            table.add_row(title, Text(getattr(one, title)))
    return table
