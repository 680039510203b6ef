"""fwdprop draw: a picture of the network, with the numbers on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.data import DATA, DataOptions
from fwdprop.cli.formats import format_for, one_of
from fwdprop.cli.looks import SCALE, THEME, USUAL_SCALE, prove_look, prove_no_terminal
from fwdprop.cli.messages import remark, warn_of_non_finite
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.one_row import ROW, page_and_row, prove_row
from fwdprop.cli.options import (
    ALL,
    LAYERS,
    NET,
    OUTPUT,
    PRECISION,
    Option,
    format_among,
    whole_number,
)
from fwdprop.drawings import COLOR_BY, MOST_NODES, formats, named, scaled, themed
from fwdprop.errors import ExitStatus, UsageError, listed
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.arrays import Array
    from fwdprop.network.network import Network
    from fwdprop.system.output import Page

ABOUT = "a picture shows one row"


OPTIONS = (
    NET,
    DATA,
    ROW,
    LAYERS,
    Option(
        "max_nodes",
        ("--max-nodes",),
        "N",
        "Nodes shown of each layer, the first and the last ones; 10 if not set.",
        parser=whole_number("--max-nodes", 1),
    ),
    ALL,
    Option(
        "color_by",
        ("--color-by",),
        "weight|contribution",
        "What colour and thickness of a line mean: its weight, or value × weight.",
        completes=lambda: COLOR_BY,
    ),
    THEME,
    SCALE,
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
)


def draw(
    terminal: Terminal,
    net: str,
    data: DataOptions,
    row: int | None,
    layers: str | None,
    max_nodes: int | None,
    all: bool,
    color_by: str | None,
    theme: str | None,
    scale: float | None,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
) -> ExitStatus:
    """Draw the network: its layers, nodes and weights, and with inputs every value.

    \b
    Examples:
      fwdprop draw networks/transactions.yaml --input 2 3
      fwdprop draw networks/transactions.yaml --input 2 3 -o transactions.svg
      fwdprop draw networks/iris.yaml --data networks/iris.csv --row 3 -o iris.html
      fwdprop draw networks/digits.yaml --max-nodes 6 --format dot | dot -Tsvg > digits.svg

    The ending of -o, or --format, says what the picture is; without either it is text. Of large
    layers it shows the first and the last nodes. A page (html) can be played with: its inputs and
    weights change, and every value with them.
    """
    shown = _Shown(terminal, format_for(format, output, "text", formats()), output, theme, scale)
    shown.prove()
    if all and max_nodes is not None:
        raise UsageError("--all and --max-nodes exclude each other", "leave one of them out")
    if color_by is not None:
        one_of("--color-by", color_by, COLOR_BY)
    paths = data.paths(net)
    prove_row(row, data, paths, ABOUT)
    if color_by == COLOR_BY[1] and not (paths or data.input):
        help = "say what goes in, such as --input 2 3"
        raise UsageError("without inputs there are no contributions", help)

    network = read_network(terminal, net, reading)
    depths = sorted(network.names.layers_named(layers, [0, *network.depths]))
    most = None if all else MOST_NODES if max_nodes is None else max_nodes
    drawn = _Drawn(network, depths, most, precision or DIGITS, color_by == COLOR_BY[1])
    with page_and_row(terminal, network, data, paths, row, output, ABOUT) as (sheet, x):
        shown.write(sheet, drawn, x)
    return ExitStatus.DONE


class _Drawn(NamedTuple):
    """What is drawn of which network."""

    network: Network
    depths: Sequence[int]
    most_nodes: int | None
    digits: int
    by_product: bool


class _Shown(NamedTuple):
    """Where the picture goes, and how it looks."""

    terminal: Terminal
    format: str
    output: str | None
    theme: str | None
    scale: float | None

    def prove(self) -> None:
        """Raises UsageError for an option that the format has no use for, or a wrong place."""
        prove_look(self.format, self.theme, self.scale, themed(), scaled())
        if named(self.format).is_binary:
            prove_no_terminal(self.terminal, self.format, self.output)

    def write(self, page: Page, drawn: _Drawn, x: Array | None) -> None:
        """Draws the network, with the values that the row (1, inputs) leads to."""
        from fwdprop.drawings.picture.diagram import diagram
        from fwdprop.drawings.picture.style import Style
        from fwdprop.forward.passes import run

        computed = None if x is None else run(drawn.network, x)
        style = Style(self.theme or "auto", self.scale or USUAL_SCALE, page.terminal)
        network, depths, most, digits, by_product = drawn
        shown = diagram(network, computed, depths, most, digits, by_product)
        format = named(self.format)
        picture = format.draw(shown, style)
        if isinstance(picture, bytes):
            page.stream.write(picture)
        else:
            page.write([picture])
        if unseen := format.names_without_font(shown):
            message = f"no font here has all letters of these names: {listed(unseen)}"
            remark(self.terminal, "warning", message)
        if computed is not None:
            warn_of_non_finite(self.terminal, computed)
