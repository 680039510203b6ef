"""The marks of a file of answers for a person: a line each, and what explains those that are wrong.

mine.txt: 1 of 2 right
  right  hidden.node_0 = 5
  wrong  hidden.node_1 = -3
           -3 is what you get when the activation of layer hidden is left out
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fwdprop.analysis.verdicts import Verdict
from fwdprop.errors import count
from fwdprop.system.report import visible
from fwdprop.system.terminal import Terminal

_STYLES = {"right": "green", "wrong": "bold red", "blank": "dim"}


class Written(NamedTuple):
    """An answer as it stands in the file: the node's whole name and the number, or nothing."""

    name: str
    text: str


def plain(file: str, written: Sequence[Written], verdict: Verdict) -> str:
    """The marks as text, whose lines are as long as they are."""
    return "".join(f"{' ' * indent}{line}\n" for indent, line, _ in _lines(file, written, verdict))


def laid_out(file: str, written: Sequence[Written], verdict: Verdict, terminal: Terminal) -> str:
    """The same for a terminal: no line is wider, and each mark has its colour."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    def drawn(indent: int, line: str, style: str) -> Padding:
        text = Text(line, overflow="fold")
        text.stylize(style, 0, len(line) if indent != 2 else len("right"))
        return Padding(text, (0, 0, 0, indent))

    return terminal.drawn(Group(*(drawn(*each) for each in _lines(file, written, verdict))))


def _lines(
    file: str, written: Sequence[Written], verdict: Verdict
) -> Iterator[tuple[int, str, str]]:
    """Each line with its indent and its style."""
    missed = {outcome.number: why for outcome, why in verdict.missed}
    yield 0, f"{visible(file)}: {_summary(verdict)}", "bold"
    for number, (name, text) in enumerate(written, 1):
        mark = "wrong" if number in missed else "right" if text else "blank"
        answer = f" = {visible(text)}" if text else ""
        yield 2, f"{mark}  {visible(name)}{answer}", _STYLES[mark]
        for slip in missed[number].slips[:1] if number in missed else ():
            yield 11, f"{visible(text)} is what you get when {visible(slip)}", ""


def _summary(verdict: Verdict) -> str:
    """`4 of 6 right, 1 blank`; `all 6 right`."""
    right = verdict.total - verdict.off - verdict.blank
    blank = f", {verdict.blank:,} blank" if verdict.blank else ""
    if right == verdict.total:
        return f"{count(right, 'answer')}, {'all ' if right > 1 else ''}right"
    return f"{right:,} of {count(verdict.total, 'answer')} right{blank}"
