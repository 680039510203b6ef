"""fwdprop trace: the arithmetic of every node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.data import DATA, DataOptions
from fwdprop.cli.formats import format_for
from fwdprop.cli.messages import notes, warn_of_non_finite
from fwdprop.cli.network import READING, Reading, read_network, what_if
from fwdprop.cli.options import (
    LAYERS,
    NET,
    NODES,
    OUTPUT,
    PRECISION,
    SET,
    Option,
    format_among,
    whole_number,
)
from fwdprop.errors import ExitStatus
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.network.network import Network
    from fwdprop.system.output import Page
    from fwdprop.views.trace.equation import Equations
    from fwdprop.views.trace.text import NodesShown, Traces

TOP = 8


def formats() -> tuple[str, ...]:
    """The formats of the arithmetic."""
    return ("text", *text_formats(), "markdown", "latex")


OPTIONS = (
    NET,
    DATA,
    LAYERS,
    NODES,
    Option(
        "top",
        ("--top",),
        "N",
        "Connections shown of each node; 8 if not set.",
        parser=whole_number("--top", 0),
    ),
    Option("all", ("--all",), None, "Show every connection.", "flag", default=False),
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
    SET,
)


def trace(
    terminal: Terminal,
    net: str,
    data: DataOptions,
    layers: str | None,
    node: list[str] | None,
    top: int | None,
    all: bool,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
    settings: list[str] | None,
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
    format = format_for(format, output, "text", formats())
    paths = data.paths(net)
    network = read_network(terminal, net, reading, settings=settings)

    from fwdprop.cli.layers import nodes_shown

    most = None if all else TOP if top is None and format not in text_formats() else top
    selected = nodes_shown(network, layers, node)
    heading = what_if(net, settings)
    shown = _Shown(terminal, output, format, selected, precision, most, heading)
    if paths:
        return _of_files(shown, network, data, paths)

    from fwdprop.cli.input import required

    return _of_inputs(shown, network, required("trace", network, net, data.input, settings))


class _Shown(NamedTuple):
    """What is shown of the traces, how, and where."""

    terminal: Terminal
    output: str | None
    format: str
    nodes_shown: NodesShown
    digits: int | None
    top: int | None
    heading: str | None

    def write(self, page: Page, traces: Traces) -> Iterable[str]:
        """Writes the traces to the page; what there is to say about the signs in them."""
        from fwdprop.views.trace.equation import Equations

        equations = Equations(self.digits or DIGITS, self.top)
        page.write(self._pieces(page, traces, equations))
        return equations.notes()

    def _pieces(self, page: Page, traces: Traces, equations: Equations) -> Iterator[str]:
        """The text of the traces, piece by piece."""
        if self.format == "json":
            from fwdprop.views.trace.rows import nested

            return nested(traces, self.nodes_shown, self.top, self.digits)
        if self.format in text_formats():
            from fwdprop.tables import lines as text_of
            from fwdprop.views.trace.rows import HEADER, rows

            cells = rows(traces, self.nodes_shown, self.top)
            return text_of(self.format)(HEADER, cells, self.digits)
        if self.format == "text":
            from fwdprop.views.trace import text

            if page.stream is not self.terminal.stdout:
                return text.headed(traces, self.nodes_shown, equations)
            if page.terminal.is_laid_out:
                return text.laid_out(traces, self.nodes_shown, equations, page.terminal)
            return text.lines(traces, self.nodes_shown, equations)
        view = import_module(f"fwdprop.views.trace.{self.format}")
        lines: Iterator[str] = view.lines(traces, self.nodes_shown, equations)
        return lines


def _of_inputs(shown: _Shown, network: Network, texts: Sequence[str]) -> ExitStatus:
    """The arithmetic for each `--input`."""
    from fwdprop.cli.input import rows_of
    from fwdprop.forward.passes import run
    from fwdprop.forward.trace import trace as trace_of
    from fwdprop.system.output import page
    from fwdprop.views.trace.text import Traces

    x = rows_of(network, texts)
    with page(shown.terminal, shown.output) as sheet:
        computed = run(network, x)
        numbered = ((row + 1, trace_of(computed, row)) for row in range(len(x)))
        signs = shown.write(sheet, Traces(numbered, len(x) > 1, shown.heading))
    notes(shown.terminal, signs)
    warn_of_non_finite(shown.terminal, computed)
    return ExitStatus.DONE


def _of_files(
    shown: _Shown, network: Network, data: DataOptions, paths: Sequence[str]
) -> ExitStatus:
    """The arithmetic for every row of the files."""
    from fwdprop.cli.rows import open_data
    from fwdprop.pipeline.trace import Traced
    from fwdprop.views.trace.text import Traces

    columns = data.column_spec(network)
    with open_data(shown.terminal, data, paths, columns, shown.output) as rows:
        traced = Traced(network, rows.feed, rows.skipped, rows.shown)
        # The first row has a heading, too: it is not known whether others follow.
        signs = shown.write(rows.page, Traces(traced, are_many=True, heading=shown.heading))
    notes(shown.terminal, signs)
    if traced.first_non_finite is not None:
        number, computed = traced.first_non_finite
        warn_of_non_finite(shown.terminal, computed, row=number)
    return rows.status
