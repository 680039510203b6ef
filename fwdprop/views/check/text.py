"""A verdict for a person: a line a file, and below it what is off in each missed example, and why.

Of many rows that are off, it says what they have in common, and shows the first.

mine.yaml: 1 of 2 examples does not hold
  example 2: i1 = 0.05, i2 = 0.1
    layer output, node o1
      expected    0.75
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fwdprop import numerals
from fwdprop.analysis.examples import ComparedValue, Outcome
from fwdprop.analysis.slips import Explanation
from fwdprop.analysis.verdicts import MOST_SHOWN, Verdict
from fwdprop.errors import count, listed
from fwdprop.forward.trace import trace
from fwdprop.numerals import DIGITS
from fwdprop.system.report import visible
from fwdprop.system.terminal import Terminal
from fwdprop.views.check.overall import sentences
from fwdprop.views.check.strictness import words
from fwdprop.views.trace.equation import Equation, Equations
from fwdprop.views.trace.notation import PLAIN

TOP = 8
FEW = 3
"""So many rows that do not hold are each shown."""
NUMBERS = 3
"""The numbers of so many others are."""


@dataclass(frozen=True)
class _Line:
    """A line of text, or an equation, with its indent and its style at a terminal."""

    indent: int
    content: str | Equation
    style: str = ""


def equations() -> Equations:
    """What writes the equations of verdicts."""
    return Equations(DIGITS, TOP)


def plain(verdict: Verdict, digits: int | None, equations: Equations) -> str:
    """The verdict as text for a file or a pipe, whose lines are as long as they are."""
    lines = _lines(verdict, digits, equations)
    return "".join(f"{' ' * line.indent}{line.content}\n" for line in lines)


def laid_out(verdict: Verdict, digits: int | None, equations: Equations, terminal: Terminal) -> str:
    """The same for a terminal: no line is wider, and colours help to find one's way."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from fwdprop.views.trace.text import fitting

    def drawn(line: _Line) -> Padding:
        if isinstance(line.content, Equation):
            content = fitting(line.content, terminal.width - line.indent)
        else:
            content = Text(line.content, line.style, overflow="fold")
        return Padding(content, (0, 0, 0, line.indent))

    return terminal.drawn(Group(*map(drawn, _lines(verdict, digits, equations))))


def _lines(verdict: Verdict, digits: int | None, equations: Equations) -> Iterator[_Line]:
    is_long = verdict.overall is not None and verdict.off > FEW
    head = list(_head(verdict, digits or DIGITS, is_long))
    yield from head
    shown = verdict.missed[: 1 if is_long else MOST_SHOWN]
    for outcome, explanation in shown:
        yield from _missed(verdict, outcome, digits, equations)
        slips = replace(explanation, slips=()) if is_long else explanation
        yield from _why(slips, numerals.exact(outcome.misses[0].expected.value))
    more = verdict.off - len(shown)
    if more > 0:
        which = _numbers(verdict) if is_long else ""
        rest = "; --format csv has them all"
        yield _Line(2, f"and {more:,} more that {_does(more)} not hold{which}{rest}")
    if is_long:
        yield from head


def _numbers(verdict: Verdict) -> str:
    """The numbers of the first examples that are not shown: `: rows 2, 3, 5, ...`."""
    first = [f"{outcome.number:,}" for outcome, _ in verdict.missed[1 : NUMBERS + 1]]
    dots = ["..."] if verdict.off > NUMBERS + 1 else []
    return f": {verdict.noun}s {', '.join([*first, *dots])}"


def _head(verdict: Verdict, digits: int, is_long: bool) -> Iterator[_Line]:
    """How many examples hold, and what many of them that do not have in common."""
    style = "bold red" if verdict.off else ""
    yield _Line(0, f"{visible(verdict.file)}: {_summary(verdict)}", style)
    if is_long and verdict.overall is not None:
        for words in sentences(verdict.network, verdict.overall, verdict.off, digits):
            yield _Line(2, visible(words), "bold")


def _summary(verdict: Verdict) -> str:
    """`4 examples hold, to 3 digits`, `1 of 3 examples does not hold`, `no examples`."""
    if verdict.blank:
        others = replace(verdict, total=verdict.total - verdict.blank, blank=0)
        return f"{_summary(others)}; {verdict.blank:,} without an expected value"
    total, missed = verdict.total, verdict.off
    if not total:
        return f"no {verdict.noun}s"
    whole = count(total, verdict.noun)
    if not missed:
        cut = f", {count(verdict.cut_off, 'value')} cut off" if verdict.cut_off else ""
        return f"{whole} {'holds' if total == 1 else 'hold'}, {words(verdict.strictness)}{cut}"
    return f"{whole if total == 1 else f'{missed:,} of {whole}'} {_does(missed)} not hold"


def _does(number: int) -> str:
    return "does" if number == 1 else "do"


def _missed(
    verdict: Verdict, outcome: Outcome, digits: int | None, equations: Equations
) -> Iterator[_Line]:
    network, miss = outcome.computed.network, outcome.misses[0]
    expected = miss.expected
    yield _Line(2, f"{verdict.noun} {outcome.number:,}: {_inputs(outcome, digits or DIGITS)}")
    layer = network.layers[expected.layer - 1]
    where = f"layer {visible(layer.name)}, node {visible(layer.nodes[expected.node])}"
    if len(outcome.misses) > 1:
        where += f", the first of {count(len(outcome.misses), 'value')} that are off"
    yield _Line(4, where, "bold")
    precise = digits or digits_for(miss)
    yield _Line(6, f"expected    {numerals.exact(expected.value)}", "bold")
    yield _Line(6, f"found       {numerals.rounded(miss.found, precise)}", "bold")
    difference, tolerance = _apart(miss, digits or DIGITS)
    yield _Line(6, f"difference  {difference}")
    yield _Line(6, f"tolerance   {tolerance}")
    terms = trace(outcome.computed).node(expected.layer, expected.node)
    yield _Line(4, equations.of(terms, PLAIN, precise))


def _apart(miss: ComparedValue, digits: int) -> tuple[str, str]:
    """The difference and the tolerance, with as many more digits as tell the one from the other."""
    size = abs(miss.difference)
    while digits < 17 and numerals.rounded(size, digits) == numerals.rounded(
        miss.tolerance, digits
    ):
        digits += 1
    return numerals.rounded(miss.difference, digits), numerals.rounded(miss.tolerance, digits)


def _why(explanation: Explanation, expected: str) -> Iterator[_Line]:
    for slip in explanation.slips:
        yield _Line(4, f"{expected} is what you get when {visible(slip)}", "bold")
    if explanation.untried:
        ways = [f"{family} ({count(n, 'way')})" for family, n in explanation.untried.items()]
        yield _Line(4, f"not tried, as it is too much work here: {', '.join(ways)}")


def _inputs(outcome: Outcome, digits: int) -> str:
    names = outcome.computed.network.inputs
    shown = [
        f"{visible(name)} = {numerals.rounded(value, digits)}"
        for name, value in zip(names, outcome.example.x, strict=True)
    ]
    return listed(shown)


def digits_for(miss: ComparedValue) -> int:
    """The significant digits that show a miss: one more than its tolerance asks, at least six."""
    smallest = miss.tolerance or abs(miss.difference)
    if not (miss.found and math.isfinite(miss.found) and math.isfinite(smallest)):
        return DIGITS
    # Two logarithms: the quotient may be beyond the range.
    needed = math.log10(abs(miss.found)) - math.log10(smallest)
    return min(max(DIGITS, math.ceil(needed) + 1), 17)
