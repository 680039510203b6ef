"""A worksheet, or its key, as LaTeX: the answers are equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fwdprop.views.latex import escaped
from fwdprop.views.trace.latex import LATEX
from fwdprop.views.worksheet.sheet import ANSWERS, Sheet

_NEXT_LINE = " \\\\\n  "


def lines(sheet: Sheet, arithmetic: Iterable[str]) -> Iterator[str]:
    """The title, the arithmetic, an equation for each answer, and the command that checks them."""
    yield f"\\subsection*{{{escaped(sheet.title)}}}\n"
    yield from arithmetic
    yield from _answers(sheet)


def key(sheet: Sheet) -> Iterator[str]:
    """The title, an equation for each answer, and the command that checks them."""
    yield "% needs \\usepackage{amsmath}\n\\allowdisplaybreaks\n"
    yield f"\\subsection*{{{escaped(sheet.title)}}}\n"
    yield from _answers(sheet)


def _answers(sheet: Sheet) -> Iterator[str]:
    yield f"\\subparagraph{{{ANSWERS}}}\n\\begin{{align*}}\n  "
    for index, (name, value) in enumerate(sheet.answers):
        shown = LATEX.blank if value is None else LATEX.number(value)
        yield f"{_NEXT_LINE if index else ''}{LATEX.name(name)} &= {shown}"
    yield "\n\\end{align*}\n"
    yield f"{{\\raggedright\\ttfamily {escaped(sheet.check)}\\par}}\n"
