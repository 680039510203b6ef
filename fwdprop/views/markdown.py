"""The arithmetic of every node as Markdown: a heading a layer, a table of equations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fwdprop.terms import Trace
from fwdprop.views.equation import PLAIN, written
from fwdprop.views.text import Picked, formulas, row_heading

_special = re.compile(r"([\\`*_{}\[\]<>#|&$~])")


def lines(traces: Sequence[Trace], picked: Picked, digits: int, top: int | None) -> Iterator[str]:
    """Markdown for each trace; names and formulas are escaped."""
    for trace in traces:
        for heading in row_heading(trace, len(traces)):
            yield heading.replace("row", "## row") + "\n"
        for index, (place, nodes) in enumerate(picked):
            layer = trace.at(place)
            yield f"{chr(10) if index else ''}### {_escaped(layer.layer.name)}\n\n"
            formulas_here = "; ".join(formulas(layer, nodes))
            yield f"{_escaped(formulas_here)}\n\n| node | arithmetic | value |\n|---|---|---|\n"
            for node in nodes:
                equation = written(layer[node], PLAIN, digits, top)
                pairs = zip(equation.relations[1:-1], equation.sides[2:-1], strict=True)
                between = "".join(f" {relation} {side}" for relation, side in pairs)
                name, arithmetic, value = (
                    equation.sides[0],
                    equation.sides[1] + between,
                    equation.sides[-1],
                )
                yield f"| {_escaped(name)} | {_escaped(arithmetic)} | {value} |\n"


def _escaped(text: str) -> str:
    return _special.sub(r"\\\1", text)
