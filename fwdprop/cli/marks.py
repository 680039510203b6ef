"""`fwdprop check --answers`: the answers in a file, each marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.messages import note_cut_off, warn_of_non_finite
from fwdprop.cli.network import Reading, called
from fwdprop.cli.verdicts import Shown
from fwdprop.errors import ExitStatus
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.analysis.verdicts import Verdict
    from fwdprop.arrays import Array
    from fwdprop.cli.answer_file import Answer
    from fwdprop.network.network import Network

MOST_NODES = 5
"""So many nodes are named in the command that shows their arithmetic."""


class Marking(NamedTuple):
    """What is marked: the answers in a file for one row, within a tolerance if there is one."""

    net: str
    inputs: Sequence[str]
    file: str
    tolerance: float | None
    reading: Reading


def check_answers(shown: Shown, network: Network, marking: Marking) -> ExitStatus:
    """Marks each answer; the status is NO unless all are right."""
    from fwdprop.analysis.answers import judge
    from fwdprop.cli.answer_file import read_answers
    from fwdprop.cli.input import rows_of
    from fwdprop.system.output import page

    (x,) = rows_of(network, marking.inputs)
    answers = read_answers(shown.terminal, network, marking.file, shown.digits or DIGITS)
    expected = [(each.ref, each.expected) for each in answers]
    with page(shown.terminal, shown.output) as sheet:
        question = network, called(marking.file), x.tolist(), expected
        verdict = judge(*question, marking.tolerance, shown.most)
        if shown.format == "text":
            sheet.write(_text(network, marking, answers, verdict, x, sheet.terminal))
        else:
            shown.write(sheet, [verdict])
    note_cut_off(shown.terminal, verdict)
    if verdict.first_non_finite is not None:
        warn_of_non_finite(shown.terminal, verdict.first_non_finite[1], f"{called(marking.net)}: ")
    return ExitStatus.NO if verdict.off or verdict.blank else ExitStatus.DONE


def _text(
    network: Network,
    marking: Marking,
    answers: Sequence[Answer],
    verdict: Verdict,
    x: Array,
    terminal: Terminal,
) -> Iterator[str]:
    """The marks, and the command that shows the arithmetic of nodes that are wrong."""
    from fwdprop.views.check import marks

    names = network.names
    written = [marks.Written(names.whole_name(each.ref), each.text) for each in answers]
    file = called(marking.file)
    if terminal.is_laid_out:
        yield marks.laid_out(file, written, verdict, terminal)
    else:
        yield marks.plain(file, written, verdict)
    wrong = [names.whole_name(answers[outcome.number - 1].ref) for outcome, _ in verdict.missed]
    if wrong:
        from fwdprop.cli.to_type import command

        options = [("node", name) for name in wrong[:MOST_NODES]]
        # It may be wider than the terminal: a command that is pasted stands on one line.
        yield f"see: {command('trace', marking.net, x, marking.reading, options)}\n"
