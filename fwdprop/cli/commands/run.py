"""fwdprop run: the forward pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop.cli import options
from fwdprop.cli.data import Given, is_for_data
from fwdprop.errors import ExitStatus, FwdpropError, UsageError
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import named, written_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.network.network import Network
    from fwdprop.system.output import Page
    from fwdprop.tables.columns import Wanted
    from fwdprop.tables.types import Writer

FORMATS = ("table", *written_formats())

Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="COLUMNS",
        help="Columns to pass through in front of the results: id,date; or all.",
    ),
]
Health = Annotated[
    bool, typer.Option("--health", help="Tell how each node fared over all rows of --data.")
]


def run(
    context: typer.Context,
    net: options.Net,
    given: Given,
    keep: Keep = None,
    layers: options.Layers = None,
    format: Annotated[str | None, options.format_among(FORMATS)] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
    all: options.All = False,
    health: Health = False,
) -> ExitStatus:
    """Show every layer's node values for a row of inputs, or score files of rows.

    \b
    Examples:
      fwdprop run networks/transactions.yaml --input 2 3
      fwdprop run networks/iris.yaml -i 5.1,3.5,1.4,0.2 --layers output
      x=$(fwdprop run networks/transactions.yaml -i children=2 accounts=3 --format values)
      fwdprop run networks/iris.yaml --data networks/iris.csv --keep species

    At a terminal it shows a table, in a pipe CSV with every digit, or the format that came in with
    --data. With neither --input nor --data it reads rows from a pipe.
    """
    terminal: Terminal = context.obj
    shown = _Shown(terminal, layers, format, output, precision, all, health)
    shown.form("csv")  # a format that there is not is told of before anything is read
    paths = given.paths(net, terminal.is_fed)
    network = options.network(terminal, net, dtype)
    if paths:
        shown.prove_whole()
        wanted = given.wanted(network, keep=keep or [])
        return _in_a_stream(shown, network, given, paths, wanted)
    if health or keep is not None:
        raise is_for_data("--health" if health else "--keep")
    _one_by_one(shown, network, options.typed(context, network, net, given.input))
    return ExitStatus.DONE


@dataclass(frozen=True)
class _Shown:
    """Where results go, and how."""

    terminal: Terminal
    layers: str | None
    format: str | None
    output: str | None
    precision: int | None
    whole: bool
    health: bool

    def form(self, came_in: str) -> str:
        """The format of the results; that of the rows is the default in a pipe."""
        default = "table" if self.terminal.is_person else came_in
        return options.format_for(self.format, self.output, default, FORMATS)

    def prove_whole(self) -> None:
        """Raises UsageError where a file of results would be a table, which leaves rows out."""
        is_file = self.output is not None and self.output != "-"
        if is_file and self.format is None and not self.whole and self.form("csv") == "table":
            message = f"-o {self.output} would hold a table, which shows the first and last rows"
            raise UsageError(message, "name a file that ends in .csv, or say --format table")

    def writer(self, form: str, page: Page, header: Sequence[str], kept: int = 0) -> Writer:
        """A writer of many rows, the first so many columns of which are kept ones."""
        stream, terminal = page.stream, self.terminal
        if form == "table":
            from fwdprop.views.run.rows_table import TableWriter

            digits = self.precision or 6
            return TableWriter(stream, header, kept, page.terminal, digits, self.whole)
        found = named(form)
        assert found is not None
        if kept and not found.holds_text:
            message = f"{form} holds numbers alone, and --keep passes texts on"
            raise UsageError(message, "choose another --format")
        if found.is_binary and stream is terminal.stdout and terminal.is_person:
            raise UsageError(f"{form} is not for a terminal", "write it to a file: -o FILE")
        from fwdprop.tables.formats import writer

        return writer(form)(stream, header, self.precision)


def _one_by_one(shown: _Shown, network: Network, texts: Sequence[str]) -> None:
    """Every layer's values for each `--input`."""
    from fwdprop.cli.columns import header
    from fwdprop.cli.input import typed_rows
    from fwdprop.forward.passes import matrix
    from fwdprop.forward.passes import run as run_rows
    from fwdprop.system.output import page

    form = shown.form("csv")
    default = [len(network.layers)] if form == "values" else network.depths
    depths = network.names.layers_named(shown.layers, default)
    x = typed_rows(network, texts)
    with page(shown.terminal, shown.output) as sheet:
        computed = run_rows(network, x)
        if form == "table":
            from fwdprop.views.run.table import tables

            digits = shown.precision or 6
            sheet.write(tables(computed, depths, sheet.terminal, digits, shown.whole))
        else:
            writer = shown.writer(form, sheet, header(network, depths))
            writer.write(writer.encode([], matrix(computed, depths)))
            writer.close()
    options.warn_of_non_finite(shown.terminal, computed)


def _in_a_stream(
    shown: _Shown,
    network: Network,
    given: Given,
    paths: Sequence[str],
    wanted: Wanted,
) -> ExitStatus:
    """The output layer's values, or those asked for, for every row of the files."""
    from fwdprop.cli.columns import header
    from fwdprop.cli.messages import tell
    from fwdprop.cli.rows import fed
    from fwdprop.pipeline.score import score

    terminal = shown.terminal
    with fed(terminal, given, paths, wanted, shown.output) as data:
        feed = data.feed
        depths = network.names.layers_named(shown.layers, [len(network.layers)])
        names = header(network, depths, feed.kept)
        writer = shown.writer(shown.form(feed.source.format), data.page, names, len(feed.kept))
        try:
            findings = score(network, depths, data, writer, shown.health)
        except FwdpropError:
            writer.stop()
            raise
        writer.close()
    tell(terminal, network, findings, shown.precision or 6, shown.whole)
    return data.status
