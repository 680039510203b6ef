"""fwdprop region: the linear formula that holds around a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.cli.data import DATA, DataOptions
from fwdprop.cli.formats import format_for, prove_table
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.one_row import ROW, page_and_row, prove_row
from fwdprop.cli.options import (
    NET,
    OUTPUT,
    PRECISION,
    SCORES,
    WHOLE,
    Option,
    format_among,
)
from fwdprop.errors import ExitStatus, UsageError
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fwdprop.analysis.region import Formulas, Region

ABOUT = "a region is around one row"
TABLES = ("formulas", "ranges", "switches")


def formats() -> tuple[str, ...]:
    """The formats of a region."""
    return ("text", *text_formats(), "markdown")


OPTIONS = (
    NET,
    DATA,
    ROW,
    Option(
        "node",
        ("--node",),
        "NAME",
        "A node whose formula is shown, not those of the outputs. Repeat it.",
        "each",
    ),
    SCORES,
    Option(
        "tangent",
        ("--tangent",),
        None,
        "The slopes at this row alone, where activations bend.",
        "flag",
        default=False,
    ),
    Option(
        "table",
        ("--table",),
        "TABLE",
        "For csv, tsv, jsonl, json: formulas, if not set, ranges or switches.",
        completes=lambda: TABLES,
    ),
    WHOLE,
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
)


def region(
    terminal: Terminal,
    net: str,
    data: DataOptions,
    row: int | None,
    node: list[str] | None,
    scores: bool,
    tangent: bool,
    table: str | None,
    all: bool,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
) -> ExitStatus:
    """Show the linear formula that holds around a row, and how far it holds.

    \b
    Examples:
      fwdprop region networks/bank.yaml --input 40 10 0
      fwdprop region networks/two-hidden.yaml --input 3 5 --node hidden_2.node_0
      fwdprop region networks/iris.yaml --data networks/iris.csv --row 3 --scores
      fwdprop region networks/transactions-tanh.yaml --input 2 3 --tangent
      fwdprop region networks/bank.yaml --input 40 10 0 --table switches --format csv

    Where every activation is made of straight pieces, as relu is, the outputs are linear in the
    inputs until a node switches from one piece to another. You see which nodes are on, how far each
    input may go alone before a node switches, which one that is, and the nearest switch of all.
    """
    format = format_for(format, output, "text", formats())
    prove_table(table, TABLES, format)
    if tangent and table not in (None, TABLES[0]):
        message = f"--tangent has no {table}: its formulas hold at the row alone"
        raise UsageError(message, "leave --table out")
    paths = data.paths(net)
    prove_row(row, data, paths, ABOUT)
    network = read_network(terminal, net, reading, scores)
    if not paths:
        from fwdprop.cli.input import required

        required("region", network, net, data.input)

    from fwdprop.analysis.region import region as region_of
    from fwdprop.analysis.region import tangent as tangent_of

    with page_and_row(terminal, network, data, paths, row, output, ABOUT) as (sheet, x):
        assert x is not None
        found: Region | Formulas
        found = tangent_of(network, x, node) if tangent else region_of(network, x, node)
        sheet.write(_text(found, format, table or TABLES[0], sheet.terminal, precision, all))
    return ExitStatus.DONE


def _text(
    found: Region | Formulas,
    format: str,
    table: str,
    terminal: Terminal,
    digits: int | None,
    all: bool,
) -> Iterable[str]:
    """The region, or the formulas of a tangent, in the format."""
    from fwdprop.analysis.region import Formulas

    if format in text_formats():
        from fwdprop.tables import lines
        from fwdprop.views.region.rows import formulas, of_region

        header, rows = formulas(found) if isinstance(found, Formulas) else of_region(found, table)
        return lines(format)(header, rows, digits)
    if format == "markdown":
        from fwdprop.views.region import markdown

        if isinstance(found, Formulas):
            return [markdown.tangent(found, digits or DIGITS, all)]
        return [markdown.text(found, digits or DIGITS, all)]

    from fwdprop.views.region import text

    if isinstance(found, Formulas):
        return [text.drawn_tangent(found, terminal, digits or DIGITS, all)]
    return [text.drawn(found, terminal, digits or DIGITS, all)]
