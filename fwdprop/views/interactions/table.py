"""Interactions for a person: a table for each output, and what it says in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from fwdprop.analysis.interactions.result import Interactions
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid
from fwdprop.views.interactions import line
from fwdprop.views.interactions.words import (
    TITLES,
    Words,
    about_pairs,
    constants,
    explanation,
    figures,
    heading,
    makers,
    node_name,
    order,
    share_of,
)
from fwdprop.views.trace.text import fitting

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

DIGITS = 3
MOST_MAKERS = 8


def drawn(
    found: Interactions, terminal: Terminal, digits: int | None, target: str | None, by_node: bool
) -> str:
    """The interactions at each output as wide as the terminal.

    `target` is the column that the regression is fitted to. With `by_node` there is a table of the
    nodes that make them, too.
    """
    symbol = terminal.symbol
    words = Words(
        digits or DIGITS, terminal.legible, symbol("×", "x"), symbol("·", "*"), symbol("≈", "~")
    )
    parts: list[RenderableType] = []
    for output in range(len(found.outputs)):
        parts += _output(found, output, terminal, words, target, by_node)
    return terminal.drawn(grid.stacked(parts))


def _output(
    found: Interactions,
    output: int,
    terminal: Terminal,
    words: Words,
    target: str | None,
    by_node: bool,
) -> Iterator[RenderableType]:
    from rich.console import Group
    from rich.text import Text

    yield Text(heading(found, output, words), "bold")
    if len(found.pairs):
        yield _pairs(found, output, terminal, words)
    if output == 0:
        yield from map(Text, explanation(found, output, words))
        yield from map(Text, constants(found, words))
    said = list(about_pairs(found, output, words))
    if said:
        yield Group(*map(Text, said))
    if by_node and len(found.pairs):
        yield _nodes(found, output, terminal, words)
    yield Group(*_regression(found, output, terminal, words, target))


def _pairs(found: Interactions, output: int, terminal: Terminal, words: Words) -> RenderableType:
    lines = [
        (words.pair(found, pair), figures(found, output, pair, words))
        for pair in order(found, output)
    ]
    return grid.fitting(terminal, _side_by_side(lines), partial(_turned, lines))


def _side_by_side(lines: Sequence[tuple[str, Sequence[str]]]) -> Table:
    from rich.text import Text

    table = grid.table("pair", numbers=TITLES)
    for name, texts in lines:
        table.add_row(Text(name), *map(Text, texts))
    return table


def _turned(lines: Sequence[tuple[str, Sequence[str]]]) -> RenderableType:
    """A small table for each pair."""
    from rich.text import Text

    tables = []
    for name, texts in lines:
        table = grid.table(Text(name, "bold cyan"), "")
        for title, text in zip(TITLES, texts, strict=True):
            table.add_row(title, Text(text))
        tables.append(table)
    return grid.stacked(tables)


def _nodes(found: Interactions, output: int, terminal: Terminal, words: Words) -> Table:
    """The nodes that make each interaction, those with the largest shares first."""
    from rich.text import Text

    table = grid.table("pair", "made at", numbers=("share",))
    for pair in order(found, output):
        name = words.pair(found, pair)
        for shown, (node, share) in enumerate(_made(found, output, pair, words)):
            table.add_row(Text("" if shown else name), Text(node), share)
    return table


def _made(found: Interactions, output: int, pair: int, words: Words) -> Iterator[tuple[str, str]]:
    shares, nodes = makers(found, output, pair)
    if not len(nodes):
        yield "no node", "-"
        return
    several = len(nodes) > MOST_MAKERS
    shown = MOST_MAKERS - 1 if several else len(nodes)
    for ref, share in zip(nodes[:shown], shares[:shown], strict=True):
        yield node_name(found, ref, words), share_of(share)
    if several:
        yield f"{len(nodes) - shown} others", share_of(shares[shown:].sum())


def _regression(
    found: Interactions, output: int, terminal: Terminal, words: Words, target: str | None
) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    yield Text(line.explains(found, output, words, target))
    formula = line.equation(found, output, words, target)
    if formula is not None:
        yield Padding(fitting(formula, terminal.width - 2), (0, 0, 0, 2))
    yield from map(Text, line.remarks(found, output, words, target))
