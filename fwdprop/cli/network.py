"""The network that a command is about: the argument NET, and how it is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.formats import one_of
from fwdprop.cli.options import DTYPE, ROOT, Group
from fwdprop.errors import UsageError, shortened
from fwdprop.numerals import DTYPES
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
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


def read_network(terminal: Terminal, net: str, reading: Reading, scores: bool = False) -> Network:
    """The network in the file `net`, or on standard input for `-`.

    Its outputs are its `scores`, the sums of the last layer, where they are asked for.
    """
    reading.prove()
    from fwdprop.models import load
    from fwdprop.system.files import STANDARD_INPUT, note

    if net == "-":
        note(terminal.stdin, STANDARD_INPUT)
    network = load(terminal.stdin if net == "-" else net, *reading)  # type: ignore[arg-type]
    if not scores:
        return network

    from fwdprop.network.scores import scores as scores_of

    return scores_of(network)


def called(net: str) -> str:
    """What messages call the network file `net`."""
    return "<stdin>" if net == "-" else net
