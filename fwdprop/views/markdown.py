"""What every view in Markdown needs: text that stays text, and tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from fwdprop.system.report import visible

# At its beginning a line may be an item of a list, a rule or code.
_special = re.compile(r"([\\`*_{}\[\]<>#|&$~]|^[-+](?=[- ]|$))|^(\d{1,9})(?=[.)](?: |$))|^ (?=   )")


def escaped(text: str) -> str:
    """The text, in which no character means anything else in Markdown."""
    return _special.sub(_literal, visible(text))


def head(titles: Sequence[str], numbers: Collection[int]) -> str:
    """The titles of a table, and the line below that puts the columns at `numbers` on the right."""
    rules = "|".join("---:" if at in numbers else "---" for at in range(len(titles)))
    return f"{row(titles)}|{rules}|\n"


def row(cells: Sequence[str]) -> str:
    """A row of a table; its cells are escaped."""
    return line(map(escaped, cells))


def line(cells: Iterable[str]) -> str:
    """A row of a table, whose cells are Markdown already."""
    return f"| {' | '.join(cells)} |\n"


def table(
    titles: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = ()
) -> str:
    """A table; its cells are escaped, and the columns at `numbers` stand on the right."""
    return head(titles, numbers) + "".join(map(row, rows))


def _literal(found: re.Match[str]) -> str:
    sign, number = found.groups()
    return f"\\{sign}" if sign else f"{number}\\" if number else "&#32;"
