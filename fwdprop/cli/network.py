"""The network that a command is about: the argument NET, with `--dtype` and `--scores`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.cli.formats import one_of
from fwdprop.numerals import DTYPES
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.network.network import Network


def read_network(terminal: Terminal, net: str, dtype: str | None, scores: bool = False) -> Network:
    """The network in the file `net`, or on standard input for `-`, in `dtype` or the file's own.

    Its outputs are its `scores`, the sums of the last layer, where they are asked for.
    """
    if dtype is not None:
        one_of("--dtype", dtype, DTYPES)
    from fwdprop.models import load
    from fwdprop.system.files import STANDARD_INPUT, note

    if net == "-":
        note(terminal.stdin, STANDARD_INPUT)
    network = load(terminal.stdin if net == "-" else net, dtype)  # type: ignore[arg-type]
    if not scores:
        return network

    from fwdprop.network.scores import scores as scores_of

    return scores_of(network)


def called(net: str) -> str:
    """What messages call the network file `net`."""
    return "<stdin>" if net == "-" else net
