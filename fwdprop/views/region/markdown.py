"""The region around a row as Markdown: formulas, nodes, and a table of the inputs' ranges."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.analysis.region import Formulas, Region
from fwdprop.system.report import visible
from fwdprop.views.markdown import escaped, table
from fwdprop.views.region import words as say
from fwdprop.views.region.text import BESIDE, HOLDS, THEN
from fwdprop.views.region.words import Words


def text(region: Region, digits: int, whole: bool) -> str:
    """The region; `whole` leaves no terms and no nodes of long lists out."""
    words = Words(digits, visible, whole)
    parts = ["".join(_formulas(region.formulas, words, "="))]
    for name, pieces in say.pieces(region, words):
        lines = (f"- {escaped(label)}: {escaped(nodes)}\n" for label, nodes in pieces)
        parts.append(f"### {escaped(name)}\n\n{''.join(lines)}")
    parts += [f"{escaped(line)}\n" for line in say.on_break(region, words)]
    if region.nearest is not None:
        rows = ((*cells, ", ".join(nodes)) for *cells, nodes in say.ranges(region, words, "∞"))
        parts.append(table((HOLDS, "from", "to", THEN), rows, (1, 2)))
    parts.append(f"{escaped(say.nearest(region, words))}\n")
    return "\n".join(parts)


def tangent(formulas: Formulas, digits: int, whole: bool) -> str:
    """The formulas that hold at the row alone."""
    words = Words(digits, visible, whole)
    notes = (BESIDE, *say.on_break_of_tangent(formulas, words))
    lines = (f"{escaped(note)}\n" for note in notes)
    return "\n".join(["".join(_formulas(formulas, words, "≈")), *lines])


def _formulas(formulas: Formulas, words: Words, sign: str) -> Iterator[str]:
    for at in range(len(formulas.refs)):
        yield f"- {escaped(str(say.equation(formulas, at, words, sign)))}\n"
