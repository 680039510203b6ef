"""The network that a command is about: the argument NET, with `--dtype`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.cli.formats import one_of
from fwdprop.numerals import DTYPES
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.network.network import Network


def read_network(terminal: Terminal, net: str, dtype: str | None) -> Network:
    """The network in the file `net`, or on standard input for `-`, in `dtype` or the file's own."""
    if dtype is not None:
        one_of("--dtype", dtype, DTYPES)
    from fwdprop.models import load
    from fwdprop.system.files import STANDARD_INPUT, note

    if net == "-":
        note(terminal.stdin, STANDARD_INPUT)
    return load(terminal.stdin if net == "-" else net, dtype)  # type: ignore[arg-type]
