"""fwdprop run: the forward pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.cli.data import DATA, DataOptions, is_for_data
from fwdprop.cli.folders import FOLDER, FolderOptions, prove_one_each
from fwdprop.cli.formats import DOCUMENTS
from fwdprop.cli.messages import report_findings, warn_of_non_finite
from fwdprop.cli.network import READING, Reading, read_network, what_if
from fwdprop.cli.options import ALL, LAYERS, NET, OUTPUT, PRECISION, SET, Option, format_among
from fwdprop.cli.results import Results, formats
from fwdprop.errors import ExitStatus, FwdpropError
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import known_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.network.network import Network
    from fwdprop.tables.columns import ColumnSpec


OPTIONS = (
    NET,
    DATA,
    Option(
        "keep",
        ("--keep",),
        "COLUMNS",
        "Columns to pass through in front of the results: id,date; or all.",
        "each",
    ),
    LAYERS,
    Option(
        "labels",
        ("--labels",),
        None,
        "Add the name of the largest output of each row, in a column label.",
        "flag",
        default=False,
    ),
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
    SET,
    ALL,
    Option(
        "health",
        ("--health",),
        None,
        "Show each node's health over all rows of --data, on standard error.",
        "flag",
        default=False,
    ),
    FOLDER,
)


def run(
    terminal: Terminal,
    net: str,
    data: DataOptions,
    keep: list[str] | None,
    layers: str | None,
    labels: bool,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
    settings: list[str] | None,
    all: bool,
    health: bool,
    folder: FolderOptions,
) -> ExitStatus:
    """Show every layer's node values for a row of inputs, or score files of rows.

    \b
    Examples:
      fwdprop run networks/transactions.yaml --input 2 3
      fwdprop run networks/iris.yaml -i 5.1,3.5,1.4,0.2 --layers output
      x=$(fwdprop run networks/transactions.yaml -i children=2 accounts=3 --format values)
      fwdprop run networks/iris.yaml --data networks/iris.csv --keep species
      fwdprop run networks/transactions.yaml --input 2 3 --set hidden.activation=tanh

    At a terminal it shows a table, in a pipe CSV with every digit, or the format that came in with
    --data. With neither --input nor --data it reads rows from a pipe.
    """
    heading = what_if(net, settings)
    shown = Results(terminal, layers, labels, format, output, precision, all, health, heading)
    paths = data.paths(net, terminal.is_fed)
    is_folder = bool(paths) and folder.is_meant(output)
    # A format that is not known is refused before anything is read.
    shown.prove_format(is_folder)
    network = read_network(terminal, net, reading, settings=settings)
    if labels:
        from fwdprop.network.labels import prove_labels

        prove_labels(network, "--labels")
    if paths:
        columns = data.column_spec(network, keep=keep or [])
        if is_folder:
            return _score_files(shown, network, data, paths, columns, folder)
        prove_one_each(paths, data.source_format, output)
        shown.prove_whole()
        return _score(shown, network, data, paths, columns)
    asked = {"--health": health, "--keep": keep is not None, **folder.asked}
    for option in (name for name, is_asked in asked.items() if is_asked):
        raise is_for_data(option)

    from fwdprop.cli.input import required

    _show(shown, network, required("run", network, net, data.input, settings))
    return ExitStatus.DONE


def _show(shown: Results, network: Network, texts: Sequence[str]) -> None:
    """Every layer's values for each `--input`."""
    from fwdprop.cli.input import rows_of
    from fwdprop.forward.passes import matrix
    from fwdprop.forward.passes import run as run_rows
    from fwdprop.network.labels import labels
    from fwdprop.system.output import page

    format = shown.format_after("csv")
    default = [len(network.layers)] if format == "values" else network.depths
    depths = network.names.layers_named(shown.layers, default)
    x = rows_of(network, texts)
    with page(shown.terminal, shown.output) as sheet:
        computed = run_rows(network, x)
        found = labels(network, computed.a[-1]) if shown.labels else None
        digits = shown.precision or DIGITS
        if format == "table":
            from fwdprop.views.run.table import tables

            how = digits, shown.all, found, shown.heading
            sheet.write(tables(computed, depths, sheet.terminal, *how))
        elif format in DOCUMENTS:
            from fwdprop.views.document import document
            from fwdprop.views.run.document import tables as tables_in

            how = digits, shown.all, found, shown.heading
            sheet.write(tables_in(document(format), computed, depths, *how))
        else:
            writer = shown.writer(format, sheet, network, depths)
            text = [] if found is None else [found]
            writer.write(writer.encode(text, matrix(computed, depths)))
            writer.close()
    warn_of_non_finite(shown.terminal, computed)


def _score(
    shown: Results,
    network: Network,
    data: DataOptions,
    paths: Sequence[str],
    columns: ColumnSpec,
) -> ExitStatus:
    """The output layer's values, or those asked for, for every row of the files."""
    from fwdprop.cli.rows import open_data
    from fwdprop.pipeline.score import score

    terminal = shown.terminal
    # A table is drawn in the end: nothing of it is seen while the rows are read.
    streams = shown.format_after("csv") != "table"
    with open_data(terminal, data, paths, columns, shown.output, streams) as rows:
        feed = rows.feed
        depths = network.names.layers_named(shown.layers, [len(network.layers)])
        format = shown.format_after(feed.source.format)
        writer = shown.writer(format, rows.page, network, depths, feed.kept)
        try:
            findings = score(network, depths, rows, writer, shown.health, shown.labels)
        except FwdpropError:
            rows.read()
            writer.stop()
            raise
        rows.read()
        writer.close()
    report_findings(terminal, network, findings, shown.precision or DIGITS, shown.all)
    return rows.status


def _score_files(
    shown: Results,
    network: Network,
    data: DataOptions,
    paths: Sequence[str],
    columns: ColumnSpec,
    folder: FolderOptions,
) -> ExitStatus:
    """A file of results for each file of rows."""
    from fwdprop.cli.folders import score_files
    from fwdprop.pipeline.files.job import Job
    from fwdprop.system.stores import shown as place_shown

    format = shown.format and known_as(shown.format)
    depths = network.names.layers_named(shown.layers, [len(network.layers)])
    how = shown.precision, shown.health, shown.labels
    job = Job(network, tuple(depths), columns, data.source_format, *how)
    assert shown.output is not None
    total = score_files(shown.terminal, job, data, paths, format, shown.output, folder)
    where = f" of {place_shown(total.non_finite_in)}"
    digits = shown.precision or DIGITS
    report_findings(shown.terminal, network, total.findings, digits, shown.all, where)
    return total.status
