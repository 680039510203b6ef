"""fwdprop interactions: which inputs act together, and where a linear regression falls short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.cli.data import DATA, DataOptions, is_for_data
from fwdprop.cli.formats import format_for
from fwdprop.cli.interactions import Question, Shown, answer
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.options import (
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
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    READING,
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
    reading: Reading,
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
    shown = Shown(format_for(format, output, "table", formats()), precision, target, by_node)
    if top is not None and pairs:
        raise UsageError("--top and --pairs exclude each other", "leave one of them out")
    paths = data.paths(net)
    if target is not None and not paths:
        raise is_for_data("--target")
    network = read_network(terminal, net, reading, scores)
    if not paths and not data.input:
        message = "there are no rows to compare"
        raise UsageError(message, "name a file of rows: --data FILE, or - for standard input")

    from fwdprop.analysis.interactions.ask import asked
    from fwdprop.analysis.interactions.sample import SAMPLE, Sample
    from fwdprop.cli.column_spec import listed_names

    drawn = Sample(SAMPLE if sample is None else sample or None, seed or 0)
    names = listed_names(pairs or [], "--pairs")
    question = Question(network, asked(network, node or [], names, top, seed or 0), drawn)
    if paths:
        return _of_files(terminal, shown, question, data, paths, output)
    return _of_inputs(terminal, shown, question, data, output)


def _of_inputs(
    terminal: Terminal, shown: Shown, question: Question, data: DataOptions, output: str | None
) -> ExitStatus:
    """The interactions over the rows of several `--input`."""
    import numpy as np

    from fwdprop.cli.input import rows_of
    from fwdprop.system.output import page

    x = rows_of(question.network, data.input or [])
    question.sample.note(x, np.arange(1, len(x) + 1))
    with page(terminal, output) as sheet:
        answer(terminal, shown, question, question.sample.rows(False), sheet, data.quiet)
    return ExitStatus.DONE


def _of_files(
    terminal: Terminal,
    shown: Shown,
    question: Question,
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
        answer(terminal, shown, question, found, rows.page, data.quiet)
    return rows.status
