"""The arguments and options that several commands share, declared once."""

from __future__ import annotations

import math
import shlex
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fwdprop import numerals
from fwdprop.errors import UsageError, count, listed, nearest, shortened
from fwdprop.system.target import prove_name
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import known_as

if TYPE_CHECKING:
    from fwdprop.forward.passes import NonFinite, Pass
    from fwdprop.network.network import Network

MOST_TYPED = 100

# Files that are read as networks or their weights, and what they are called in messages.
NETWORKS = {
    ".npz": "with weights",
    ".npy": "with weights",
    ".safetensors": "with weights",
    ".yaml": "with a network",
    ".yml": "with a network",
}
# Endings of files that are not called as the format is.
ENDINGS = {"txt": ("text", "table"), "md": ("markdown",), "tex": ("latex",)}
COMPRESSED = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz"}
DTYPES = ("float64", "float32")


def whole_number(option: str, least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A parser of the option's value that takes whole numbers from `least` to `most`."""

    def parsed(value: str | int) -> int:
        text = str(value)  # a default comes as the number that it is
        digits = text.isascii() and text.isdigit() and len(text) < 40
        if digits and least <= int(text) and (most is None or int(text) <= most):
            return int(text)
        wanted = f"of at least {least}" if most is None else f"from {least} to {most}"
        raise UsageError(f"{option} is a whole number {wanted}, not {shortened(text)}")

    return parsed


Net = Annotated[str, typer.Argument(metavar="NET", help="The network file; - for standard input.")]
Layers = Annotated[
    str | None,
    typer.Option("--layers", metavar="NAMES", help="Layers to show: hidden,output; or all."),
]
Dtype = Annotated[
    str | None,
    typer.Option("--dtype", metavar="TYPE", help="float64 or float32, in place of the file's."),
]
Precision = Annotated[
    int | None,
    typer.Option(
        "--precision",
        metavar="N",
        parser=whole_number("--precision", 1, 17),
        help="Significant digits of every number, 1 to 17.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, complete or not at all."),
]
All = Annotated[bool, typer.Option("--all", help="Show every node of large layers.")]


def format_among(known: Sequence[str]) -> Any:
    """The option `--format` of a command that writes these formats."""
    names = f"{', '.join(known[:-1])} or {known[-1]}."
    return typer.Option("--format", metavar="FORMAT", help=names)


def one_of(option: str, word: str, known: Sequence[str]) -> str:
    """The word, where it is known; else a UsageError that names the nearest."""
    if word in known:
        return word
    near = nearest(word, known)
    help = f"did you mean {near}?" if near else f"there are {listed(known, 20)}"
    raise UsageError(f"{option} has no '{word}'", help)


def format_for(asked: str | None, output: str | None, default: str, known: Sequence[str]) -> str:
    """The format to write: as asked for, else the output file's ending, else the default."""
    if output is not None:
        prove_name("-o", output)
    ending = Path(output or "").suffix.lower()
    if ending in COMPRESSED:
        file = shortened(str(output))
        inner = known_as(Path(Path(file).stem).suffix[1:])
        form = inner if inner in known else "csv"
        help = f"write it through a pipe: --format {form} | {COMPRESSED[ending]} > {file}"
        raise UsageError(f"-o {file}: results are not compressed", help)
    if output is not None and asked is not None and ending in NETWORKS and ending != f".{asked}":
        message = f"-o {shortened(output)} has the ending of a file {NETWORKS[ending]}"
        raise UsageError(message, "name a file with another ending")
    if asked is not None:
        return one_of("--format", known_as(asked), known)
    if output is None or output == "-":
        return default
    if not ending:
        return "csv" if default == "table" else default
    endings = ENDINGS.get(ending[1:], ())
    named = next((name for name in endings if name in known), known_as(ending[1:]))
    return one_of("the ending of -o", named, known)


def network(terminal: Terminal, net: str, dtype: str | None) -> Network:
    """The network in the file `net`, or on standard input for `-`, in `dtype` or the file's own."""
    if dtype is not None:
        one_of("--dtype", dtype, DTYPES)
    from fwdprop.models import load
    from fwdprop.system.files import STANDARD_INPUT, note

    if net == "-":
        note(terminal.stdin, STANDARD_INPUT)
    return load(terminal.stdin if net == "-" else net, dtype)  # type: ignore[arg-type]


def typed(context: typer.Context, network: Network, net: str, input: list[str] | None) -> list[str]:
    """What `--input` gave; where it is missing, a UsageError with the exact command to type."""
    if input:
        return input
    expected = f"this network has {count(len(network.inputs), 'input')}"
    raise UsageError(
        f"no inputs: {expected} ({listed(network.inputs)})", _command(context, network, net)
    )


def _command(context: typer.Context, network: Network, net: str) -> str:
    if len(network.inputs) > MOST_TYPED:
        return f"give {len(network.inputs)} numbers behind --input"
    row = network.examples[0].x if network.examples else [1.0] * len(network.inputs)
    numbers = " ".join(numerals.exact(number) for number in row)
    return f"{context.command_path} {shlex.quote(net)} --input {numbers}"


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
    cause = cause_of(computed.network, found, which)
    remark(terminal, "warning", f"{whose}{cause}, the first value that is not finite")


def cause_of(network: Network, found: NonFinite, which: str = "") -> str:
    """Which node is not finite, and what it is: `layer hidden, node h1 is inf`."""
    name = network.nodes_of(found.depth)[found.node]
    where = f"input {name}"
    if found.depth:
        where = f"layer {network.name_of(found.depth)}, node {name}"
    value = found.value
    if math.isfinite(value):
        where, value = f"the sum of {where}", found.sum
    return f"{where} is {numerals.exact(value)}{which}"


def remark(terminal: Terminal, kind: str, message: str) -> None:
    """Says something beside the results, after what was written so far: a warning, a note."""
    from fwdprop.system.report import remark

    terminal.stdout.flush()
    terminal.say(remark(kind, message, terminal.has_color(terminal.stderr)))


def notes(terminal: Terminal, messages: Iterable[str]) -> None:
    """Says each of these, if there is any, beside the results."""
    for message in messages:
        remark(terminal, "note", message)
