"""A command about one row of a network, as a user types it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.cli.network import Reading
from fwdprop.system import shell

if TYPE_CHECKING:
    from fwdprop.arrays import Array

_FILES = ("answers", "root")
"""The options whose value is the name of a file; that of others is a name or a number."""


def command(
    name: str, net: str, x: Array, reading: Reading, options: Iterable[tuple[str, object]]
) -> str:
    """`fwdprop check net.yaml --input 2 3 --answers answers.txt`.

    `x` (inputs,) is the row; NUMBERS stands for a long one. `options` are those behind it, each
    with its value; those whose value is None are left out.
    """
    from fwdprop.cli.input import MOST_IN_COMMAND

    words = ["fwdprop", name, shell.path(net), "--input"]
    words += ["NUMBERS"] if len(x) > MOST_IN_COMMAND else map(numerals.exact, x)
    for option, value in [*options, ("dtype", reading.dtype), ("root", reading.root)]:
        words += [] if value is None else [_option(option, str(value))]
    return " ".join(words)


def _option(name: str, value: str) -> str:
    if name in _FILES:
        return f"--{name} {shell.path(value)}"
    return f"--{name}{'=' if value.startswith('-') else ' '}{shell.word(value)}"
