"""fwdprop trace: the arithmetic of every node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop import options
from fwdprop.options.given import Given
from fwdprop.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.terms import Trace
    from fwdprop.views.text import Picked

DATA = ("csv", "tsv", "jsonl", "json")
FORMATS = ("text", *DATA, "markdown", "latex")
TOP = 8


def trace(
    context: typer.Context,
    net: options.Net,
    given: Given,
    layers: options.Layers = None,
    node: Annotated[
        list[str] | None,
        typer.Option("--node", metavar="NAME", help="A node to show: hidden.node_1. Repeat it."),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            metavar="N",
            parser=options.whole_number("--top", 0),
            help="Connections shown of each node; 8 if not told.",
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show every connection.")] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, csv, tsv, jsonl, json, markdown or latex.",
        ),
    ] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
) -> None:
    """Show the arithmetic of every node: which input times which weight, the sum, the activation.

    \b
    Examples:
      fwdprop trace networks/transactions-tanh.yaml --input 2 3
      fwdprop trace networks/digits.yaml -i $(seq 64) --node output.3 --top 4
      fwdprop trace networks/mazur.yaml -i 0.05 0.1 --format latex

    Of a node with more than 8 connections it shows those with the largest products and the sum of
    the others; csv, tsv, jsonl and json have every connection unless --top says how many.
    """
    terminal: Terminal = context.obj
    form = options.format_for(format, output, "text", FORMATS)

    from fwdprop.destination import destination
    from fwdprop.selection import picked
    from fwdprop.terms import trace as trace_of
    from fwdprop.typed import typed_rows

    network = options.network(terminal, net, dtype)
    wanted = picked(network, layers, node)
    x = typed_rows(network, options.given(context, network, net, input))
    with destination(terminal, output, reading=net) as stream:
        computed = network.run(x)
        traces = [trace_of(computed, row) for row in range(len(x))]
        most = None if all else TOP if top is None and form not in DATA else top
        laid_out = terminal if output is None and terminal.is_person else None
        rounded = False
        page = terminal if stream is terminal.stdout else terminal.for_file()
        for piece in _pieces(form, traces, wanted, precision, most, laid_out):
            stream.write(page.encoded(piece))
            rounded = rounded or (form not in DATA and ("≈" in piece or r"\approx" in piece))
    if rounded:
        options.remark(terminal, "note", options.ROUNDED)
    options.warn_of_non_finite(terminal, computed)


def _pieces(
    form: str,
    traces: Sequence[Trace],
    wanted: Picked,
    digits: int | None,
    top: int | None,
    laid_out: Terminal | None,
) -> Iterator[str]:
    """The text of the traces, piece by piece; `laid_out` is the terminal that it is drawn for."""
    if form == "json":
        from fwdprop.views.connections import nested

        return nested(traces, wanted, top, digits)
    if form in DATA:
        from fwdprop import rows as formats
        from fwdprop.views.connections import HEADER, rows

        return formats.lines(form)(HEADER, rows(traces, wanted, top), digits)
    if form == "text" and laid_out is not None:
        from fwdprop.views import text

        return text.laid_out(traces, wanted, digits or 6, top, laid_out)
    from importlib import import_module

    lines: Iterator[str] = import_module(f"fwdprop.views.{form}").lines(
        traces, wanted, digits or 6, top
    )
    return lines
