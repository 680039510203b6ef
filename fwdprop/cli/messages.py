"""What a command says on standard error when its rows are through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fwdprop.cli.options import cause_of, remark
from fwdprop.errors import FwdpropError, InputError, OutputError
from fwdprop.network.network import Network
from fwdprop.pipeline.score import Findings
from fwdprop.pipeline.skipped import Skipped
from fwdprop.system.terminal import Terminal


@contextmanager
def telling_of(terminal: Terminal, skipped: Skipped, where: str | None) -> Iterator[Skipped]:
    """The rows that are skipped, told of at the end or at an error; `where` says the file."""
    try:
        yield skipped
    except FwdpropError as error:
        # Where something cannot be written, nobody knows whether the rows are kept.
        _tell_skipped(terminal, skipped, None if isinstance(error, OutputError) else where)
        raise
    _tell_skipped(terminal, skipped, where)


def tell(
    terminal: Terminal, network: Network, findings: Findings, digits: int, whole: bool
) -> None:
    """Says what deserves attention, and shows the nodes' health where they were watched."""
    if findings.cause is not None:
        remark(terminal, "warning", findings.share() + cause_of(network, findings.cause))
    if findings.tally is not None:
        from fwdprop.views.health import drawn

        terminal.say(drawn(findings.tally, terminal.of_errors(), digits, whole).rstrip("\n"))


def _tell_skipped(terminal: Terminal, skipped: Skipped, where: str | None) -> None:
    if not skipped.rows:
        return
    terminal.tell(InputError(skipped.first))
    remark(terminal, "warning", skipped.summary(where))
