"""fwdprop run: the forward pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop import options
from fwdprop.errors import ExitStatus, FwdpropError, UsageError
from fwdprop.options.given import Given
from fwdprop.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.destination import Page
    from fwdprop.feed import Feed
    from fwdprop.network import Network
    from fwdprop.rows import Writer

FORMATS = ("table", "csv", "tsv", "jsonl", "json", "values", "npy", "parquet", "arrow")
NAMELESS = ("values", "npy")
BINARY = ("npy", "parquet", "arrow")


def run(
    context: typer.Context,
    net: options.Net,
    given: Given,
    layers: options.Layers = None,
    format: Annotated[str | None, options.format_among(FORMATS)] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
    all: options.All = False,
    health: Annotated[
        bool, typer.Option("--health", help="Tell how each node fared over all rows of --data.")
    ] = False,
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
    shown = _Shown(terminal, net, layers, format, output, precision, all)
    shown.form("csv")  # a format that there is not is told of before anything is read
    paths = given.paths(net, terminal.is_fed)
    network = options.network(terminal, net, dtype)
    if not paths:
        if health:
            raise UsageError("--health is for --data", "leave it out, or name a file of rows")
        _one_by_one(shown, network, options.typed(context, network, net, given.input))
        return ExitStatus.DONE
    return _in_a_stream(shown, network, given, health)


@dataclass(frozen=True)
class _Shown:
    """Where results go, and how."""

    terminal: Terminal
    net: str
    layers: str | None
    format: str | None
    output: str | None
    precision: int | None
    whole: bool

    def form(self, came_in: str) -> str:
        """The format of the results; that of the rows is the default in a pipe."""
        default = "table" if self.terminal.is_person else came_in
        return options.format_for(self.format, self.output, default, FORMATS)

    def writer(self, form: str, page: Page, header: Sequence[str], kept: int = 0) -> Writer:
        """A writer of many rows, the first so many columns of which are kept ones."""
        stream, terminal = page.stream, self.terminal
        if form == "table":
            from fwdprop.views.rows import TableWriter

            digits = self.precision or 6
            return TableWriter(stream, header, kept, page.terminal, digits, self.whole)
        if form in BINARY and stream is terminal.stdout and terminal.is_person:
            raise UsageError(f"{form} is not for a terminal", "write it to a file: -o FILE")
        from fwdprop.rows import writer

        return writer(form)(stream, header, self.precision)


def _one_by_one(shown: _Shown, network: Network, texts: Sequence[str]) -> None:
    """Every layer's values for each `--input`."""
    from fwdprop.columns import chosen, every_layer, header, matrix
    from fwdprop.destination import page
    from fwdprop.typed import typed_rows

    form = shown.form("csv")
    default = [len(network.layers)] if form == "values" else every_layer(network)
    places = chosen(network, shown.layers, default)
    x = typed_rows(network, texts)
    with page(shown.terminal, shown.output, shown.net) as sheet:
        computed = network.run(x)
        if form == "table":
            from fwdprop.views.table import tables

            digits = shown.precision or 6
            sheet.write(tables(computed, places, sheet.terminal, digits, shown.whole))
        else:
            writer = shown.writer(form, sheet, header(network, places))
            writer.write(writer.encode([], matrix(computed, places)))
            writer.close()
    options.warn_of_non_finite(shown.terminal, computed)


def _in_a_stream(shown: _Shown, network: Network, given: Given, health: bool) -> ExitStatus:
    """The output layer's values, or those asked for, for every row of the files."""
    from fwdprop.options.fed import fed
    from fwdprop.options.told import tell
    from fwdprop.scored import score

    terminal, wanted = shown.terminal, given.wanted(network)
    with fed(terminal, given, terminal.is_fed, shown.net, wanted, shown.output) as data:
        scored = _Scored(shown, network, data.feed)
        writer = scored.writer(data.page)
        try:
            findings = score(network, scored.places, data, writer, health)
        except FwdpropError:
            if scored.form == "table":
                writer.close()  # a person sees the rows before the one at fault
            raise
        writer.close()
    tell(terminal, network, findings, shown.whole)
    return data.status


class _Scored:
    """What comes of the rows of a feed: the places shown, their names, and the format."""

    def __init__(self, shown: _Shown, network: Network, feed: Feed) -> None:
        from fwdprop.columns import chosen, header

        self.form = shown.form(feed.source.format)
        self.places = chosen(network, shown.layers, [len(network.layers)])
        self._shown, self._kept = shown, feed.kept
        self._header = header(network, self.places, feed.kept)
        if feed.kept and self.form in NAMELESS:
            message = f"{self.form} holds numbers alone, and --keep passes texts on"
            raise UsageError(message, "choose another --format")

    def writer(self, page: Page) -> Writer:
        """A writer of the rows to the page."""
        return self._shown.writer(self.form, page, self._header, len(self._kept))
