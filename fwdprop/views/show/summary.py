"""A network in figures: a line a layer, as data or as a table with the sums below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fwdprop.errors import count, listed
from fwdprop.network.summary import LayerSummary, Summary
from fwdprop.system.terminal import Terminal
from fwdprop.tables.types import Cell
from fwdprop.views import grid

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

HEADER = (
    *("layer", "nodes", "activation", "reads", "weights", "zero", "missing"),
    *("biases", "parameters", "multiply_adds"),
)
# Names that stand beside other columns are broken into lines of so many characters at least.
_NAMES_WIDTH = 12
_MOST_NAMES = 8
_SOME_NAMES = 4
_NOTHING = "nothing"


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
            "; ".join(_activations(layer, most=None)),
            ",".join(layer.reads),
            *(layer.weights, layer.zero, layer.missing),
            *(layer.biases, layer.parameters, layer.multiply_adds),
        )


def drawn(summary: Summary, depths: Sequence[int], terminal: Terminal) -> str:
    """The same for a person: what the network is, a line for each depth, and the sums."""
    from rich.console import Group
    from rich.text import Text

    shown = [_Shown(summary, depth, terminal) for depth in depths]
    return terminal.drawn(
        Group(
            *_about(summary, terminal),
            "",
            _layers(shown, terminal),
            "",
            *(Text(line) for line in _totals(summary)),
        )
    )


class _Shown:
    """The texts of one depth."""

    def __init__(self, summary: Summary, depth: int, terminal: Terminal) -> None:
        nodes = summary.network.nodes_of(depth)
        layer = summary.layers[depth - 1] if depth else None
        self.name = terminal.legible(summary.network.name_of(depth))
        self.size, self.nodes = f"{len(nodes):,}", terminal.legible(_names(nodes))
        self.activation = self.reads = self.weights = self.parameters = ""
        if layer is not None:
            self.activation = terminal.legible(_some_activations(layer))
            self.reads = terminal.legible(", ".join(layer.reads) or _NOTHING)
            possible = f" of {layer.weights + layer.missing:,}" if layer.missing else ""
            self.weights = f"{layer.weights:,}{possible}"
            self.parameters = f"{layer.parameters:,}"


def _about(summary: Summary, terminal: Terminal) -> Iterator[RenderableType]:
    from rich.text import Text

    network = summary.network
    examples = count(len(network.examples), "example") if network.examples else "no examples"
    parts = (count(len(network.layers), "layer"), network.dtype, examples)
    name = terminal.legible(network.name)
    yield Text.assemble(
        (name, "bold"), f": {count(len(network.inputs), 'input')}, ", ", ".join(parts)
    )
    for line in (network.description or "").splitlines():
        yield Text(terminal.legible(line))


def _layers(shown: Sequence[_Shown], terminal: Terminal) -> RenderableType:
    """The depths one below the other: a line each, or a small table each where that is too wide."""
    if terminal.fits(_side_by_side(shown, _NAMES_WIDTH)):
        return _side_by_side(shown, None)
    return grid.stacked(map(_turned, shown))


def _side_by_side(shown: Sequence[_Shown], names_width: int | None) -> Table:
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


def _turned(one: _Shown) -> Table:
    """One depth with a line for each figure."""
    from rich.text import Text

    table = grid.table(Text(one.name, "bold cyan"), "")
    table.add_row("nodes", Text(f"{one.size}: {one.nodes}"))
    for title in ("activation", "reads", "weights", "parameters"):
        if getattr(one, title):
            table.add_row(title, Text(getattr(one, title)))
    return table


def _totals(summary: Summary) -> Iterator[str]:
    weights = count(summary.weights, "weight")
    biases = f"{summary.biases:,} {'bias' if summary.biases == 1 else 'biases'}"
    parameters = count(summary.parameters, "parameter")
    yield f"{parameters} in all: {weights} and {biases}; each node has a bias, 0 if not given"
    adds = count(summary.multiply_adds, "multiply-add")
    yield f"{adds} for a row: one for each weight; biases and activations are not counted"
    if summary.zero:
        yield f"{count(summary.zero, 'weight')} {'is' if summary.zero == 1 else 'are'} 0"
    if summary.missing:
        possible = f"{summary.missing:,} of {summary.weights + summary.missing:,} connections"
        is_or_are = "is" if summary.missing == 1 else "are"
        yield f"{possible} {is_or_are} missing: one that the file does not list does not exist"


def _names(nodes: Sequence[str]) -> str:
    return listed(nodes, _MOST_NAMES if len(nodes) <= _MOST_NAMES else _SOME_NAMES)


def _activations(layer: LayerSummary, most: int | None) -> Iterator[str]:
    """Each activation, with its nodes where there are several; `most` words of a list at most."""
    several = layer.activations()
    for bound, nodes in several:
        its = f" ({listed(nodes, most or len(nodes))})" if len(several) > 1 else ""
        yield f"{str(bound) if most is None else bound.brief(most)}{its}"


def _some_activations(layer: LayerSummary) -> str:
    """The activations, where there are many the first of them and how many more there are."""
    texts = list(_activations(layer, most=_SOME_NAMES))
    more = len(texts) - _SOME_NAMES
    return "; ".join(texts if more <= 0 else [*texts[:_SOME_NAMES], f"... {more} more"])
