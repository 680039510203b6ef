"""Options of commands as plain data, and those that several commands share.

A command declares what it takes in `OPTIONS`; its function has a parameter of each one's name, and
one for each group. What stands in front of the commands reads these declarations: the parser of the
command line, its help, and the completion of words in a shell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from fwdprop.errors import UsageError, shortened
from fwdprop.numerals import DTYPES
from fwdprop.system.terminal import COLORS, Terminal

Takes = Literal["value", "each", "words", "flag", "switch"]
"""What stands behind an option: one `value`; one `each` time that it is repeated; all following
`words`, repeated or not; nothing, as with a `flag`; or nothing, and `--no-...` is the opposite, as
with a `switch`.
"""


class Option(NamedTuple):
    """An option, or an argument where it has no `flags`.

    `name` is the parameter of the command's function. `flags` are the long form and the short one,
    if there is one. `metavar` stands for the value in the help. `parser` makes a value of the text,
    or raises UsageError; without one the text is the value. An option that is left out has its
    `default`; an argument that `is_required` cannot be left out. `completes` gives the words that a
    shell offers. Words of an argument that `is_row` may begin with `-`, where they are numbers.
    """

    name: str
    flags: tuple[str, ...]
    metavar: str | None
    help: str
    takes: Takes = "value"
    parser: Callable[[str], object] | None = None
    default: object = None
    is_required: bool = False
    completes: Callable[[], Iterable[str]] | None = None
    is_row: bool = False


class Group(NamedTuple):
    """Options that belong together: `make` takes them by their names, and makes one value of them.

    `name` is the parameter of the command's function.
    """

    name: str
    options: tuple[Option, ...]
    make: Callable[..., object]


Options = Sequence[Option | Group]
Command = Callable[..., Any]
"""A command's function: it takes the Terminal and then its options, and gives the exit status."""


def single(options: Options) -> list[Option]:
    """The options one by one, those of groups among them, in their order."""
    found: list[Option] = []
    for each in options:
        found += each.options if isinstance(each, Group) else [each]
    return found


def call(command: Command, options: Options, terminal: Terminal, values: dict[str, Any]) -> Any:
    """What the command's function gives for the values of its options, by name."""
    values.pop(COLOR.name, None)  # it was seen to before the parser's first message
    for group in options:
        if isinstance(group, Group):
            own = {each.name: values.pop(each.name) for each in group.options}
            values[group.name] = group.make(**own)
    return command(terminal, **values)


def whole_number(option: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """A parser of the option's value that takes whole numbers from `least` to `most`."""

    def parsed(text: str) -> int:
        digits = text.isascii() and text.isdigit() and len(text) < 40
        if digits and least <= int(text) and (most is None or int(text) <= most):
            return int(text)
        expected = f"of at least {least}" if most is None else f"from {least} to {most}"
        raise UsageError(f"{option} is a whole number {expected}, not {shortened(text)}")

    return parsed


def format_among(known: Callable[[], Sequence[str]]) -> Option:
    """The option `--format` of a command that writes these formats."""
    names = known()
    help = f"{', '.join(names[:-1])} or {names[-1]}."
    return Option("format", ("--format",), "FORMAT", help, completes=known)


def _color(text: str) -> str:
    if text not in COLORS:
        raise UsageError(f"--color is auto, always or never, not {shortened(text)}")
    return text


COLOR = Option(
    "color",
    ("--color",),
    "WHEN",
    "auto, always or never; auto, as NO_COLOR or FORCE_COLOR or a terminal says, if not set.",
    parser=_color,
    completes=lambda: COLORS,
)
"""The option that every command has: its messages are coloured, if nothing else is."""
NET = Option("net", (), "NET", "The network file; - for standard input.", is_required=True)
LAYERS = Option("layers", ("--layers",), "NAMES", "Layers to show: hidden,output; or all.")
DTYPE = Option(
    "dtype",
    ("--dtype",),
    "TYPE",
    "float64 or float32, in place of the file's.",
    completes=lambda: DTYPES,
)
SET = Option(
    "settings",
    ("--set",),
    "NAME=VALUE",
    "What if: hidden.activation=tanh, hidden.node_0.bias=0.5. Repeat it.",
    "each",
)
ROOT = Option(
    "root",
    ("--root",),
    "DIR",
    "The folder that weights files lie in or below, in place of the network file's.",
)
PRECISION = Option(
    "precision",
    ("--precision",),
    "N",
    "Significant digits of every number, 1 to 17.",
    parser=whole_number("--precision", 1, 17),
)
OUTPUT = Option("output", ("--output", "-o"), "FILE", "Write to a file, complete or not at all.")
ALL = Option("all", ("--all",), None, "Show every node of large layers.", "flag", default=False)
WHOLE = Option("all", ("--all",), None, "Leave nothing of long lists out.", "flag", default=False)
NODES = Option("node", ("--node",), "NAME", "A node to show: hidden.node_1. Repeat it.", "each")
SCORES = Option(
    "scores",
    ("--scores",),
    None,
    "Look at the sums of the last layer, before its softmax or sigmoid.",
    "flag",
    default=False,
)
