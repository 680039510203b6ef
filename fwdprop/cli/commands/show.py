"""fwdprop show: the network itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fwdprop.cli.formats import DOCUMENTS, format_for
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.options import LAYERS, NET, OUTPUT, PRECISION, Option, format_among
from fwdprop.errors import UsageError, listed
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from fwdprop.network.network import Network
    from fwdprop.tables.types import Rows

    Data = tuple[Sequence[str], Rows]


def formats() -> tuple[str, ...]:
    """The formats of a network's layers and weights."""
    return ("table", *text_formats(), *DOCUMENTS)


OPTIONS = (
    NET,
    Option("weights", ("--weights",), None, "Show every weight and bias too.", "flag", None, False),
    LAYERS,
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
    Option(
        "all",
        ("--all",),
        None,
        "Show every weight of large layers in the table.",
        "flag",
        default=False,
    ),
)


def show(
    terminal: Terminal,
    net: str,
    weights: bool,
    layers: str | None,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
    all: bool,
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
    format = format_for(format, output, "table" if terminal.is_person else "csv", formats())

    from fwdprop.system.output import page

    network = read_network(terminal, net, reading)
    default = network.depths
    for_people = format == "table" or format in DOCUMENTS
    depths = network.names.layers_named(layers, [0, *default] if for_people else default)
    if weights and not any(depths):
        names = [layer.name for layer in network.layers]
        raise UsageError("the inputs have no weights", f"the layers are {listed(names)}")
    with page(terminal, output) as sheet:
        if format == "table":
            sheet.write(_tables(network, depths, sheet.terminal, weights, all, precision or DIGITS))
        elif format in DOCUMENTS:
            shown = weights, all, precision or DIGITS
            sheet.write(_document(format, network, depths, *shown))
        else:
            from fwdprop.tables import lines

            header, rows = (_weights if weights else _layers)(network, depths)
            sheet.write(lines(format)(header, rows, precision if weights else None))


def _tables(
    network: Network, depths: Sequence[int], page: Terminal, weights: bool, all: bool, digits: int
) -> Iterator[str]:
    """The layers in figures, and their weights with --weights."""
    from fwdprop.network.summary import summarize
    from fwdprop.views.show.summary import drawn
    from fwdprop.views.show.weights import tables

    yield drawn(summarize(network), depths, page)
    if weights:
        yield from tables(network, [depth for depth in depths if depth], page, digits, all)


def _document(
    format: str, network: Network, depths: Sequence[int], weights: bool, all: bool, digits: int
) -> Iterator[str]:
    """The same in a document."""
    from fwdprop.views.document import document
    from fwdprop.views.show import document as in_document

    page = document(format)
    yield from in_document.layers(page, network, depths)
    if weights:
        into = [depth for depth in depths if depth]
        yield from in_document.weights(page, network, into, digits, all)


def _layers(network: Network, depths: Sequence[int]) -> Data:
    """A row for each depth."""
    from fwdprop.network.summary import summarize
    from fwdprop.views.show.summary import HEADER, rows

    return HEADER, rows(summarize(network), depths)


def _weights(network: Network, depths: Sequence[int]) -> Data:
    """A row for each connection, and one for each node."""
    from fwdprop.views.show.weights import HEADER, rows

    return HEADER, rows(network, [depth for depth in depths if depth])
