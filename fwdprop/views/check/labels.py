"""Labels beside those expected: accuracy, a confusion table, and the first rows that differ."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from fwdprop import numerals
from fwdprop.errors import count
from fwdprop.numerals import DIGITS
from fwdprop.pipeline.labels import LabelComparison
from fwdprop.system.report import visible
from fwdprop.system.terminal import Terminal
from fwdprop.views import grid

MOST_CLASSES = 12
"""A table of more labels than these lists the pairs that differ instead."""
MOST_PAIRS = 20


def text(
    file: str, found: LabelComparison, digits: int | None, terminal: Terminal
) -> Iterator[str]:
    """The result for a person, when all rows were taken."""
    total = found.compared
    blank = f"; {found.blank:,} without a label" if found.blank else ""
    if not total:
        yield _line(f"{visible(file)}: no rows{blank}", terminal)
        return
    right = total - found.off
    have = "has" if 1 in (right, total) else "have"
    of = f"{right:,} of {count(total, 'row')}"
    accuracy = f"accuracy {_accuracy(right, total, digits or DIGITS)}"
    yield _line(f"{visible(file)}: {of} {have} the label expected, {accuracy}{blank}", terminal)
    yield "\n"
    if len(_names(found)[0]) <= MOST_CLASSES:
        table = _confusion(found, terminal)
        yield terminal.drawn(grid.fitting(terminal, table, lambda: _pairs(found, terminal)))
    else:
        yield terminal.drawn(_pairs(found, terminal))
    if found.off:
        yield "\n"
    for row in found.first:
        labels = f"expected {_label(row.expected, terminal)}, found {_label(row.found, terminal)}"
        yield _line(f"row {row.number:,}: {labels}", terminal)
    more = found.off - len(found.first)
    if more > 0:
        yield _line(f"and {more:,} more that {'differs' if more == 1 else 'differ'}", terminal)


def _line(text: str, terminal: Terminal) -> str:
    """A line, folded between words at a terminal."""
    return terminal.drawn(Text(text, overflow="fold")) if terminal.is_person else f"{text}\n"


def _accuracy(right: int, total: int, digits: int) -> str:
    """The share that is right, with enough digits not to be 1 where it is less."""
    while digits < 17 and right < total and numerals.rounded(right / total, digits) == "1":
        digits += 1
    return numerals.rounded(right / total, digits)


def _names(found: LabelComparison) -> tuple[list[str], list[str | None]]:
    """The labels expected and those found: outputs in their order, then whatever else there is."""
    outputs = found.network.layers[-1].nodes
    expected = dict.fromkeys(name for name, _ in found.counts)
    lines = [name for name in outputs if name in expected]
    lines += [name for name in expected if name not in outputs]
    has_none = any(name is None for _, name in found.counts)
    return lines, [*outputs, *[None] * has_none]


def _confusion(found: LabelComparison, terminal: Terminal) -> Table:
    """A line for each label expected, with the numbers of rows that have each label."""
    lines, columns = _names(found)
    titles = [Text(_label(name, terminal)) for name in columns]
    table = grid.table("expected", numbers=titles)
    for name in lines:
        numbers = [f"{found.counts[name, column]:,}" for column in columns]
        table.add_row(Text(_label(name, terminal)), *numbers)
    return table


def _pairs(found: LabelComparison, terminal: Terminal) -> Table:
    """The pairs of labels that differ, or all where none does, those of most rows first."""
    table = grid.table("expected", "found", numbers=["rows"])
    counted = found.counts.most_common()
    pairs = [(pair, rows) for pair, rows in counted if pair[0] != pair[1]] or counted
    for (expected, got), number in pairs[:MOST_PAIRS]:
        names = Text(_label(expected, terminal)), Text(_label(got, terminal))
        table.add_row(*names, f"{number:,}")
    if len(pairs) > MOST_PAIRS:
        rest = sum(number for _, number in pairs[MOST_PAIRS:])
        table.add_row("...", "...", f"{rest:,}")
    return table


def _label(name: str | None, terminal: Terminal) -> str:
    return "(nan)" if name is None else terminal.legible(name)
