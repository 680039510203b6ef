"""Interactions on their way from rows to a page: measured, shown, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.messages import notes, remark
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fwdprop.analysis.interactions.measure import Asked
    from fwdprop.analysis.interactions.result import Interactions, Rows
    from fwdprop.analysis.interactions.sample import Sample
    from fwdprop.network.network import Network
    from fwdprop.system.output import Page

# So many rows went through a network before anyone looks for progress.
QUICK = 1_000_000


class Question(NamedTuple):
    """What is asked of a network, and the rows that are drawn."""

    network: Network
    asked: Asked
    sample: Sample


class Shown(NamedTuple):
    """How the interactions are shown."""

    format: str
    digits: int | None
    target: str | None
    by_node: bool

    def write(self, page: Page, found: Interactions) -> None:
        """Writes the interactions."""
        page.write(self._pieces(page, found))

    def _pieces(self, page: Page, found: Interactions) -> Iterable[str]:
        if self.format == "table":
            from fwdprop.views.interactions.table import drawn

            return [drawn(found, page.terminal, self.digits, self.target, self.by_node)]
        if self.format == "markdown":
            from fwdprop.views.interactions.markdown import lines

            return lines(found, self.digits, self.target, self.by_node)
        from fwdprop.tables import lines as text_of
        from fwdprop.views.interactions import rows

        header = rows.NODES_HEADER if self.by_node else rows.HEADER
        cells = rows.rows_of_nodes(found) if self.by_node else rows.rows(found)
        return text_of(self.format)(header, cells, self.digits)

    def nodes_of(self, found: Interactions) -> list[tuple[int, int]]:
        """The outputs and pairs whose nodes are looked for: all, or each output's strongest."""
        outputs = range(len(found.outputs))
        if self.by_node:
            return [(output, pair) for output in outputs for pair in range(len(found.pairs))]
        if self.format not in ("table", "markdown") or not len(found.pairs):
            return []
        from fwdprop.views.interactions.words import order

        return [(output, order(found, output)[0]) for output in outputs]


def answer(
    terminal: Terminal, shown: Shown, question: Question, rows: Rows, page: Page, quiet: bool
) -> None:
    """Measures and writes the interactions, and warns of what was left out."""
    from dataclasses import replace

    from fwdprop.analysis.interactions.measure import measured, plan
    from fwdprop.analysis.interactions.nodes import makers
    from fwdprop.system.progress import progress

    with progress(terminal, quiet, None) as advance:
        chosen = plan(question.network, question.asked, rows, lambda rows: advance(rows, 0))
    done = 0

    def further(rows: int) -> None:
        nonlocal done
        done += rows
        advance(rows, done)

    with progress(terminal, quiet or chosen.cost < QUICK, chosen.cost) as advance:
        found = measured(chosen, further)
        which = shown.nodes_of(found)
        if which:
            found = replace(found, made=makers(found, which, further))
    shown.write(page, found)
    from fwdprop.views.interactions.warnings import left_out

    for message in left_out(found):
        remark(terminal, "warning", message)
    if shown.format in text_formats():
        from fwdprop.views.interactions.words import Words, constants

        said = constants(found, Words(shown.digits or DIGITS, str))
        notes(terminal, (sentence.removesuffix(".") for sentence in said))
