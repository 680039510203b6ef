"""fwdprop interactions: which inputs act together, and where a linear regression falls short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.data import DATA, DataOptions, is_for_data
from fwdprop.cli.formats import format_for
from fwdprop.cli.messages import notes, remark
from fwdprop.cli.network import read_network
from fwdprop.cli.options import (
    DTYPE,
    NET,
    NODES,
    OUTPUT,
    PRECISION,
    SCORES,
    Option,
    format_among,
    whole_number,
)
from fwdprop.errors import ExitStatus, UsageError
from fwdprop.numerals import DIGITS
from fwdprop.spelling import between_commas
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fwdprop.analysis.interactions.measure import Asked
    from fwdprop.analysis.interactions.result import Interactions, Rows
    from fwdprop.analysis.interactions.sample import Sample
    from fwdprop.network.network import Network
    from fwdprop.system.output import Page

EVERY_ROW = 0


def formats() -> tuple[str, ...]:
    """The formats of interactions."""
    return ("table", *text_formats(), "markdown")


def sample_size(text: str) -> int:
    """How many rows `--sample` asks for; EVERY_ROW for all."""
    if text == "all":
        return EVERY_ROW
    try:
        return whole_number("--sample", 2)(text)
    except UsageError as error:
        raise UsageError(error.faults[0].message, "--sample all takes every row") from None


OPTIONS = (
    NET,
    DATA,
    NODES,
    SCORES,
    Option("pairs", ("--pairs",), "A,B", "A pair of inputs to look at. Repeat it.", "each"),
    Option(
        "top",
        ("--top",),
        "N",
        "Keep so many inputs, those that interact most, and show all their pairs.",
        parser=whole_number("--top", 2),
    ),
    Option("by_node", ("--by-node",), None, "Show which nodes make them.", "flag", default=False),
    Option(
        "target",
        ("--target",),
        "COLUMN",
        "Fit the regression to this column of --data, not to the network's answers.",
    ),
    Option(
        "sample",
        ("--sample",),
        "N|all",
        "Rows that are compared, drawn from all; 300 if not set.",
        parser=sample_size,
        completes=lambda: ("all",),
    ),
    Option(
        "seed",
        ("--seed",),
        "N",
        "Draw other rows; 0 if not set.",
        parser=whole_number("--seed", 0),
    ),
    format_among(formats),
    OUTPUT,
    PRECISION,
    DTYPE,
)


def interactions(
    terminal: Terminal,
    net: str,
    data: DataOptions,
    node: list[str] | None,
    scores: bool,
    pairs: list[str] | None,
    top: int | None,
    by_node: bool,
    target: str | None,
    sample: int | None,
    seed: int | None,
    format: str | None,
    output: str | None,
    precision: int | None,
    dtype: str | None,
) -> ExitStatus:
    """Show which pairs of inputs interact, how strongly, and at which nodes.

    \b
    Examples:
      fwdprop interactions networks/bank.yaml --data networks/bank.csv
      fwdprop interactions networks/bank.yaml --data networks/bank.csv --target transactions
      fwdprop interactions networks/iris.yaml --data networks/iris.csv --scores --by-node
      fwdprop interactions networks/iris.yaml --data networks/iris.csv --node setosa --format csv

    Every row is compared with every other: what both inputs of a pair make when they change
    together, beyond what each makes alone. A linear regression, fitted to the network's answers, is
    what the network would be without a hidden layer. Of more than 300 rows, 300 are drawn.
    """
    shown = _Shown(format_for(format, output, "table", formats()), precision, target, by_node)
    if top is not None and pairs:
        raise UsageError("--top and --pairs exclude each other", "leave one of them out")
    paths = data.paths(net)
    if target is not None and not paths:
        raise is_for_data("--target")
    network = read_network(terminal, net, dtype)
    if not paths and not data.input:
        message = "there are no rows to compare"
        raise UsageError(message, "name a file of rows: --data FILE, or - for standard input")

    from fwdprop.analysis.interactions.ask import asked
    from fwdprop.analysis.interactions.sample import SAMPLE, Sample

    if scores:
        from fwdprop.network.scores import scores as scores_of

        network = scores_of(network)
    drawn = Sample(SAMPLE if sample is None else sample or None, seed or 0)
    names = [between_commas(text, "--pairs", at) for at, text in enumerate(pairs or [])]
    question = _Question(network, asked(network, node or [], names, top, seed or 0), drawn)
    if paths:
        return _of_files(terminal, shown, question, data, paths, output)
    return _of_inputs(terminal, shown, question, data, output)


class _Question(NamedTuple):
    """What is asked of a network, and the rows that are drawn."""

    network: Network
    asked: Asked
    sample: Sample


class _Shown(NamedTuple):
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


def _of_inputs(
    terminal: Terminal, shown: _Shown, question: _Question, data: DataOptions, output: str | None
) -> ExitStatus:
    """The interactions over the rows of several `--input`."""
    import numpy as np

    from fwdprop.cli.input import rows_of
    from fwdprop.system.output import page

    x = rows_of(question.network, data.input or [])
    question.sample.note(x, np.arange(1, len(x) + 1))
    with page(terminal, output) as sheet:
        _answer(terminal, shown, question, question.sample.rows(False), sheet, data.quiet)
    return ExitStatus.DONE


def _of_files(
    terminal: Terminal,
    shown: _Shown,
    question: _Question,
    data: DataOptions,
    paths: Sequence[str],
    output: str | None,
) -> ExitStatus:
    """The interactions over the rows of files."""
    from fwdprop.cli.rows import open_data
    from fwdprop.pipeline.drawn import draw, with_target

    columns = data.column_spec(question.network)
    if shown.target is not None:
        columns = with_target(columns, shown.target)
    with open_data(terminal, data, paths, columns, output, streams=False) as rows:
        draw(question.sample, rows.feed, rows.skipped, rows.advance)
        rows.read()
        found = question.sample.rows(shown.target is not None)
        _answer(terminal, shown, question, found, rows.page, data.quiet)
    return rows.status


def _answer(
    terminal: Terminal, shown: _Shown, question: _Question, rows: Rows, page: Page, quiet: bool
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

    with progress(terminal, quiet, chosen.cost) as advance:
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
