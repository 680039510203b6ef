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
        parts.append(table((HOLDS, "from", "to", THEN), say.ranges(region, words, "∞"), 2))
    parts.append(f"{escaped(say.nearest(region, words))}\n")
    return "\n".join(parts)


def tangent(formulas: Formulas, digits: int, whole: bool) -> str:
    """The formulas that hold at the row alone."""
    words = Words(digits, visible, whole)
    return "\n".join(["".join(_formulas(formulas, words, "≈")), f"{escaped(BESIDE)}\n"])


def _formulas(formulas: Formulas, words: Words, sign: str) -> Iterator[str]:
    for at in range(len(formulas.refs)):
        yield f"- {escaped(str(say.equation(formulas, at, words, sign)))}\n"
