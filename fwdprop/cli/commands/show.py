"""fwdprop show: the network itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop.cli import options
from fwdprop.errors import UsageError, listed
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from fwdprop.network.network import Network
    from fwdprop.tables.types import Rows

    Data = tuple[Sequence[str], Rows]

FORMATS = ("table", *text_formats())

Weights = Annotated[bool, typer.Option("--weights", help="Show every weight and bias too.")]
All = Annotated[bool, typer.Option("--all", help="Show every weight of large layers in the table.")]


def show(
    context: typer.Context,
    net: options.Net,
    weights: Weights = False,
    layers: options.Layers = None,
    format: Annotated[str | None, options.format_among(FORMATS)] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
    all: All = False,
) -> None:
    """Show the network itself: its layers, nodes, activations, parameters and weights.

    \b
    Examples:
      fwdprop show networks/digits.yaml
      fwdprop show networks/transactions.yaml --weights
      fwdprop show networks/iris.yaml --weights --layers output --format csv

    Nothing is computed. For programs there is a row for each layer; with --weights a row for each
    connection, then one for its node. A connection that the file does not list has no weight.
    """
    terminal: Terminal = context.obj
    form = options.format_for(format, output, "table" if terminal.is_person else "csv", FORMATS)

    from fwdprop.system.output import page

    network = options.network(terminal, net, dtype)
    default = network.depths
    depths = network.names.layers_named(layers, [0, *default] if form == "table" else default)
    if weights and not any(depths):
        names = [layer.name for layer in network.layers]
        raise UsageError("the inputs have no weights", f"the layers are {listed(names)}")
    with page(terminal, output) as sheet:
        if form == "table":
            sheet.write(_tables(network, depths, sheet.terminal, weights, all, precision or 6))
        else:
            from fwdprop.tables.formats import lines

            header, rows = (_weights if weights else _layers)(network, depths)
            sheet.write(lines(form)(header, rows, precision if weights else None))


def _tables(
    network: Network, depths: Sequence[int], page: Terminal, weights: bool, all: bool, digits: int
) -> Iterator[str]:
    """The layers in figures, and their weights where these are wanted."""
    from fwdprop.network.summary import summarize
    from fwdprop.views.show.summary import drawn
    from fwdprop.views.show.weights import tables

    yield drawn(summarize(network), depths, page)
    if weights:
        yield from tables(network, [depth for depth in depths if depth], page, digits, all)


def _layers(network: Network, depths: Sequence[int]) -> Data:
    """A row for each depth."""
    from fwdprop.network.summary import summarize
    from fwdprop.views.show.summary import HEADER, rows

    return HEADER, rows(summarize(network), depths)


def _weights(network: Network, depths: Sequence[int]) -> Data:
    """A row for each connection, and one for each node."""
    from fwdprop.views.show.weights import HEADER, rows

    return HEADER, rows(network, [depth for depth in depths if depth])
