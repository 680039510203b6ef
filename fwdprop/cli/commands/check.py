"""fwdprop check: network files, the examples in them, and rows with what is expected of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fwdprop.cli.data import DATA, DataOptions
from fwdprop.cli.expect import EXPECT, ExpectOptions
from fwdprop.cli.formats import format_for
from fwdprop.cli.messages import note_cut_off, note_near, notes, remark, warn_of_non_finite_verdict
from fwdprop.cli.network import READING, Reading, called, prove_networks, read_network
from fwdprop.cli.options import OUTPUT, PRECISION, Option, format_among
from fwdprop.cli.verdicts import Shown
from fwdprop.errors import ExitStatus, FwdpropError, NetworkError, listed
from fwdprop.system import shell
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from fwdprop.analysis.verdicts import Verdict
    from fwdprop.network.network import Network


def formats() -> tuple[str, ...]:
    """The formats of verdicts."""
    return ("text", *text_formats())


OPTIONS = (
    Option(
        "nets",
        (),
        "NET...",
        "Network files; - for standard input.",
        "words",
        is_required=True,
    ),
    DATA,
    EXPECT,
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
)


def check(
    terminal: Terminal,
    nets: list[str],
    data: DataOptions,
    answers: ExpectOptions,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
) -> ExitStatus:
    """Check network files and the examples in them, an answer of your own, or files of rows.

    \b
    Examples:
      fwdprop check networks/*.yaml
      fwdprop check networks/transactions.yaml --input 2 3 --expect 9
      fwdprop check networks/mazur.yaml -i 0.05 0.1 --expect o1=0.75 hidden.h1=0.59
      fwdprop run networks/iris.yaml --data networks/iris.csv --keep all --dtype float32 |
        fwdprop check networks/iris.yaml --data - --tolerance 1e-5
      fwdprop check networks/iris.yaml --data networks/iris.csv --label species
      fwdprop worksheet networks/mazur.yaml -i 0.05 0.1 --key |
        fwdprop check networks/mazur.yaml -i 0.05 0.1 --answers -

    An expected number holds where the value rounds to its digits: 0.751 means 0.7505 to 0.7515.
    One of three or more digits that was cut off holds with a note. One without a point, or with
    more digits, holds within 1e-9 of it, or 1e-5 in float32.
    With --data, columns that are called like nodes, y or hidden.h1, say what is expected.
    Where a value does not hold, slips are tried that may have led to it: transposed weights, a bias
    left out or added twice, another activation, rounded hidden values, inputs in another order.
    The exit status is 1 where an example or a row does not hold, 2 where a file is wrong.
    """
    format = format_for(format, output, "text", formats())
    reading.prove()
    prove_networks(nets)
    answers.prove(nets, data)
    shown = Shown(terminal, format, output, precision)
    if answers.file is not None:
        from fwdprop.cli.marks import Marking, check_answers

        inputs = data.input or []
        marking = Marking(nets[0], inputs, answers.file, answers.allowed, reading)
        network = _network(terminal, nets[0], reading)
        return check_answers(shown, network, marking)
    if data.data is not None and answers.label is not None:
        from fwdprop.cli.labels import check_labels

        network, paths = _network(terminal, nets[0], reading), data.paths(nets[0])
        source = network, called(nets[0]), data, paths, answers.label
        return check_labels(terminal, *source, format, output, precision)
    if data.data is not None:
        return _rows(shown, nets[0], reading, data, answers.allowed)
    return _examples(shown, _Question(nets, data.input or [], answers, reading), answers.allowed)


@dataclass(frozen=True)
class _Question:
    """What each network is asked: its own examples, or the answers of --expect."""

    nets: Sequence[str]
    inputs: Sequence[str]
    answers: ExpectOptions
    reading: Reading

    @property
    def noun(self) -> str:
        """What an example is called."""
        return "answer" if self.inputs else "example"

    def network(self, terminal: Terminal, net: str, allowed: float | None) -> Network:
        """The network in a file, with the examples to check."""
        network = _network(terminal, net, self.reading)
        if self.inputs:
            from fwdprop.cli.answers import examples_of

            examples = examples_of(network, self.inputs, self.answers.expect or [])
            network = replace(network, examples=examples)
        if allowed is None:
            return network
        with_it = (replace(each, tolerance=allowed) for each in network.examples)
        return replace(network, examples=tuple(with_it))


@dataclass
class _Verdicts:
    """The verdict on each file that can be read; an error is reported, and the others go on.

    `status` is that of the files so far.
    """

    shown: Shown
    question: _Question
    allowed: float | None
    status: ExitStatus = ExitStatus.DONE

    def __iter__(self) -> Iterator[Verdict]:
        for net in self.question.nets:
            try:
                verdict = self._verdict(net)
            except FwdpropError as error:
                self.status = ExitStatus.REFUSED
                self.shown.terminal.report(error)
                continue
            if verdict.off:
                self.status = max(self.status, ExitStatus.NO)
            yield verdict
            note_cut_off(self.shown.terminal, verdict)
            warn_of_non_finite_verdict(self.shown.terminal, verdict)

    def _verdict(self, net: str) -> Verdict:
        from fwdprop.analysis.verdicts import judge

        file = called(net)
        try:
            network = self.question.network(self.shown.terminal, net, self.allowed)
            return judge(network, file, self.question.noun, self.shown.most)
        except MemoryError:
            raise NetworkError(f"{file}: there is not enough memory for this") from None


def _examples(shown: Shown, question: _Question, allowed: float | None) -> ExitStatus:
    """Checks each file with its examples, or with the answers of --expect."""
    from fwdprop.system.files import note
    from fwdprop.system.output import page

    for net in question.nets:
        note(net, net)  # each is read when its turn comes
    verdicts = _Verdicts(shown, question, allowed)
    with page(shown.terminal, shown.output) as sheet:
        signs = shown.write(sheet, verdicts)
    notes(shown.terminal, signs)
    return verdicts.status


def _rows(
    shown: Shown, net: str, reading: Reading, data: DataOptions, allowed: float | None
) -> ExitStatus:
    """Checks a network with the rows of files."""
    from fwdprop.cli.rows import open_data
    from fwdprop.pipeline.compare import Comparison
    from fwdprop.pipeline.comparer import Columns
    from fwdprop.pipeline.expected_columns import ExpectedColumns

    network = _network(shown.terminal, net, reading)
    columns = ExpectedColumns.of(data.column_spec(network, expected=True), network)
    # A person reads one verdict on all rows, a program each of them as it comes.
    is_for_person = shown.format == "text"
    paths, output = data.paths(net), shown.output
    with open_data(shown.terminal, data, paths, columns, output, not is_for_person) as rows:
        names = rows.feed.kept
        left_out = columns.unnamed(names)
        source = rows.feed, rows.skipped, shown.most, rows.shown
        compared = Columns(names, columns.nodes(names), allowed)
        comparison = Comparison(called(net), network, compared, *source)
        verdicts: Iterable[Verdict] = comparison
        if is_for_person:
            verdicts = [comparison.whole()]
            rows.read()
        signs = shown.write(rows.page, verdicts)
    notes(shown.terminal, signs)
    if left_out:
        message = f"not compared, for there is no column of that name: {listed(left_out)}"
        remark(shown.terminal, "warning", message)
    note_cut_off(shown.terminal, comparison)
    warn_of_non_finite_verdict(shown.terminal, comparison.first_non_finite)
    if comparison.off and comparison.is_near and network.dtype == "float64" and allowed is None:
        note_near(shown.terminal, comparison.differences.largest)
    if not comparison.compared:
        remark(shown.terminal, "warning", "nothing was compared")
    return ExitStatus.NO if comparison.off or not comparison.compared else rows.status


def _network(terminal: Terminal, net: str, reading: Reading) -> Network:
    if os.path.isdir(net):
        files = shell.path(os.path.join(net, "")) + "*.yaml"
        raise NetworkError(f"{net} is a folder, not a file", f"name the files in it: {files}")
    return read_network(terminal, net, reading)
