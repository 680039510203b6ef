"""The arithmetic of every node as LaTeX: an `align*` a layer, for amsmath."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.report import visible
from fwdprop.views.equation import Equations, Notation
from fwdprop.views.text import Picked, Traces, row_heading

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
} | {char: "\\" + char for char in "&%$#_{}"}


def _text(name: str) -> str:
    return rf"\text{{{_escaped(name)}}}"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in visible(text))


def _number(text: str) -> str:
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
    sign = "-" if text.startswith("-") else ""
    special = {"inf": r"\infty", "nan": r"\mathrm{nan}"}
    return sign + special[text.lstrip("-")] if text.lstrip("-") in special else text


LATEX = Notation(
    times=r" \cdot ",
    about=r"\approx",
    more=r"\cdots",
    name=_text,
    number=_number,
    function=lambda name, inner: rf"\operatorname{{{_escaped(name)}}}({inner})",
    power=lambda exponent: f"e^{{{exponent}}}",
    ratio=lambda over, under: rf"\frac{{{over}}}{{{under}}}",
    log=r"ln",
    total=r"\sum e^{z}",
)


def lines(traces: Traces, picked: Picked, equations: Equations) -> Iterator[str]:
    """LaTeX for each trace, a side of each equation a line; names are escaped."""
    yield "% needs \\usepackage{amsmath}\n"
    for before, (number, trace) in enumerate(traces.numbered):
        for heading in row_heading(before, number, traces):
            yield heading.replace("row", r"\paragraph{row").rstrip() + "}\n"
        for place, nodes in picked:
            layer = trace.at(place).layer
            yield f"% layer {visible(layer.name)}\n" + r"\begin{align*}" + "\n"
            for index, node in enumerate(nodes):
                equation = equations.of(trace.node(place, node), LATEX)
                pairs = zip(equation.relations, equation.sides[1:], strict=True)
                sides = " \\\\\n  ".join(f"&{relation} {side}" for relation, side in pairs)
                end = "" if index == len(nodes) - 1 else r" \\"
                yield f"  {equation.sides[0]} {sides}{end}\n"
            yield r"\end{align*}" + "\n"
