"""The arithmetic of every node as LaTeX: an `align*` a layer, for amsmath."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fwdprop.forward.trace import Trace
from fwdprop.views.latex import escaped, number
from fwdprop.views.trace.equation import Equation, Equations
from fwdprop.views.trace.notation import Notation, Spelling
from fwdprop.views.trace.text import INPUTS_SHOWN, NodesShown, Traces, inputs_heading, row_heading

_NEXT_LINE = " \\\\\n  "
# About so many letters fit in a line of an article, and a name of more has a line of its own.
_WIDTH, _LONG_NAME = 61, 20
_unseen = re.compile(r"\\(?:operatorname|text|mathrm|frac)(?={)|\\(?=[&%$#_])|[{}^]")
_sign = re.compile(r" ?\\[a-z]+ ?")


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
    blank=r"\underline{\hspace{3em}}",
)


def lines(traces: Traces, nodes_shown: NodesShown, equations: Equations) -> Iterator[str]:
    """LaTeX for each trace: the inputs, then a side of each equation a line; names are escaped."""
    yield "% needs \\usepackage{amsmath}\n\\allowdisplaybreaks\n"
    for before, (row, trace) in enumerate(traces.numbered):
        for heading in row_heading(before, row, traces):
            yield heading.replace("row", r"\paragraph{row").rstrip() + "}\n"
        yield from _aligned(inputs_heading(trace), _inputs(trace, equations.digits))
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            written = [equations.of(layer[node], LATEX) for node in nodes]
            names = [_letters(each.sides[0]) for each in written]
            width = _WIDTH - max((name for name in names if name <= _LONG_NAME), default=0)
            yield from _aligned(layer.layer.name, (_equation(each, width) for each in written))


def _aligned(heading: str, equations: Iterable[str]) -> Iterator[str]:
    """Equations below a heading, lined up at their signs."""
    yield f"\\subparagraph{{{escaped(heading)}}}\n\\begin{{align*}}\n  "
    for index, equation in enumerate(equations):
        yield (_NEXT_LINE if index else "") + equation
    yield "\n\\end{align*}\n"


def _equation(equation: Equation, width: int) -> str:
    """The sides below each other, those that are wider than so many letters in several lines."""
    pairs = zip(equation.relations, equation.sides[1:], strict=True)
    sides = [f"&{sign} {_broken(side, width)}" for sign, side in pairs]
    name = equation.sides[0]
    if _letters(name) > _LONG_NAME:
        return _NEXT_LINE.join([f"&{name}", *sides])
    return f"{name} {_NEXT_LINE.join(sides)}"


def _broken(side: str, width: int) -> str:
    """The side, with new lines in front of signs where it would be wider than that."""
    lines, line = list[str](), ""
    for term in _terms(side):
        if line and _letters(line) + _letters(term) > width:
            lines.append(line)
            line = rf"\quad {{}}{term}"
        else:
            line += term
    return f"{_NEXT_LINE}&".join([*lines, line])


def _terms(side: str) -> Iterator[str]:
    """The side in pieces, each with its sign, cut where no brace is open."""
    start = depth = 0
    for index, char in enumerate(side):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0 and side[index : index + 3] in (" + ", " - ") and index > start:
            yield side[start:index]
            start = index
    yield side[start:]


def _letters(text: str) -> int:
    """About how many letters the formula is wide; a sign with a name counts as two."""
    return len(_sign.sub("xx", _unseen.sub("", text)))


def _inputs(trace: Trace, digits: int) -> Iterator[str]:
    """An equation for each of the first inputs, and how many more there are."""
    names, row = trace.computed.network.inputs, trace.computed.x[trace.row]
    spelled = Spelling(LATEX, digits)
    for name, value in zip(names[:INPUTS_SHOWN], row, strict=False):
        yield f"{_text(name)} &= {spelled.number(value)}"
    if len(names) > INPUTS_SHOWN:
        yield rf"&\text{{... {len(names) - INPUTS_SHOWN} more}}"
