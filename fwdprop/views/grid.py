"""What the tables of all views share: how they look, and how they fit the terminal.

Columns stand three spaces apart, with a rule below the titles and no frame. What is wider than the
terminal is drawn another way, and of many lines the first and the last ones are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

    Title = str | Text

MOST_LINES = 24
"""So many lines of a layer are shown at most, unless all are asked for."""
FIRST_LINES, LAST_LINES = 12, 4
"""Of more lines the first and the last ones are shown."""

Side = Literal["left", "right"]
Item = TypeVar("Item")
Line = TypeVar("Line")


def heading(terminal: Terminal, text: str) -> str:
    """A line above all that is shown, and an empty one below it."""
    from rich.text import Text

    return terminal.drawn(Text(terminal.legible(text))) + "\n"


def table(*titles: Title, numbers: Iterable[Title] = (), header_style: str = "") -> Table:
    """A table without rows, its columns first those of text, then those of `numbers`."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=header_style)
    add_columns(made, titles, "left")
    add_columns(made, numbers, "right")
    return made


def add_columns(table: Table, titles: Iterable[Title], side: Side = "left") -> None:
    """Adds columns, whose cells stand at that side and are folded where they are too wide."""
    for title in titles:
        table.add_column(title, justify=side, overflow="fold")


def fitting(
    terminal: Terminal, first: RenderableType, instead: Callable[[], RenderableType]
) -> RenderableType:
    """The first drawing where it is no wider than the terminal, else the other one."""
    return first if terminal.fits(first) else instead()


def stacked(parts: Iterable[RenderableType]) -> Group:
    """The parts one below the other, with an empty line between them."""
    from rich.console import Group

    lines = [each for part in parts for each in ("", part)]
    return Group(*lines[1:])


def left_out(lines: int, whole: bool = False) -> int:
    """How many of a layer's lines are left out between the first and the last; 0 if `whole`."""
    return 0 if whole or lines <= MOST_LINES else lines - FIRST_LINES - LAST_LINES


def ends(
    items: Sequence[Item], whole: bool, line: Callable[[Item], Line], dots: Callable[[int], Line]
) -> list[Line]:
    """A layer's lines, one for each item; of too many the first and the last ones.

    A line of dots, which is made of their number, stands for those between.
    """
    number = left_out(len(items), whole)
    if not number:
        return [*map(line, items)]
    first, last = items[:FIRST_LINES], items[-LAST_LINES:]
    return [*map(line, first), dots(number), *map(line, last)]
