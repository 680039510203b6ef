"""Why two rows differ, as Markdown: lists that add up, with sentences between them."""

from __future__ import annotations

from fwdprop.analysis.why.result import Why
from fwdprop.system.report import visible
from fwdprop.views.markdown import escaped, table
from fwdprop.views.why.parts import Part, Words
from fwdprop.views.why.text import parts


def text(why: Why, digits: int, whole: bool, are_scores: bool) -> str:
    """The difference; `whole` leaves nothing of long lists out."""
    words = Words(digits, visible, whole, are_scores)
    return "\n".join(_part(part) for part in parts(why, words, digits))


def _part(part: Part) -> str:
    if isinstance(part, str):
        return "  \n".join(map(escaped, part.split("\n"))) + "\n"
    lines = [*part.lines, *([part.total] if part.total is not None else [])]
    texts = part.texts  # they are one column here
    titles = [part.titles[0], *part.titles[texts:]]
    cells = ([*map(_close, (" ".join(line[:texts]), *line[texts:]))] for line in lines)
    return table(titles, cells, range(1, len(titles)))


def _close(text: str) -> str:
    """The text without the spaces that put one below the other."""
    return " ".join(text.split())
