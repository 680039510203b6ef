"""fwdprop run: the forward pass."""

from __future__ import annotations

from typing import Annotated

import typer

from fwdprop import options
from fwdprop.terminal import Terminal

FORMATS = ("table", "csv", "tsv", "jsonl", "json", "values")


def run(
    context: typer.Context,
    net: options.Net,
    input: options.Input = None,
    layers: options.Layers = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="table, csv, tsv, jsonl, json or values."),
    ] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
    all: options.All = False,
) -> None:
    """Show every layer's node values for a row of inputs.

    \b
    Examples:
      fwdprop run networks/transactions.yaml --input 2 3
      fwdprop run networks/iris.yaml -i 5.1,3.5,1.4,0.2 --layers output
      x=$(fwdprop run networks/transactions.yaml -i children=2 accounts=3 --format values)

    At a terminal it shows a table, in a pipe CSV with every digit.
    """
    terminal: Terminal = context.obj
    form = options.format_for(format, output, "table" if terminal.is_person else "csv", FORMATS)

    from fwdprop.columns import chosen, every_layer
    from fwdprop.destination import destination
    from fwdprop.typed import typed_rows

    network = options.network(terminal, net, dtype)
    places = chosen(
        network, layers, [len(network.layers)] if form == "values" else every_layer(network)
    )
    x = typed_rows(network, options.given(context, network, net, input))
    with destination(terminal, output, reading=net) as stream:
        computed = network.run(x)
        if form == "table":
            from fwdprop.views.table import tables

            page = terminal if stream is terminal.stdout else terminal.for_file()
            for table in tables(computed, places, page, precision or 6, all):
                stream.write(page.encoded(table))
        else:
            from fwdprop.columns import header, matrix
            from fwdprop.rows import cells, writer

            rows = cells(matrix(computed, places))
            for line in writer(form)(header(network, places), rows, precision):
                stream.write(line.encode())
    options.warn_of_non_finite(terminal, computed)
