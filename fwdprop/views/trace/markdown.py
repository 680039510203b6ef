"""The arithmetic of every node as Markdown: a heading a layer, a table of equations."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.views.markdown import escaped
from fwdprop.views.trace.equation import Equation, Equations
from fwdprop.views.trace.notation import PLAIN
from fwdprop.views.trace.text import (
    NodesShown,
    Traces,
    formulas,
    inputs,
    inputs_heading,
    row_heading,
)


def lines(traces: Traces, nodes_shown: NodesShown, equations: Equations) -> Iterator[str]:
    """Markdown for each trace: the inputs, then the layers; names and formulas are escaped."""
    if traces.heading is not None:
        yield f"{escaped(traces.heading)}\n\n"
    for before, (number, trace) in enumerate(traces.numbered):
        for heading in row_heading(before, number, traces):
            yield heading.replace("row", "## row") + "\n"
        values = ", ".join(inputs(trace, equations.digits))
        yield f"### {escaped(inputs_heading(trace))}\n\n{escaped(values)}\n"
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            formulas_here = "; ".join(formulas(layer, nodes, equations.digits))
            yield f"\n### {escaped(layer.layer.name)}\n\n{escaped(formulas_here)}\n\n"
            yield "| node | arithmetic | value |\n|---|---|---|\n"
            for node in nodes:
                yield _row(equations.of(layer[node], PLAIN))


def _row(equation: Equation) -> str:
    """The equation as a row of a table; a value that is not quite the sum keeps its sign."""
    pairs = zip(equation.relations[1:-1], equation.sides[2:-1], strict=True)
    between = "".join(f" {relation} {side}" for relation, side in pairs)
    arithmetic = escaped(equation.sides[1] + between)
    last, value = equation.relations[-1], equation.sides[-1]
    value = value if last == "=" else f"{last} {value}"
    return f"| {escaped(equation.sides[0])} | {arithmetic} | {escaped(value)} |\n"
