"""What every view in Markdown needs: text that stays text, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fwdprop.system.report import visible

_special = re.compile(r"([\\`*_{}\[\]<>#|&$~])")


def escaped(text: str) -> str:
    """The text, in which no character means anything else in Markdown."""
    return _special.sub(r"\\\1", visible(text))


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """A table; its cells are escaped, and so many columns after the first are of numbers."""
    rules = ["---" if not 0 < at <= numbers else "---:" for at in range(len(titles))]
    lines = [f"| {' | '.join(map(escaped, titles))} |", f"|{'|'.join(rules)}|"]
    lines += (f"| {' | '.join(map(escaped, cells))} |" for cells in rows)
    return "\n".join(lines) + "\n"
