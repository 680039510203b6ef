"""Every weight of a network with the nodes that it joins, as data or as a table a layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.activations import Bound
from fwdprop.network import Layer, Network
from fwdprop.rows import Cell
from fwdprop.terminal import Terminal
from fwdprop.wiring import Wire, last_wires, number_of_wires, source_names, wires

if TYPE_CHECKING:
    from rich.table import Table

HEADER = ("layer", "node", "source", "weight", "bias", "activation")
MOST_LINES = 24
FIRST_LINES, LAST_LINES = 12, 4
_AT_ONCE = 1_000
_BIAS, _MISSING = "bias", "missing"


def rows(network: Network, places: Sequence[int]) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER: a row for each connection, then one for the node itself.

    A connection that does not exist has no `weight`; a node has no `source` and no `weight`.
    """
    for place in places:
        layer = network.layers[place - 1]
        node = 0
        for wire in wires(network, place):
            if wire.source is not None:
                yield layer.name, wire.node, wire.source, wire.weight, None, None
                continue
            yield layer.name, wire.node, None, None, wire.weight, str(_activation(layer, node))
            node += 1


def _activation(layer: Layer, node: int) -> Bound:
    """The activation of one node, with its own number where each node has one."""
    bound = layer.activation_of(node)
    index = 0 if node in layer.own else node
    settings = (
        (name, value[index] if isinstance(value, tuple) else value)
        for name, value in bound.parameters
    )
    return Bound(bound.activation, tuple(settings))


def tables(
    network: Network, places: Sequence[int], terminal: Terminal, digits: int, whole: bool
) -> Iterator[str]:
    """A table for each layer, piece by piece; `digits` significant digits.

    `whole` shows every line of large layers, which else show their first and last ones.
    """
    for place in places:
        yield "\n"
        total = number_of_wires(network, place)
        if whole or total <= MOST_LINES:
            yield from _in_full(network, place, terminal, digits)
            continue
        table = _empty_table(network, place, terminal)
        _add(table, islice(wires(network, place), FIRST_LINES), terminal, digits)
        table.add_row("", f"... {total - FIRST_LINES - LAST_LINES:,} more ...", "")
        _add(table, last_wires(network, place, LAST_LINES), terminal, digits)
        yield terminal.drawn(table)


def _in_full(network: Network, place: int, terminal: Terminal, digits: int) -> Iterator[str]:
    """The table of a layer, so many lines at a time: what is drawn has to be held in memory."""
    left = wires(network, place)
    is_long = number_of_wires(network, place) > _AT_ONCE
    widths = _widths(network, place, terminal, digits) if is_long else (None,) * 3
    first = True
    while lines := list(islice(left, _AT_ONCE)):
        table = _empty_table(network, place, terminal)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        table.show_header = first
        _add(table, lines, terminal, digits)
        yield terminal.drawn(table)
        first = False


def _widths(network: Network, place: int, terminal: Terminal, digits: int) -> tuple[int, ...]:
    """Widths of the three columns that hold every line of a layer."""
    from rich.cells import cell_len

    layer = network.layers[place - 1]
    names = (layer.name, *layer.nodes), ("source", _BIAS, *source_names(network, place))
    # A sign, a point and an exponent stand beside the digits.
    number = max(digits + 7, len(_MISSING))
    return *(max(cell_len(terminal.legible(each)) for each in column) for column in names), number


def _empty_table(network: Network, place: int, terminal: Terminal) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="")
    table.add_column(Text(terminal.legible(network.name_of(place)), "bold cyan"), overflow="fold")
    table.add_column("source", overflow="fold")
    table.add_column("weight", justify="right", overflow="fold")
    return table


def _add(table: Table, lines: Iterable[Wire], terminal: Terminal, digits: int) -> None:
    """Adds the lines; a node's name stands before the first of its own."""
    from rich.text import Text

    before = None
    for wire in lines:
        name = "" if wire.node == before else terminal.legible(wire.node)
        before = wire.node
        source = _BIAS if wire.source is None else terminal.legible(wire.source)
        weight = _MISSING if wire.weight is None else numerals.rounded(float(wire.weight), digits)
        dim = "dim" if wire.source is None or wire.weight is None else ""
        table.add_row(Text(name), Text(source, dim), Text(weight, dim or "bold"))
