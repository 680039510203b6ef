"""The network that a command is about: the argument NET, and how it is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.formats import one_of
from fwdprop.cli.options import DTYPE, ROOT, Group
from fwdprop.errors import UsageError, listed, shortened
from fwdprop.numerals import DTYPES
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.network.network import Network


class Reading(NamedTuple):
    """How a network file is read: the type in place of its own, and the root of weights files."""

    dtype: str | None
    root: str | None

    def prove(self) -> None:
        """Raises UsageError for a type that there is not, or a root that is no folder."""
        if self.dtype is not None:
            one_of("--dtype", self.dtype, DTYPES)
        if self.root is not None and not os.path.isdir(self.root):
            message = f"--root is a folder, and there is none at '{shortened(self.root)}'"
            raise UsageError(message, "name the folder that weights files lie in, or below")


READING = Group("reading", (DTYPE, ROOT), Reading)


def read_network(
    terminal: Terminal,
    net: str,
    reading: Reading,
    scores: bool = False,
    settings: Sequence[str] | None = None,
) -> Network:
    """The network in the file `net`, or on standard input for `-`.

    Its outputs are its `scores`, the sums of the last layer, where they are asked for; with
    `settings` it is what it would be with these.
    """
    reading.prove()
    from fwdprop.models import load
    from fwdprop.system.files import STANDARD_INPUT, note

    if net == "-":
        note(terminal.stdin, STANDARD_INPUT)
    network = load(terminal.stdin if net == "-" else net, *reading)  # type: ignore[arg-type]
    if settings:
        from fwdprop.cli.messages import notes
        from fwdprop.models.settings import Settings, altered

        network, remarks = altered(network, Settings(settings, "--set"))
        notes(terminal, remarks)
    if not scores:
        return network

    from fwdprop.network.scores import scores as scores_of

    return scores_of(network)


def prove_networks(nets: Sequence[str]) -> None:
    """Raises UsageError for files of rows, or numbers, where further network files stand."""
    net, *others = nets
    if not others:
        return

    from fwdprop.cli.argv import is_input
    from fwdprop.system import shell
    from fwdprop.tables.formats import names_rows

    rows = [path for path in others if names_rows(path) and not path.endswith(".json")]
    if rows:
        typed = f"fwdprop check {shell.path(net)} --data {' '.join(map(shell.path, rows))}"
        message = f"{shortened(rows[0])} is a file of rows, not a network file"
        raise UsageError(message, f"rows stand behind --data: {typed}")
    numbers = [word for word in others if is_input(word) and not os.path.exists(word)]
    if numbers:
        typed = f"fwdprop check {shell.path(net)} --input 2 3 --expect 9"
        help = f"numbers stand behind --input, with what should come out: {typed}"
        raise UsageError(f"there is no place for {shortened(' '.join(numbers))}", help)


def what_if(net: str, settings: Sequence[str] | None) -> str | None:
    """The heading of results with settings, which says what was set; None without settings."""
    return f"{called(net)}, with {listed(settings)}" if settings else None


def called(net: str) -> str:
    """What messages call the network file `net`."""
    return "<stdin>" if net == "-" else net
