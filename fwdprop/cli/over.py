"""What a user types for a sweep: the inputs behind `--over`, and the row behind `--input`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from fwdprop import numerals
from fwdprop.analysis.sweep.axes import Over, axes
from fwdprop.analysis.sweep.ranges import Place
from fwdprop.analysis.sweep.sweep import MOST_AXES, Axis
from fwdprop.arrays import Array
from fwdprop.cli.input import MOST_IN_COMMAND, rows_of
from fwdprop.errors import Fault, InputError, Location, UsageError, listed
from fwdprop.network.network import Network
from fwdprop.system import shell

_OPTION = "--over"


def axes_of(network: Network, net: str, texts: Sequence[str] | None, nodes: int) -> list[Axis]:
    """An axis for each `--over`, when `nodes` are looked at; each fault with its location."""
    if not texts:
        help = _to_type(network, net, [f"{network.inputs[0]}=0:10:1"], network.inputs[1:])
        raise UsageError("no input varies", f"say which one, and how: {help}")
    if len(texts) > MOST_AXES:
        message = f"--over stands there {len(texts)} times, and at most {MOST_AXES} inputs can vary"
        raise UsageError(message, "give the others one value each, behind --input")
    faults: list[Fault] = []
    found = [_over(network, text, index, faults) for index, text in enumerate(texts)]
    if faults:
        raise InputError(faults)
    return axes(network, [each for each in found if each is not None], nodes)


def row_of(
    network: Network, net: str, inputs: list[str] | None, over: Sequence[str], varying: set[int]
) -> Array:
    """The row (inputs,) of `--input`; the inputs that vary may be anything.

    They need no value, and have none in a row by name.
    """
    missing = [name for index, name in enumerate(network.inputs) if index not in varying]
    if inputs is None and missing:
        message = f"no value for {listed(missing)}"
        raise UsageError(message, _to_type(network, net, over, missing))
    if inputs is None:
        return np.zeros(len(network.inputs), network.dtype)
    if len(inputs) > 1:
        message = f"a sweep starts from one row, and there are {len(inputs)} times --input"
        raise UsageError(message, "let what differs between them vary, with --over")
    row: Array = rows_of(network, inputs, varying=varying)[0]
    bad = [name for index, name in enumerate(network.inputs) if not np.isfinite(row[index])]
    bad = [name for name in bad if name in missing]
    if bad:
        raise InputError(f"no finite number for {listed(bad)}")
    return row


def _over(network: Network, text: str, index: int, faults: list[Fault]) -> Over | None:
    name, equals, values = text.rpartition("=")
    bare = values.strip()
    if equals and name.strip() and bare[:1] + bare[-1:] in ("[]", "()", "{}"):
        typed = f"{name}={bare[1:-1]}".replace(" ", "")
        help = f"{_OPTION} {shell.word(typed)}"
        spot = Location(_OPTION, index + 1, len(name) + 2, text, len(values))
        faults.append(Fault("values stand without brackets", help, spot))
        return None
    if equals and name.strip():
        spot = Location(_OPTION, index + 1, 1, text, len(name))
        return Over(name, spot, values, Place(_OPTION, index + 1, text, len(name) + 1))
    spot = Location(_OPTION, index + 1, 1, text, max(len(text), 1))
    known = network.names.node(0, text) is not None
    said = _example(network, text) if known else _meant(network, text) or _example(network)
    message = f"'{text}' has no values" if known else f"'{text}' names no input"
    faults.append(Fault(message, f"write the input and its values: --over {said}", spot))
    return None


def _meant(network: Network, text: str) -> str | None:
    """An input and its values, where there is something else than `=` between them."""
    name = max((name for name in network.inputs if text.startswith(name)), key=len, default="")
    values = text[len(name) :].strip(" :")
    return shell.word(f"{name}={values}") if name and re.match(r"[-+.]?\d", values) else None


def _example(network: Network, name: str | None = None) -> str:
    """An input with values, as a shell takes them."""
    return shell.word(f"{network.inputs[0] if name is None else name.strip()}=0:10:1")


def _to_type(network: Network, net: str, over: Sequence[str], missing: Sequence[str]) -> str:
    """The command with a value for each input that does not vary."""
    if len(missing) > MOST_IN_COMMAND:
        return "give the other inputs behind --input, or a whole row"
    row = network.examples[0].x if network.examples else [1.0] * len(network.inputs)
    values = dict(zip(network.inputs, row, strict=True))
    named = [shell.word(f"{name}={numerals.exact(values[name])}") for name in missing]
    words = [each for text in over for each in (_OPTION, shell.word(text))]
    given = ["--input", *named] if named else []
    return " ".join(["fwdprop sweep", shell.path(net), *given, *words])
