"""Every weight of a network with the nodes that it joins, as data or as a table a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from fwdprop import numerals
from fwdprop.network.connections import (
    Connection,
    connections,
    last_connections,
    number_of_connections,
    source_names,
)
from fwdprop.network.network import Network
from fwdprop.system.terminal import Terminal
from fwdprop.tables.types import Cell
from fwdprop.views import grid

HEADER = ("layer", "node", "source", "weight", "bias", "activation")
_AT_ONCE = 1_000
_BIAS, _MISSING = "bias", "missing"
_GAP = "   "


def rows(network: Network, depths: Sequence[int]) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER: a row for each connection, then one for the node itself.

    A connection that does not exist has no `weight`; a node has no `source` and no `weight`.
    """
    for depth in depths:
        layer = network.layers[depth - 1]
        node = 0
        for connection in connections(network, depth):
            if connection.source is not None:
                yield layer.name, connection.node, connection.source, connection.weight, None, None
                continue
            yield (
                layer.name,
                connection.node,
                None,
                None,
                connection.weight,
                str(layer.activation_of(node)),
            )
            node += 1


def tables(
    network: Network, depths: Sequence[int], terminal: Terminal, digits: int, whole: bool
) -> Iterator[str]:
    """A table for each layer, piece by piece; `digits` significant digits.

    Where it is wider than the terminal there is one for each node. `whole` shows every line of
    large layers, which else show their first and last ones.
    """
    for depth in depths:
        view = _View(network.name_of(depth), terminal, digits)
        left_out, first, last = ends(network, depth)
        if left_out and whole:
            yield from view.in_full(network, depth)
        else:
            yield view.drawn(first, left_out, last)


Line = tuple[str, str, str, bool]


def lines(
    connections: Iterable[Connection], digits: int, legible: Callable[[str], str]
) -> Iterator[Line]:
    """Node, source and weight of each, and whether it is one; a node is named once."""
    before = None
    for connection in connections:
        name = "" if connection.node == before else legible(connection.node)
        before = connection.node
        source = _BIAS if connection.source is None else legible(connection.source)
        if connection.weight is None:
            yield name, source, _MISSING, False
        else:
            weight = numerals.rounded(float(connection.weight), digits)
            yield name, source, weight, connection.source is not None


def ends(network: Network, depth: int) -> tuple[int, Sequence[Connection], Sequence[Connection]]:
    """How many connections of a large layer are left out, the first ones before, the last after."""
    left_out = grid.left_out(number_of_connections(network, depth))
    if not left_out:
        return 0, [*connections(network, depth)], []
    first = [*islice(connections(network, depth), grid.FIRST_LINES)]
    return left_out, first, last_connections(network, depth, grid.LAST_LINES)


def dots(left_out: int) -> str:
    """What stands for lines that are left out."""
    return f"... {left_out:,} more ..."


class _View:
    """Draws connections into one layer, of which a terminal and a number of digits are known."""

    def __init__(self, layer: str, terminal: Terminal, digits: int) -> None:
        self._layer, self._terminal, self._digits = terminal.legible(layer), terminal, digits

    def drawn(self, first: Sequence[Connection], left_out: int, last: Sequence[Connection]) -> str:
        """A table of the first ones, then how many were left out, then the last ones."""
        from rich.text import Text

        table = grid.table(Text(self._layer, "bold cyan"), "source", numbers=["weight"])
        for part in (first, last):
            for name, source, weight, is_weight in self._lines(part):
                style = "bold" if is_weight else "dim"
                table.add_row(Text(name), Text(source), Text(weight, style))
            if left_out and part is first:
                table.add_row("", dots(left_out), "")
        if self._terminal.fits(table):
            return "\n" + self._terminal.drawn(table)
        between = ["\n" + self._terminal.drawn(Text(dots(left_out)))] if left_out else []
        return "".join([*self._by_node(first), *between, *self._by_node(last)])

    def in_full(self, network: Network, depth: int) -> Iterator[str]:
        """A table of all that leads into a layer, without holding it in memory."""
        widths = self._widths(network, depth)
        left = connections(network, depth)
        if sum(widths) + 2 * len(_GAP) > self._terminal.width:
            at_once = min(network.layers[depth - 1].weights.shape[1] + 1, _AT_ONCE)
            while part := [*islice(left, at_once)]:
                yield from self._by_node(part)
            return
        titles = _padded((self._layer, "source", "weight"), widths)
        rule = self._terminal.symbol("─", "-") * (sum(widths) + 2 * len(_GAP))
        yield f"\n{titles}\n{rule}\n"
        for name, source, weight, _ in self._lines(left):
            yield _padded((name, source, weight), widths) + "\n"

    def _by_node(self, lines: Sequence[Connection]) -> Iterator[str]:
        """A table for each node, of two columns."""
        from rich.text import Text

        for node, its in groupby(lines, key=lambda connection: connection.node):
            name = f"{self._layer}.{self._terminal.legible(node)}"
            table = grid.table(Text(name, "bold cyan"), numbers=["weight"])
            for _, source, weight, is_weight in self._lines(its):
                table.add_row(Text(source), Text(weight, "bold" if is_weight else "dim"))
            yield "\n" + self._terminal.drawn(table)

    def _lines(self, connections: Iterable[Connection]) -> Iterator[Line]:
        return lines(connections, self._digits, self._terminal.legible)

    def _widths(self, network: Network, depth: int) -> tuple[int, int, int]:
        """Widths of the three columns that hold every line of a layer."""
        from rich.cells import cell_len

        nodes = (self._layer, *map(self._terminal.legible, network.nodes_of(depth)))
        sources = map(self._terminal.legible, source_names(network, depth))
        # A sign, a point and an exponent stand beside the digits.
        number = max(self._digits + len("-.e-300"), len(_MISSING))
        return max(map(cell_len, nodes)), max(map(cell_len, ("source", *sources))), number


def _padded(texts: tuple[str, str, str], widths: tuple[int, int, int]) -> str:
    from rich.cells import cell_len

    left = zip(texts[:2], widths[:2], strict=True)
    padded = (text + " " * (width - cell_len(text)) for text, width in left)
    return _GAP.join([*padded, texts[2].rjust(widths[2])])
