"""What a command says on standard error beside its results: warnings and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fwdprop.errors import FwdpropError, InputError, OutputError
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.analysis.sweep.sweep import Sweep
    from fwdprop.analysis.verdicts import Verdict
    from fwdprop.forward.passes import Pass
    from fwdprop.network.network import Network
    from fwdprop.pipeline.compare import Comparison
    from fwdprop.pipeline.score import Findings
    from fwdprop.pipeline.skipped import Skipped


def remark(terminal: Terminal, kind: str, message: str) -> None:
    """Says something beside the results, after what was written so far: a warning, a note."""
    from fwdprop.system.report import remark

    terminal.stdout.flush()
    width = terminal.of_errors().width if terminal.stderr.isatty() else None
    terminal.say(remark(kind, message, terminal.has_color(terminal.stderr), width))


def notes(terminal: Terminal, messages: Iterable[str]) -> None:
    """Says each of these, if there is any, beside the results."""
    for message in messages:
        remark(terminal, "note", message)


def warn_of_non_finite(
    terminal: Terminal, computed: Pass, whose: str = "", row: int | None = None
) -> None:
    """Warns of the first node where nan or an infinity appeared, if one did.

    `whose` goes before, where a command runs several networks: `net.yaml, example 2: `. `row` is
    the number of the pass's only row, where it is one of many.
    """
    found = computed.first_non_finite()
    if found is None:
        return
    if row is None and len(computed.x) > 1:
        row = found.row + 1
    which = "" if row is None else f" in row {row:,}"
    cause = found.cause(computed.network, which)
    remark(terminal, "warning", f"{whose}{cause}, the first value that is not finite")


def warn_of_non_finite_verdict(terminal: Terminal, verdict: Verdict | None) -> None:
    """Warns of the first example of a verdict with a value that is not finite, if there is one."""
    if verdict is not None and verdict.first_non_finite is not None:
        number, computed = verdict.first_non_finite
        warn_of_non_finite(terminal, computed, f"{verdict.file}, {verdict.noun} {number:,}: ")


def warn_of_non_finite_combinations(terminal: Terminal, sweep: Sweep) -> None:
    """Warns of combinations with a value that is not finite, and of the first one's cause."""
    found = sweep.first_non_finite()
    if found is None:
        return
    from fwdprop import numerals

    number, index, cause = found
    have = "has" if number == 1 else "have"
    total = f"{number:,} of {sweep.combinations:,} combinations {have} a value that is not finite"
    x = sweep.combination(index)[0]
    where = ", ".join(f"{axis.name} = {numerals.exact(x[axis.input])}" for axis in sweep.axes)
    said = "" if cause is None else f", {cause.cause(sweep.network)}"
    remark(terminal, "warning", f"{total}; in the first, {where}{said}")


def note_cut_off(terminal: Terminal, verdict: Verdict | Comparison) -> None:
    """Says which value is the first that holds as a number that was cut off, if there is one."""
    if verdict.first_cut_off is None:
        return
    from fwdprop.views.check.strictness import cut_off

    number, value = verdict.first_cut_off
    message = cut_off(verdict.network, value, verdict.cut_off - 1)
    remark(terminal, "note", f"{verdict.file}, {verdict.noun} {number:,}: {message}")


def note_near(terminal: Terminal, largest: float) -> None:
    """Says that values are off by no more than float32 makes of them, the `largest` of all.

    The tolerance that it names is a power of ten, 1e-6 at least.
    """
    from math import ceil, log10

    from fwdprop import numerals

    tolerance = 10.0 ** max(ceil(log10(largest)), -6) if largest else 1e-6
    how = f"compare with --dtype float32 or --tolerance {numerals.exact(tolerance)}"
    message = f"no value is further off than float32 makes it; {how}"
    remark(terminal, "note", message)


def report_findings(
    terminal: Terminal,
    network: Network,
    findings: Findings,
    digits: int,
    all: bool,
    where: str = "",
) -> None:
    """Warns of results that are not finite, and shows the nodes' health where it was watched.

    `where` says which file the first of these is in, where each has its own: ` of a.csv`.
    """
    if findings.cause is not None:
        remark(terminal, "warning", findings.sentence(where) + findings.cause.cause(network))
    if findings.tally is not None:
        from fwdprop.views.health import drawn

        terminal.say(drawn(findings.tally, terminal.of_errors(), digits, all).rstrip("\n"))


@contextmanager
def reporting(terminal: Terminal, skipped: Skipped, rejects: str | None) -> Iterator[Skipped]:
    """The rows that are skipped, which are reported at the end or at an error.

    `rejects` is the file that they are kept in.
    """
    try:
        yield skipped
    except FwdpropError as error:
        # Where something cannot be written, it is not known whether the rows are kept.
        _report(terminal, skipped, None if isinstance(error, OutputError) else rejects)
        raise
    _report(terminal, skipped, rejects)


def _report(terminal: Terminal, skipped: Skipped, rejects: str | None) -> None:
    if not skipped.rows:
        return
    terminal.report(InputError(skipped.first))
    remark(terminal, "warning", skipped.summary(rejects))
