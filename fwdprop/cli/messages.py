"""What a command says on standard error beside its results: warnings and notes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.errors import FwdpropError, InputError, OutputError
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.forward.passes import NonFinite, Pass
    from fwdprop.network.network import Network
    from fwdprop.pipeline.score import Findings
    from fwdprop.pipeline.skipped import Skipped


def remark(terminal: Terminal, kind: str, message: str) -> None:
    """Says something beside the results, after what was written so far: a warning, a note."""
    from fwdprop.system.report import remark

    terminal.stdout.flush()
    terminal.say(remark(kind, message, terminal.has_color(terminal.stderr)))


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
    cause = _cause(computed.network, found, which)
    remark(terminal, "warning", f"{whose}{cause}, the first value that is not finite")


def report_findings(
    terminal: Terminal, network: Network, findings: Findings, digits: int, all: bool
) -> None:
    """Warns of results that are not finite, and shows the nodes' health where it was watched."""
    if findings.cause is not None:
        remark(terminal, "warning", findings.sentence() + _cause(network, findings.cause))
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


def _cause(network: Network, found: NonFinite, which: str = "") -> str:
    """Which node is not finite, and what it is: `layer hidden, node h1 is inf`."""
    name = network.nodes_of(found.depth)[found.node]
    where = f"input {name}"
    if found.depth:
        where = f"layer {network.name_of(found.depth)}, node {name}"
    value = found.value
    if math.isfinite(value):
        where, value = f"the sum of {where}", found.sum
    return f"{where} is {numerals.exact(value)}{which}"
