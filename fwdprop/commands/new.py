"""fwdprop new: a network file to start from."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop import options
from fwdprop.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.starter.plan import Plan

Sizes = Annotated[
    str,
    typer.Argument(metavar="SIZES", help="Inputs, nodes of each hidden layer, outputs: 2-3-1."),
]
Activations = Annotated[
    str | None,
    typer.Option(
        "--activation",
        metavar="NAMES",
        help="One for all hidden layers (relu if not set), or one for each layer:"
        " relu,relu,softmax.",
    ),
]
Init = Annotated[
    str | None,
    typer.Option(
        "--init",
        metavar="WAY",
        help="he, xavier, zeros or ones; he for relu and its like, else xavier, if not set.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="N",
        parser=options.whole_number("--seed", 0),
        help="What the weights are drawn from.",
    ),
]


def new(
    context: typer.Context,
    sizes: Sizes,
    activation: Activations = None,
    init: Init = None,
    seed: Seed = 0,
    output: options.Output = None,
) -> None:
    """Write a network file to start from, with names, weights, comments and an example.

    \b
    Examples:
      fwdprop new 2-3-1
      fwdprop new 2-3-1 --activation tanh --seed 7 | fwdprop run - --input 1 -0.5
      fwdprop new 784-128-10 --activation relu,softmax | fwdprop check -

    The same command always writes the same file.
    """
    terminal: Terminal = context.obj
    options.format_for(None, output, "yaml", ("yaml", "yml"))

    from fwdprop.atomic import creating
    from fwdprop.destination import destination
    from fwdprop.starter.draw import draw
    from fwdprop.starter.plan import INITS, plan
    from fwdprop.starter.text import lines

    if init is not None:
        options.one_of("--init", init, INITS)
    planned = plan(sizes, activation, init, seed)
    with destination(terminal, output, creating) as stream:
        starter = draw(planned)
        for piece in lines(starter, _command(planned, activation, init)):
            stream.write(piece.encode())
    options.warn_of_non_finite(terminal, starter.example)


def _command(planned: Plan, activation: str | None, init: str | None) -> str:
    """The command that writes this file, in its plainest form."""
    words = ["fwdprop", "new", "-".join(map(str, (planned.inputs, *planned.nodes)))]
    if activation is not None:
        words += ["--activation", ",".join(map(str, planned.activations))]
    if init is not None:
        words += ["--init", init]
    return shlex.join([*words, "--seed", str(planned.seed)])
