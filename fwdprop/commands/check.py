"""fwdprop check: network files, and the examples in them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop import options
from fwdprop.options.given import Given
from fwdprop.errors import ExitStatus, FwdpropError, NetworkError, UsageError
from fwdprop.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.network import Network
    from fwdprop.verdicts import Verdict

FORMATS = ("text", "csv", "tsv", "jsonl", "json")


def check(
    context: typer.Context,
    nets: Annotated[
        list[str], typer.Argument(metavar="NET...", help="Network files; - for standard input.")
    ],
    given: Given,
    expect: Annotated[
        list[str] | None,
        typer.Option(
            "--expect",
            metavar="NUMBERS",
            help="What should come out for the --input: 9, or node=9, or hidden.node=5.",
        ),
    ] = None,
    tolerance: Annotated[
        str | None,
        typer.Option(
            "--tolerance",
            metavar="X",
            help="How far a value may be off, in place of its digits or the file's own.",
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text, csv, tsv, jsonl or json."),
    ] = None,
    output: options.Output = None,
    precision: options.Precision = None,
    dtype: options.Dtype = None,
) -> int:
    """Check network files and the examples in them, or an answer of your own.

    \b
    Examples:
      fwdprop check networks/*.yaml
      fwdprop check networks/transactions.yaml --input 2 3 --expect 9
      fwdprop check networks/mazur.yaml -i 0.05 0.1 --expect o1=0.75 hidden.h1=0.59

    An expected number holds within one unit of its last printed digit: 0.75 means 0.74 to 0.76.
    Where one does not hold, slips are tried that may have led to it: transposed weights, a bias
    left out or added twice, another activation, rounded hidden values, inputs in another order.
    The exit status is 1 where an example does not hold, 2 where a file is wrong.
    """
    terminal: Terminal = context.obj
    form = options.format_for(format, output, "text", FORMATS)
    if dtype is not None:
        options.one_of("--dtype", dtype, options.DTYPES)
    _prove_pairs(nets, input or [], expect or [])

    from fwdprop.answers import typed_tolerance
    from fwdprop.destination import destination
    from fwdprop.verdicts import MOST_SHOWN

    allowed = None if tolerance is None else typed_tolerance(tolerance)
    question = _Question(input or [], expect or [], allowed, dtype)
    verdicts = _Verdicts(terminal, nets, question, MOST_SHOWN if form == "text" else None)
    rounded = False
    with destination(terminal, output, *nets) as stream:
        page = terminal if stream is terminal.stdout else terminal.for_file()
        laid_out = terminal if stream is terminal.stdout and terminal.is_person else None
        for piece in _pieces(form, verdicts, precision, laid_out):
            stream.write(page.encoded(piece))
            rounded = rounded or (form == "text" and "≈" in piece)
    if rounded:
        options.remark(terminal, "note", options.ROUNDED)
    return verdicts.status


def _prove_pairs(nets: Sequence[str], inputs: Sequence[str], expects: Sequence[str]) -> None:
    """Raises a UsageError where inputs, answers and networks do not go together."""
    if nets.count("-") > 1:
        raise UsageError("standard input can be read only once", "name - once")
    if not inputs and not expects:
        return
    if not inputs:
        help = "say what goes in: --input 2 3 --expect 9"
        raise UsageError("--expect needs an --input, whose answer it is", help)
    if not expects:
        help = "say what should come out: --input 2 3 --expect 9"
        raise UsageError("--input needs an --expect, its answer", help)
    if len(inputs) != len(expects):
        found = f"{len(inputs)} times --input and {len(expects)} times --expect"
        raise UsageError(f"{found}: each row has its answer", "repeat the one or the other")
    if len(nets) > 1:
        help = "name one network, or leave out --input and --expect to check the files' examples"
        raise UsageError(f"--input and --expect are for one network, not {len(nets)}", help)


@dataclass(frozen=True)
class _Question:
    """What each network is asked: its own examples, or the answers that were typed."""

    inputs: Sequence[str]
    expects: Sequence[str]
    tolerance: float | None
    dtype: str | None

    @property
    def noun(self) -> str:
        """What an example is called."""
        return "answer" if self.inputs else "example"

    def network(self, terminal: Terminal, net: str) -> Network:
        """The network in a file, with the examples to check."""
        if os.path.isdir(net):
            files = shlex.quote(os.path.join(net, "")) + "*.yaml"
            raise NetworkError(f"{net} is a folder, not a file", f"name the files in it: {files}")
        network = options.network(terminal, net, self.dtype)
        if self.inputs:
            from fwdprop.answers import typed_answers

            network = replace(network, examples=typed_answers(network, self.inputs, self.expects))
        if self.tolerance is None:
            return network
        examples = (replace(each, tolerance=self.tolerance) for each in network.examples)
        return replace(network, examples=tuple(examples))


@dataclass
class _Verdicts:
    """The verdict on each file that can be read; an error is told at once, and the others go on.

    `status` is that of the files so far; `most` is how many missed examples of each are explained.
    """

    terminal: Terminal
    nets: Sequence[str]
    question: _Question
    most: int | None
    status: ExitStatus = ExitStatus.DONE

    def __iter__(self) -> Iterator[Verdict]:
        from fwdprop.report import report

        for net in self.nets:
            try:
                verdict = self._verdict(net)
            except FwdpropError as error:
                self.status = ExitStatus.REFUSED
                self.terminal.stdout.flush()
                color = self.terminal.has_color(self.terminal.stderr)
                self.terminal.say(report(error, color, self.terminal.width))
                continue
            if verdict.missed:
                self.status = max(self.status, ExitStatus.NO)
            yield verdict
            self._warn(verdict)

    def _verdict(self, net: str) -> Verdict:
        from fwdprop.verdicts import judge

        file = "<stdin>" if net == "-" else net
        try:
            network = self.question.network(self.terminal, net)
            return judge(network, file, self.question.noun, self.most)
        except MemoryError:
            raise NetworkError(f"{file}: there is not enough memory for this") from None

    def _warn(self, verdict: Verdict) -> None:
        if verdict.odd is not None:
            number, outcome = verdict.odd
            whose = f"{verdict.file}, {verdict.noun} {number}: "
            options.warn_of_non_finite(self.terminal, outcome.computed, whose)


def _pieces(
    form: str, verdicts: Iterable[Verdict], digits: int | None, laid_out: Terminal | None
) -> Iterator[str]:
    """The text of the verdicts, piece by piece; `laid_out` is the terminal that it is drawn for."""
    if form != "text":
        from fwdprop.rows import lines
        from fwdprop.views.misses import HEADER, rows

        yield from lines(form)(HEADER, (row for each in verdicts for row in rows(each)), digits)
        return
    from fwdprop.views import verdict

    for each in verdicts:
        if laid_out is None:
            yield verdict.plain(each, digits)
        else:
            yield verdict.laid_out(each, digits, laid_out)
            laid_out.stdout.flush()
