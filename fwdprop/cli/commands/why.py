"""fwdprop why: why two rows have different outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.cli.data import DATA, DataOptions
from fwdprop.cli.formats import format_for, prove_table
from fwdprop.cli.messages import remark
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.options import NET, OUTPUT, PRECISION, SCORES, WHOLE, Option, format_among
from fwdprop.cli.two_rows import ROWS, TWO_OF_DATA, numbers_of, page_and_rows, prove_rows
from fwdprop.errors import ExitStatus, UsageError, listed
from fwdprop.numerals import DIGITS, exact
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fwdprop.analysis.why import Why

TABLES = ("connections", "inputs", "nodes")


def formats() -> tuple[str, ...]:
    """The formats of a difference."""
    return ("text", *text_formats(), "markdown")


OPTIONS = (
    NET,
    ROWS,
    DATA,
    TWO_OF_DATA,
    Option(
        "node",
        ("--node",),
        "NAME",
        "Whose value is looked at; the output that changes most if not set.",
        "each",
    ),
    SCORES,
    Option(
        "table",
        ("--table",),
        "TABLE",
        "What csv, tsv, jsonl and json hold: connections, if not set, inputs or nodes.",
        completes=lambda: TABLES,
    ),
    WHOLE,
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
)


def why(
    terminal: Terminal,
    net: str,
    rows: list[str] | None,
    data: DataOptions,
    row: list[str] | None,
    node: list[str] | None,
    scores: bool,
    table: str | None,
    all: bool,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
) -> ExitStatus:
    """Show why two rows have different outputs: by inputs, by nodes, along every connection.

    \b
    Examples:
      fwdprop why networks/bank.yaml 45,10,0 70,10,1
      fwdprop why networks/two-hidden.yaml -i 1 0 -i 3 5 --node hidden_2.node_0
      fwdprop why networks/iris.yaml --data networks/iris.csv --row 1,50 --scores
      fwdprop why networks/bank.yaml 45,10,0 70,10,1 --format csv

    A row is a word: 45,10,0, or age=45,balance=10,retired=0. Each list adds up to the difference:
    what each input makes alone and two beyond the two alone, the nodes where that arises, and what
    flows along the connections from layer to layer.
    """
    format = format_for(format, output, "text", formats())
    prove_table(table, TABLES, format)
    paths = data.paths(net)
    prove_rows(rows, row, data, paths)
    numbers = numbers_of(row)
    if node is not None and len(node) > 1:
        message = f"the value of one node is looked at, and --node names {len(node)}"
        raise UsageError(message, f"name one: --node {node[0]}")
    network = read_network(terminal, net, reading, scores)
    ref = None if node is None else network.names.node_named(node[0])

    from fwdprop.analysis.why import of_rows

    with page_and_rows(terminal, network, net, data, paths, rows, numbers, output) as (sheet, x):
        found = of_rows(network, x, ref)
        if format in text_formats():
            sheet.write(_data(found, format, table or TABLES[0], precision))
        else:
            sheet.write([_text(found, format, sheet.terminal, precision, all, scores)])
    _warn_of_mixed(terminal, found)
    return ExitStatus.DONE


def _data(found: Why, format: str, table: str, digits: int | None) -> Iterable[str]:
    """The table in a format for programs."""
    from fwdprop.tables import lines
    from fwdprop.views.why.rows import of

    header, rows = of(found, table)
    return lines(format)(header, rows, digits)


def _text(
    found: Why, format: str, terminal: Terminal, digits: int | None, all: bool, scores: bool
) -> str:
    """The difference as a person reads it."""
    if format == "markdown":
        from fwdprop.views.why import markdown

        return markdown.text(found, digits or DIGITS, all, scores)

    from fwdprop.views.why import text

    return text.drawn(found, terminal, digits, all, scores)


def _warn_of_mixed(terminal: Terminal, found: Why) -> None:
    """Warns of a mixture of the two rows for which a value is not finite."""
    if found.mixed is None:
        return
    inputs, place = found.mixed
    names = listed([found.network.inputs[each] for each in inputs])
    layer, node = (
        found.network.name_of(place.depth),
        found.network.nodes_of(place.depth)[place.node],
    )
    where = f"layer {layer}, node {node} is {exact(place.sum)}"
    alone = f"where {names} of the second row stand{'s' * (len(inputs) == 1)} in the first"
    remark(terminal, "warning", f"{where} {alone}: the list by inputs is left out")
