"""The example networks as a list: each one's name and what it is."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from fwdprop.models.examples import Example
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.ascii import readable


def overview(examples: Iterable[Example], terminal: Terminal) -> str:
    """A table of names and the first sentences of the descriptions."""
    table = grid.table(header_style="bold")
    table.add_column("name", overflow="fold", style="bold cyan")
    table.add_column("description", overflow="fold")
    for example in examples:
        table.add_row(Text(example.name), readable(first_sentence(example.description), terminal))
    return terminal.drawn(table)


def first_sentence(text: str) -> str:
    """The text up to the first full stop or question mark."""
    ends = [text.find(mark) + 1 for mark in (". ", "? ") if mark in text]
    return text[: min(ends)] if ends else text
