r"""The arithmetic of every node as LaTeX, for the middle of any document that loads amsmath.

Headings are bold words, and not LaTeX's own: these would be numbered in some documents, and beamer
and letters have none as small. All stands in `flushleft`, one for each row, so that a long heading
never stretches its spaces and nothing is left behind for the rest of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from fwdprop.errors import listed
from fwdprop.forward.trace import LayerTerms, Trace
from fwdprop.network.network import Network
from fwdprop.system.report import visible
from fwdprop.views.document import texts
from fwdprop.views.latex import escaped, needed, number
from fwdprop.views.trace.breaking import (
    BLANK,
    BREAK,
    BREAK_IF_WIDE,
    LINE,
    RELATION,
    broken,
    pieces,
    width,
)
from fwdprop.views.trace.equation import Equation, Equations
from fwdprop.views.trace.formulas import formula
from fwdprop.views.trace.notation import Notation, Spelling
from fwdprop.views.trace.text import (
    INPUTS_SHOWN,
    NodesShown,
    Traces,
    activations,
    inputs_heading,
    published,
    settings,
)

# A wider name has a line of its own; with it, a wider fraction would not fit.
_WIDEST_NAME, _WIDEST_FRACTION = 100.0, 200.0
# A page may end between two nodes, and within one of more lines than these.
_TOGETHER = 20
# TeX holds one display as a whole: one of so many letters is ended.
_MOST_LETTERS = 20_000
_NEXT_LINE = " \\\\\n  "
_PAGE_MAY_END = r" \displaybreak[0]"


@lru_cache(maxsize=10_000)
def _text(name: str) -> str:
    return BREAK_IF_WIDE.join(rf"\text{{{escaped(piece)}}}" for piece in pieces(visible(name)))


def _function(name: str, inner: str) -> str:
    called, bracket, others = name.partition("[")
    given = f"{bracket}{BREAK_IF_WIDE}{formula(others)}".replace(", ", f", {BREAK_IF_WIDE}")
    return rf"\operatorname{{{escaped(called)}}}{given if others else ''}({BREAK_IF_WIDE}{inner})"


def _ratio(over: str, under: str, is_sum: bool) -> str:
    fraction = rf"\frac{{{over}}}{{{under}}}".replace(BREAK, "")
    if max(width(over), width(under)) <= _WIDEST_FRACTION:
        return fraction
    return f"{over}{BREAK} / {f'({under})' if is_sum else under}"


LATEX = Notation(
    plus=f"{BREAK} + ",
    minus=f"{BREAK} - ",
    times=rf"{BREAK_IF_WIDE} \cdot ",
    about=r"\approx",
    more=r"\cdots",
    name=_text,
    number=number,
    function=_function,
    power=lambda exponent: f"e^{{{exponent}}}",
    ratio=_ratio,
    log=r"ln",
    total=r"\sum",
    blank=BLANK,
)


def lines(traces: Traces, nodes_shown: NodesShown, equations: Equations) -> Iterator[str]:
    """LaTeX for each trace: the inputs, then the layers, a side of each equation a line."""
    is_first = True
    for row, trace in traces.numbered:
        if is_first:
            yield from _head(trace.computed.network)
        yield "\\begin{flushleft}\n"
        if is_first and traces.heading is not None:
            yield f"{_prose(traces.heading)}\n\n"
        is_first = False
        if traces.are_many:
            yield f"\\textbf{{\\large row {row:,}}}\n\n"
        yield f"{_heading(inputs_heading(trace))}\n"
        yield from _aligned(_inputs(trace, equations.digits), "")
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            about = "; ".join(_formulas(layer, nodes, equations.digits))
            yield f"\n{_heading(layer.layer.name)}\\quad {about}\n"
            written = (equations.of(layer[node], LATEX) for node in nodes)
            yield from _aligned(written, _PAGE_MAY_END)
        yield "\\end{flushleft}\n"


def _head(network: Network) -> Iterator[str]:
    """Comments on the text: which network it is of, and what a document needs."""
    yield f"% the arithmetic of {visible(network.name)}\n"
    yield from (f"{line}\n" for line in needed("amsmath", texts(network)))


def _heading(name: str) -> str:
    return rf"\textbf{{{_prose(name)}}}"


def _prose(text: str) -> str:
    """The text as it is, which may be broken also within words that are too wide for a line."""
    return r"\allowbreak ".join(map(escaped, pieces(visible(text))))


def _formulas(layer: LayerTerms, nodes: Sequence[int], digits: int) -> Iterator[str]:
    """The layer's activation and those of these nodes, each with its formula and parameters."""
    for bound, names in activations(layer, nodes):
        parts = [f"${formula(published(bound))}$"]
        for name, equals, value in (each.partition(" = ") for each in settings(bound, digits)):
            parts.append(f"${formula(name + equals + value)}$" if equals else escaped(name))
        yield (_prose(f"{listed(names)}: ") if names else "") + ", ".join(parts)


def _aligned(equations: Iterable[Equation], between: str) -> Iterator[str]:
    """Equations lined up at their signs, in as many displays as they need."""
    block, letters = list[Equation](), 0
    for equation in equations:
        if letters > _MOST_LETTERS:
            yield _display(block, between)
            block, letters = [], 0
        block.append(equation)
        letters += sum(map(len, equation.sides))
    yield _display(block, between)


def _display(equations: Sequence[Equation], between: str) -> str:
    names = [width(equation.sides[0]) for equation in equations]
    left = max((name for name in names if name <= _WIDEST_NAME), default=0)
    room = LINE - left - RELATION
    text = f"{between}{_NEXT_LINE}".join(_laid_out(equation, room) for equation in equations)
    return f"\\begin{{align*}}\n  {text}\n\\end{{align*}}\n"


def _laid_out(equation: Equation, room: float) -> str:
    """The sides below each other, those that are wider than the room on several lines."""
    found, name = list[str](), equation.sides[0]
    for relation, side in zip(equation.relations, equation.sides[1:], strict=True):
        first, *others = broken(side, room)
        found += [f"&{relation} {first}", *(f"&{line}" for line in others)]
    if found and width(name) <= _WIDEST_NAME:
        found[0] = f"{name} {found[0]}"
    else:
        found = [*(f"&{line}" for line in broken(name, room)), *found]
    return f"{_PAGE_MAY_END if len(found) > _TOGETHER else ''}{_NEXT_LINE}".join(found)


def _inputs(trace: Trace, digits: int) -> Iterator[Equation]:
    """An equation for each of the first inputs, and how many more there are."""
    names, row = trace.computed.network.inputs, trace.computed.x[trace.row]
    spelled = Spelling(LATEX, digits)
    for name, value in zip(names[:INPUTS_SHOWN], row, strict=False):
        yield Equation((_text(name), spelled.number(value)), ("=",))
    if len(names) > INPUTS_SHOWN:
        yield Equation((_text(f"... {len(names) - INPUTS_SHOWN} more"),), ())
