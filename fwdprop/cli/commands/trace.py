"""fwdprop trace: the arithmetic of every node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop.cli import options
from fwdprop.cli.data import Given
from fwdprop.errors import ExitStatus
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.network.network import Network
    from fwdprop.system.output import Page
    from fwdprop.views.trace.equation import Equations
    from fwdprop.views.trace.text import Picked, Traces

FORMATS = ("text", *text_formats(), "markdown", "latex")
TOP = 8


Node = Annotated[
    list[str] | None,
    typer.Option("--node", metavar="NAME", help="A node to show: hidden.node_1. Repeat it."),
]
Top = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        parser=options.whole_number("--top", 0),
        help="Connections shown of each node; 8 if not told.",
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Show every connection.")]


def trace(
    context: typer.Context,
    net: options.Net,
    given: Given,
    layers: options.Layers = None,
    node: Node = None,
    top: Top = None,
    all: Every = False,
    format: Annotated[str | None, options.format_among(FORMATS)] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
) -> ExitStatus:
    """Show the arithmetic of every node: which input times which weight, the sum, the activation.

    \b
    Examples:
      fwdprop trace networks/transactions-tanh.yaml --input 2 3
      fwdprop trace networks/digits.yaml -i $(seq 64) --node output.3 --top 4
      fwdprop trace networks/mazur.yaml -i 0.05 0.1 --format latex
      fwdprop trace networks/iris.yaml --data networks/iris.csv --layers output --format csv

    Of a node with more than 8 connections it shows those with the largest products and the sum of
    the others; csv, tsv, jsonl and json have every connection unless --top says how many.
    """
    terminal: Terminal = context.obj
    form = options.format_for(format, output, "text", FORMATS)
    paths = given.paths(net)
    network = options.network(terminal, net, dtype)

    from fwdprop.cli.nodes import picked

    most = None if all else TOP if top is None and form not in text_formats() else top
    shown = _Shown(terminal, output, form, picked(network, layers, node), precision, most)
    if paths:
        return _in_a_stream(shown, network, given, paths)
    return _one_by_one(shown, network, options.typed(context, network, net, given.input))


@dataclass(frozen=True)
class _Shown:
    """What is shown of the traces, how, and where."""

    terminal: Terminal
    output: str | None
    form: str
    picked: Picked
    digits: int | None
    top: int | None

    def write(self, page: Page, traces: Traces) -> Iterable[str]:
        """Writes the traces to the page; what there is to say about the signs in them."""
        from fwdprop.views.trace.equation import Equations

        equations = Equations(self.digits or 6, self.top)
        page.write(self._pieces(page, traces, equations))
        return equations.notes()

    def _pieces(self, page: Page, traces: Traces, equations: Equations) -> Iterator[str]:
        """The text of the traces, piece by piece."""
        if self.form == "json":
            from fwdprop.views.trace.rows import nested

            return nested(traces, self.picked, self.top, self.digits)
        if self.form in text_formats():
            from fwdprop.tables import formats
            from fwdprop.views.trace.rows import HEADER, rows

            cells = rows(traces, self.picked, self.top)
            return formats.lines(self.form)(HEADER, cells, self.digits)
        if self.form == "text":
            from fwdprop.views.trace import text

            if page.stream is not self.terminal.stdout:
                return text.headed(traces, self.picked, equations)
            if page.terminal.is_person:
                return text.laid_out(traces, self.picked, equations, page.terminal)
            return text.lines(traces, self.picked, equations)
        from importlib import import_module

        view = import_module(f"fwdprop.views.trace.{self.form}")
        lines: Iterator[str] = view.lines(traces, self.picked, equations)
        return lines


def _one_by_one(shown: _Shown, network: Network, texts: Sequence[str]) -> ExitStatus:
    """The arithmetic for each `--input`."""
    from fwdprop.cli.input import typed_rows
    from fwdprop.forward.passes import run
    from fwdprop.forward.trace import trace as trace_of
    from fwdprop.system.output import page
    from fwdprop.views.trace.text import Traces

    x = typed_rows(network, texts)
    with page(shown.terminal, shown.output) as sheet:
        computed = run(network, x)
        numbered = ((row + 1, trace_of(computed, row)) for row in range(len(x)))
        notes = shown.write(sheet, Traces(numbered, len(x) > 1))
    options.notes(shown.terminal, notes)
    options.warn_of_non_finite(shown.terminal, computed)
    return ExitStatus.DONE


def _in_a_stream(shown: _Shown, network: Network, given: Given, paths: Sequence[str]) -> ExitStatus:
    """The arithmetic for every row of the files."""
    from fwdprop.cli.rows import fed
    from fwdprop.pipeline.trace import Traced
    from fwdprop.views.trace.text import Traces

    wanted = given.wanted(network)
    with fed(shown.terminal, given, paths, wanted, shown.output) as rows:
        traced = Traced(network, rows.feed, rows.skipped, rows.shown)
        # The first row has a heading, too: nobody knows whether others follow.
        notes = shown.write(rows.page, Traces(traced, are_many=True))
    options.notes(shown.terminal, notes)
    if traced.odd is not None:
        number, computed = traced.odd
        options.warn_of_non_finite(shown.terminal, computed, row=number)
    return rows.status
