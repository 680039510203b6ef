"""fwdprop new: a network file to start from."""

from __future__ import annotations

import os
import shlex
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from fwdprop.cli.formats import format_for, one_of
from fwdprop.cli.messages import remark, warn_of_non_finite
from fwdprop.cli.options import OUTPUT, Option, whole_number
from fwdprop.errors import UsageError, listed
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.cli.new.plan import Plan
    from fwdprop.models.examples import Example


def ways() -> Sequence[str]:
    """The ways to draw weights."""
    from fwdprop.cli.new.plan import INITS

    return INITS


OPTIONS = (
    Option(
        "sizes",
        (),
        "SIZES",
        "Inputs, nodes of each hidden layer, outputs: 2-3-1. Behind --example a name.",
    ),
    Option(
        "activation",
        ("--activation",),
        "NAMES",
        "One for all hidden layers (relu if not set), or one for each layer: relu,relu,softmax.",
    ),
    Option(
        "init",
        ("--init",),
        "WAY",
        "he, xavier, zeros or ones; he for relu and its like, else xavier, if not set.",
        completes=ways,
    ),
    Option(
        "seed",
        ("--seed",),
        "N",
        "What the weights are drawn from; 0 if not set.",
        parser=whole_number("--seed", 0),
    ),
    Option(
        "integers",
        ("--integers",),
        None,
        "Small whole weights, with an example whose hidden values are whole, too.",
        "flag",
        default=False,
    ),
    Option(
        "example",
        ("--example",),
        None,
        "Copy the example network of that name; without one, list all.",
        "flag",
        default=False,
    ),
    OUTPUT,
)


def new(
    terminal: Terminal,
    sizes: str | None,
    activation: str | None,
    init: str | None,
    seed: int | None,
    integers: bool,
    example: bool,
    output: str | None,
) -> None:
    """Write a network file to start from, with names, weights, comments and an example.

    \b
    Examples:
      fwdprop new 2-3-1
      fwdprop new 2-3-1 --activation tanh --seed 7 | fwdprop run - --input 1 -0.5
      fwdprop new 2-3-1 --integers > by-hand.yaml
      fwdprop new 784-128-10 --activation relu,softmax | fwdprop check -
      fwdprop new --example transactions | fwdprop run - --input 2 3

    The same command always writes the same file.
    """
    if example:
        drawn = {"--activation": activation, "--init": init, "--seed": seed}
        drawn["--integers"] = integers or None
        _copy(terminal, sizes, [name for name in drawn if drawn[name] is not None], output)
        return
    if sizes is None:
        help = "write the inputs, nodes of each hidden layer, outputs: fwdprop new 2-3-1"
        raise UsageError("missing argument SIZES", help)
    format_for(None, output, "yaml", ("yaml", "yml"), None)
    if init is not None:
        one_of("--init", init, ways())
    if init is not None and integers:
        raise UsageError("--init draws other numbers than --integers does", "leave --init out")

    from fwdprop.cli.new.plan import plan

    planned = plan(sizes, activation, init, seed or 0, integers)
    _start(terminal, planned, _command(planned, activation, init), output)


def _start(terminal: Terminal, planned: Plan, command: str, output: str | None) -> None:
    """Writes the network that is planned to start from; the `command` is said in it."""
    from fwdprop.cli.new.text import lines
    from fwdprop.system.atomic import creating
    from fwdprop.system.output import destination

    if planned.integers:
        from fwdprop.cli.new.integers import draw
    else:
        from fwdprop.cli.new.weights import draw
    with destination(terminal, output, creating) as stream:
        starter = draw(planned)
        for piece in lines(starter, command):
            stream.write(piece.encode())
    _name_file(terminal, output)
    warn_of_non_finite(terminal, starter.example)


def _copy(terminal: Terminal, name: str | None, drawn: Sequence[str], output: str | None) -> None:
    """Writes the example of that name, with its weights beside it; without a name, lists all."""
    from fwdprop.models import examples

    if drawn:
        message = f"{drawn[0]} is for a network to start from, not for --example"
        raise UsageError(message, "leave it out")
    if name is None:
        _list(terminal, examples.examples(), output)
        return
    chosen = examples.example(name)
    ending = chosen.file.suffix[1:]
    format_for(None, output, ending, (ending,), None)
    files = {output: chosen.content()}
    if chosen.weights is not None:
        beside, weights = _beside(output, chosen), chosen.weights.read_bytes()
        if not _holds(beside, weights):  # as after an example that was copied before
            files[beside] = weights

    from fwdprop.system.atomic import creating
    from fwdprop.system.output import destination

    with ExitStack() as complete:  # none is in its place before all are written
        streams = [complete.enter_context(destination(terminal, path, creating)) for path in files]
        for stream, content in zip(streams, files.values(), strict=True):
            stream.write(content)
    _name_file(terminal, output, *(path for path in files if path not in (None, output)))


def _name_file(terminal: Terminal, output: str | None, *beside: str | None) -> None:
    """Notes which file was written, and those beside it; nothing for standard output."""
    if output is not None and output != "-":
        from fwdprop.system.stores.url import shown

        remark(terminal, "note", f"written to {listed([shown(output), *beside])}")


def _beside(output: str | None, chosen: Example) -> str:
    """Where the weights go that belong beside the example; a UsageError where there is no place."""
    from fwdprop.system.target import target

    assert chosen.weights is not None
    found = None if output is None or output == "-" else target("-o", output)
    if found is None or not found.is_file:
        help = f"write both: fwdprop new --example {chosen.name} -o {chosen.file.name}"
        raise UsageError(f"{chosen.name} has its weights in a file of its own", help)
    return os.path.join(os.path.dirname(found.file), chosen.weights.name)


def _holds(path: str, content: bytes) -> bool:
    try:
        return Path(path).read_bytes() == content
    except OSError:
        return False


def _list(terminal: Terminal, found: Sequence[Example], output: str | None) -> None:
    """Lists the examples: a table at a terminal, CSV in a pipe or a file."""
    from fwdprop.system.output import page

    format = "table" if terminal.is_person else "csv"
    format = format_for(None, output, format, ("table", *text_formats()), None)
    with page(terminal, output) as sheet:
        if format == "table":
            from fwdprop.views.examples import overview

            sheet.write([overview(found, sheet.terminal)])
        else:
            from fwdprop.tables import lines

            rows = ((each.name, each.description) for each in found)
            sheet.write(lines(format)(("name", "description"), rows, None))
    _name_file(terminal, output)


def _command(planned: Plan, activation: str | None, init: str | None) -> str:
    """The command that writes this file, in its plainest format."""
    words = ["fwdprop", "new", "-".join(map(str, (planned.inputs, *planned.nodes)))]
    if activation is not None:
        words += ["--activation", ",".join(map(str, planned.activations))]
    if init is not None:
        words += ["--init", init]
    if planned.integers:
        words += ["--integers"]
    return shlex.join([*words, "--seed", str(planned.seed)])
