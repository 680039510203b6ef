"""Why two rows differ, for a person: lists that add up, with sentences between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from fwdprop import numerals
from fwdprop.analysis.why.result import Why
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.why import by_connections, by_inputs, by_nodes
from fwdprop.views.why.parts import Listed, Part, Words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


_OTHERS = 5
_FEWEST_DIGITS = 4


def drawn(why: Why, terminal: Terminal, digits: int | None, whole: bool, are_scores: bool) -> str:
    """The difference as wide as the terminal; `whole` leaves nothing of long lists out.

    Where no number of digits is asked for there are as many as leave the lists narrow enough.
    """
    signs = (terminal.symbol(sign, plain) for sign, plain in (("×", "x"), ("→", "->"), ("−", "-")))
    words = Words(digits or DIGITS, terminal.legible, whole, are_scores, *signs)
    while True:
        said = list(parts(why, words, digits or DIGITS))
        lists = [_table(part) for part in said if isinstance(part, Listed)]
        if digits or words.digits <= _FEWEST_DIGITS or all(map(terminal.fits, lists)):
            return terminal.drawn(grid.stacked(_drawn(part, terminal) for part in said))
        words = words._replace(digits=words.digits - 1)


def parts(why: Why, words: Words, digits: int) -> Iterator[Part]:
    """All that is said, in its order, with so many digits in what stands in no list."""
    heading = words._replace(digits=digits)
    yield _heading(why, heading)
    if beside := _other_outputs(why, heading):
        yield beside
    yield from by_inputs.parts(why, words)
    yield from by_nodes.parts(why, words)
    yield from by_connections.parts(why, words)


def _heading(why: Why, words: Words) -> str:
    """`transactions: 22.0819 in the first row, 17.6193 in the second, -4.46255`."""
    depth, node = why.node
    name = words.node(why, depth, node)
    if depth < len(why.network.layers):
        name = f"{words.name(why.network.name_of(depth))}.{name}"
    elif words.are_scores:
        name = f"{name}, before the activation"
    first, second = (numerals.rounded(each, words.digits) for each in (why.first, why.second))
    if abs(why.difference) <= why.rounding:
        return f"{name}: {first} in both rows"
    return (
        f"{name}: {first} in the first row, {second} in the second,"
        f" {_signed(why.difference, words)}"
    )


def _other_outputs(why: Why, words: Words) -> str:
    """What the other outputs change by, where there are some: those that change most."""
    depth, node = why.node
    if depth < len(why.network.layers) or len(why.network.layers[-1].nodes) == 1:
        return ""
    with np.errstate(over="ignore"):
        changes = np.diff(why.computed.a[-1].astype(float), axis=0)[0]
    order = [k for k in np.argsort(-np.abs(changes), kind="stable").tolist() if k != node]
    shown = [f"{words.node(why, depth, k)} {_signed(changes[k], words)}" for k in order[:_OTHERS]]
    if len(order) > len(shown):
        shown.append(f"{len(order) - len(shown):,} others less")
    return f"Other outputs: {', '.join(shown)}"


def _signed(number: float, words: Words) -> str:
    return f"{number:+.{words.digits}g}"


def _drawn(part: Part, terminal: Terminal) -> RenderableType:
    from rich.text import Text

    if isinstance(part, str):
        return Text(part)
    return grid.fitting(terminal, _table(part), lambda: _turned(part))


def _table(listed: Listed) -> Table:
    from rich.box import SIMPLE
    from rich.text import Text

    table = grid.table()
    table.show_header = listed.has_titles
    for at, title in enumerate(listed.titles):
        is_text = at < listed.texts
        style = "bold cyan" if at == 0 else ""
        grid.add_columns(table, [Text(title, style)], "left" if is_text else "right")
        if listed.total is not None:
            table.columns[at].footer = Text(listed.total[at], "bold")
    if listed.total is not None:
        table.box, table.show_footer = SIMPLE, True
    for cells in listed.lines:
        table.add_row(*map(Text, cells))
    return table


def _turned(listed: Listed) -> RenderableType:
    """A small table for each line, with the titles one below the other."""
    lines: list[Sequence[str]] = [*listed.lines]
    if listed.total is not None:
        lines.append(listed.total)
    return grid.stacked(_one(listed.titles, cells) for cells in lines)


def _one(titles: Sequence[str], cells: Sequence[str]) -> Table:
    from rich.text import Text

    table = grid.table(Text(cells[0], "bold cyan"), "")
    for title, cell in zip(titles[1:], cells[1:], strict=True):
        if cell:
            table.add_row(Text(title), Text(cell))
    return table
