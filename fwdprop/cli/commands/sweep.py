"""fwdprop sweep: the outputs as inputs vary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.formats import format_for
from fwdprop.cli.looks import SCALE, THEME, USUAL_SCALE, prove_look, prove_no_terminal
from fwdprop.cli.messages import remark, warn_of_non_finite_combinations
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.options import (
    NET,
    NODES,
    OUTPUT,
    PRECISION,
    SCORES,
    Option,
    format_among,
)
from fwdprop.errors import ExitStatus, UsageError, listed
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from fwdprop.analysis.sweep.panels import Panel
    from fwdprop.analysis.sweep.sweep import Sweep
    from fwdprop.network.network import Network
    from fwdprop.system.output import Page

PICTURES = ("svg", "png", "pdf")
MOST_PANELS = 4
MOST_DRAWN = 24
"""So many charts are drawn in a picture, however many there are."""


def formats() -> tuple[str, ...]:
    """The formats of a sweep."""
    return ("table", *text_formats(), "markdown", *PICTURES)


OPTIONS = (
    NET,
    Option(
        "input",
        ("--input", "-i"),
        "NUMBERS",
        "The inputs that stay: a whole row, 40 10 0, or by name, balance=10.",
        "words",
    ),
    Option(
        "over",
        ("--over",),
        "NAME=VALUES",
        "An input that varies, up to three: age=20:80:5, from 20 to 80 in steps of 5; retired=0,1.",
        "each",
    ),
    NODES,
    SCORES,
    Option("all", ("--all",), None, "Show all rows, columns and charts.", "flag", default=False),
    THEME,
    SCALE,
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
)


def sweep(
    terminal: Terminal,
    net: str,
    input: list[str] | None,
    over: list[str] | None,
    node: list[str] | None,
    scores: bool,
    all: bool,
    theme: str | None,
    scale: float | None,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
) -> ExitStatus:
    """Show the outputs as inputs vary: a table, a drawing, and in words what is to be seen.

    \b
    Examples:
      fwdprop sweep networks/bank.yaml --input 40 10 0 --over age=20:80:5
      fwdprop sweep networks/bank.yaml -i balance=10 --over age=20:80:5 --over retired=0,1
      fwdprop sweep networks/xor.yaml --over x1=0:1:0.5 --over x2=0,1 -o xor.svg
      fwdprop sweep networks/bank.yaml -i 40 10 0 --over age=20:80:1 --over balance=0:30:1 > all.csv

    The values of a second input are lines, those of a third one charts. In a pipe it is CSV, a row
    for each combination of values, of which there are at most 100,000.
    """
    default = "table" if terminal.is_person else "csv"
    shown = _Shown(terminal, format_for(format, output, default, formats()), precision, all)
    shown.prove(output, theme, scale)
    found = _swept(read_network(terminal, net, reading, scores), net, input, over, node)

    from fwdprop.system.output import page

    with page(terminal, output) as sheet:
        shown.write(sheet, found, theme or "auto", scale or USUAL_SCALE)
    warn_of_non_finite_combinations(terminal, found)
    return ExitStatus.DONE


def _swept(
    network: Network,
    net: str,
    input: list[str] | None,
    over: list[str] | None,
    node: list[str] | None,
) -> Sweep:
    """The values of the nodes at all combinations."""
    from fwdprop.analysis.sweep.call import outputs
    from fwdprop.analysis.sweep.sweep import swept
    from fwdprop.cli.over import axes_of, row_of

    names = network.names
    nodes = [*dict.fromkeys(map(names.node_named, node))] if node else outputs(network)
    axes = axes_of(network, net, over, len(nodes))
    row = row_of(network, net, input, over or [], {axis.input for axis in axes})
    return swept(network, axes, row, nodes)


class _Shown(NamedTuple):
    """How a sweep is shown."""

    terminal: Terminal
    format: str
    precision: int | None
    all: bool

    def prove(self, output: str | None, theme: str | None, scale: float | None) -> None:
        """Raises UsageError for an option that the format has no use for, or a wrong place."""
        prove_look(self.format, theme, scale, PICTURES, ("png",))
        if self.format in ("png", "pdf"):
            prove_no_terminal(self.terminal, self.format, output)

    def write(self, page: Page, sweep: Sweep, theme: str, scale: float) -> None:
        """Writes the sweep to the page."""
        if self.format in text_formats():
            from fwdprop.tables import lines
            from fwdprop.views.sweep.rows import header, rows

            page.write(lines(self.format)(header(sweep), rows(sweep), self.precision))
            return
        panels, note = self._panels(sweep)
        if self.format in PICTURES:
            self._draw(page, panels, note, theme, scale)
        else:
            page.write(self._pieces(page, panels, note))

    def _pieces(self, page: Page, panels: Sequence[Panel], note: str | None) -> Iterator[str]:
        """The text for a person."""
        digits = self.precision or DIGITS
        if self.format == "markdown":
            from fwdprop.views.sweep.markdown import lines

            yield from lines(panels, digits, self.all)
        else:
            from fwdprop.views.sweep.text import drawn

            yield from drawn(panels, digits, self.all, page.terminal)
        if note is not None:
            yield f"\n{note}\n"

    def _panels(self, sweep: Sweep) -> tuple[Sequence[Panel], str | None]:
        """The charts that are shown, and what is said where they are not all."""
        from fwdprop.analysis.sweep.panels import evenly, panels

        found = panels(sweep)
        if self.all or len(found) <= MOST_PANELS:
            return found, None
        some = [found[index] for index in evenly(len(found), MOST_PANELS)]
        return some, f"{MOST_PANELS} of {len(found):,} charts are shown; --all shows all"

    def _draw(
        self, page: Page, panels: Sequence[Panel], note: str | None, theme: str, scale: float
    ) -> None:
        """Writes the picture."""
        from fwdprop.drawings import plot
        from fwdprop.views.sweep.chart import charts

        if len(panels) > MOST_DRAWN:
            message = f"{len(panels):,} charts, and a picture holds {MOST_DRAWN}"
            raise UsageError(message, "leave --all out, or let fewer inputs vary")
        drawn = charts(panels, self.precision or DIGITS)
        notes = [] if note is None else [note]
        if self.format == "svg":
            page.write([plot.svg(drawn, notes, theme)])
            return
        if self.format == "png":
            page.stream.write(plot.png(drawn, notes, theme, scale))
        else:
            page.stream.write(plot.pdf(drawn, notes, theme))
        if unseen := plot.names_without_font(drawn):
            message = f"no font here has all letters of these names: {listed(unseen)}"
            remark(self.terminal, "warning", message)
