"""One activation for a person: formula, curve, values, parameters, what the frameworks call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fwdprop import numerals
from fwdprop.activations import Activation, Bound, Parameter
from fwdprop.activations.curve import Curve, Portrait
from fwdprop.activations.text import assignments
from fwdprop.arrays import Array
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.activations.plot import ASCII, UNICODE, plot
from fwdprop.views.ascii import readable

HEIGHT = 13
_WIDEST = 51
# Columns that the numbers at the side of a curve take, and these with a table of values beside it.
_MARGIN, _MARGIN_AND_VALUES = 8, 29
_NARROWEST_BESIDE_VALUES = 31

Values = tuple[Sequence[float], Array]
"""Pre-activations (nodes,) and what the activation makes of them."""


def drawing_width(terminal: Terminal) -> int:
    """How many characters wide a curve is drawn: an odd number.

    So that its values have room beside it, or across a terminal that is too narrow for that.
    """
    room = terminal.width - _MARGIN_AND_VALUES
    if room < _NARROWEST_BESIDE_VALUES:
        room = max(terminal.width - _MARGIN, 1)
    return min(room - 1 + room % 2, _WIDEST)


def page(entry: Activation, shown: Portrait | None, digits: int, terminal: Terminal) -> str:
    """Everything about an activation, as wide as the terminal.

    `shown` is None where a parameter without a default was not set.
    """
    parts: list[RenderableType] = [_heading(entry, shown, terminal), ""]
    if shown is not None:
        values = _values(shown.bound.name, (shown.z, shown.value), digits)
        parts += [_picture(shown.curve, values, terminal), ""]
    parts.append(_facts(entry, shown, terminal))
    return terminal.drawn(Group(*parts))


def tables(
    bound: Bound, values: Sequence[Values], digits: int, terminal: Terminal
) -> Iterator[str]:
    """The values alone: a table for each layer where there are several."""
    for index, pair in enumerate(values, 1):
        title = f"row {index}\n" if len(values) > 1 else ""
        yield title + terminal.drawn(_values(str(bound), pair, digits))


def _heading(entry: Activation, shown: Portrait | None, terminal: Terminal) -> Text:
    return Text.assemble(
        (entry.name if shown is None else str(shown.bound), "bold cyan"),
        "   ",
        (readable(entry.formula, terminal), "bold"),
        "\n",
        readable(entry.description, terminal),
    )


def _picture(drawn: Curve | None, values: Table, terminal: Terminal) -> RenderableType:
    """The curve with the table of values beside it, or below it where there is no room."""
    if drawn is None:
        return values
    pen = terminal.symbol("unicode", "ascii")
    curve = plot(drawn, drawing_width(terminal), HEIGHT, UNICODE if pen == "unicode" else ASCII)
    curve.no_wrap = True
    grid = Table.grid(padding=(0, 4))
    grid.add_row(curve, values)
    return grid if terminal.fits(grid) else Group(curve, "", values)


def _values(heading: str, values: Values, digits: int) -> Table:
    table = grid.table()
    table.add_column(Text("z", "dim"), justify="right")
    table.add_column(Text(heading, "bold cyan"), justify="right", overflow="fold")
    z, a = values
    for before, after in zip(z, a.tolist(), strict=True):
        shown = Text(numerals.rounded(after, digits), "bold")
        table.add_row(numerals.rounded(before, digits), shown)
    return table


def _facts(entry: Activation, shown: Portrait | None, terminal: Terminal) -> Table:
    """Two columns: what it is, and what is known about it."""
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(style="dim", overflow="fold")
    table.add_column(overflow="fold")
    for name, fact in _known(entry, shown):
        table.add_row(name, Text(readable(fact, terminal)))
    return table


def _known(entry: Activation, shown: Portrait | None) -> Iterator[tuple[str, str]]:
    if entry.aliases:
        yield "also", ", ".join(entry.aliases)
    for parameter in entry.parameters:
        yield parameter.name, _explained(parameter)
    if shown is None:
        parameters = assignments(entry.required)
        yield "to draw it", f"fwdprop activations {entry.name} --set {parameters}"
    if entry.whole_layer:
        yield "whole layer", "every value depends on all nodes of the layer"
    yield from entry.frameworks.items()
    yield "source", entry.source
    if entry.note is not None:
        yield "note", entry.note


def _explained(parameter: Parameter) -> str:
    """What a parameter means, what it may be, and its default."""
    choices = f": {' or '.join(parameter.choices)}" if parameter.choices else ""
    if parameter.default is None:
        return f"{parameter.help}; without a default"
    default = parameter.default
    shown = default if isinstance(default, str) else numerals.rounded(default)
    return f"{parameter.help}{choices}; {shown} if not set"
