"""The catalogue of activations: one line each for a person, everything there is for a program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from fwdprop.activations import Activation
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.ascii import readable

_NAMES_WIDTH = 17


def overview(catalogue: Iterable[Activation], terminal: Terminal) -> str:
    """A table of names and formulas, with the descriptions where the terminal is wide enough."""
    entries = list(catalogue)
    table = _table(("description",))
    for entry in entries:
        table.add_row(*_name_and_formula(entry, terminal), readable(entry.description, terminal))
    if not terminal.fits(table):
        table = _table(())
        for entry in entries:
            table.add_row(*_name_and_formula(entry, terminal))
    return terminal.drawn(table)


def _table(more: Sequence[str]) -> Table:
    table = grid.table(header_style="bold")
    table.add_column("name", max_width=_NAMES_WIDTH, overflow="fold")
    for column in ("formula", *more):
        table.add_column(column, overflow="fold")
    return table


def _name_and_formula(entry: Activation, terminal: Terminal) -> list[Text]:
    names = Text(", ".join((entry.name, *entry.aliases)), "dim")
    names.stylize("not dim bold cyan", 0, len(entry.name))
    return [names, Text(readable(entry.formula, terminal))]
