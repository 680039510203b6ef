"""The arithmetic of every node as LaTeX: an `align*` a layer, for amsmath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fwdprop.forward.trace import Trace
from fwdprop.views.latex import escaped, number
from fwdprop.views.trace.equation import Equation, Equations
from fwdprop.views.trace.notation import Notation, Spelling
from fwdprop.views.trace.text import INPUTS_SHOWN, NodesShown, Traces, inputs_heading, row_heading

_NEXT_LINE = " \\\\\n  "


def _text(name: str) -> str:
    return rf"\text{{{escaped(name)}}}"


LATEX = Notation(
    times=r" \cdot ",
    about=r"\approx",
    more=r"\cdots",
    name=_text,
    number=number,
    function=lambda name, inner: rf"\operatorname{{{escaped(name)}}}({inner})",
    power=lambda exponent: f"e^{{{exponent}}}",
    ratio=lambda over, under: rf"\frac{{{over}}}{{{under}}}",
    log=r"ln",
    total=r"\sum",
)


def lines(traces: Traces, nodes_shown: NodesShown, equations: Equations) -> Iterator[str]:
    """LaTeX for each trace: the inputs, then a side of each equation a line; names are escaped."""
    yield "% needs \\usepackage{amsmath}\n"
    for before, (row, trace) in enumerate(traces.numbered):
        for heading in row_heading(before, row, traces):
            yield heading.replace("row", r"\paragraph{row").rstrip() + "}\n"
        yield from _aligned(inputs_heading(trace), _inputs(trace, equations.digits))
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            written = (equations.of(layer[node], LATEX) for node in nodes)
            yield from _aligned(layer.layer.name, map(_equation, written))


def _aligned(heading: str, equations: Iterable[str]) -> Iterator[str]:
    """Equations below a heading, lined up at their signs."""
    yield f"\\subparagraph{{{escaped(heading)}}}\n\\begin{{align*}}\n  "
    for index, equation in enumerate(equations):
        yield (_NEXT_LINE if index else "") + equation
    yield "\n\\end{align*}\n"


def _equation(equation: Equation) -> str:
    pairs = zip(equation.relations, equation.sides[1:], strict=True)
    return f"{equation.sides[0]} " + _NEXT_LINE.join(f"&{sign} {side}" for sign, side in pairs)


def _inputs(trace: Trace, digits: int) -> Iterator[str]:
    """An equation for each of the first inputs, and how many more there are."""
    names, row = trace.computed.network.inputs, trace.computed.x[trace.row]
    spelled = Spelling(LATEX, digits)
    for name, value in zip(names[:INPUTS_SHOWN], row, strict=False):
        yield f"{_text(name)} &= {spelled.number(value)}"
    if len(names) > INPUTS_SHOWN:
        yield rf"&\text{{... {len(names) - INPUTS_SHOWN} more}}"
