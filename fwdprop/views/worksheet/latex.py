r"""A worksheet, or its key, as LaTeX: the answers are lines of text.

As with the arithmetic, all stands in `flushleft`, and headings are bold words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fwdprop.views.document.latex import folded
from fwdprop.views.latex import letters_needed
from fwdprop.views.trace.latex import LATEX
from fwdprop.views.worksheet.sheet import ANSWERS, Sheet

# A line has so many letters at least, in bold or typewriter, and with a value behind them.
_LINE, _NAME = 50, 40
_NEXT_LINE = " \\\\[0.5ex]\n"


def lines(sheet: Sheet, arithmetic: Iterable[str]) -> Iterator[str]:
    """The title, the arithmetic, a line for each answer, and the command that checks them."""
    yield f"\\begin{{flushleft}}\n\\textbf{{{folded(sheet.title, _LINE)}}}\n\\end{{flushleft}}\n"
    yield from arithmetic
    yield from _answers(sheet, ANSWERS)


def key(sheet: Sheet) -> Iterator[str]:
    """The title, a line for each answer, and the command that checks them."""
    names = (name for name, _ in sheet.answers)
    yield from (f"{line}\n" for line in letters_needed([sheet.title, *names]))
    yield from _answers(sheet, sheet.title)


def _answers(sheet: Sheet, heading: str) -> Iterator[str]:
    yield f"\\begin{{flushleft}}\n\\textbf{{{folded(heading, _LINE)}}}\\par\\medskip\n"
    for index, (name, value) in enumerate(sheet.answers):
        shown = LATEX.blank if value is None else LATEX.number(value)
        yield f"{_NEXT_LINE if index else ''}{folded(name, _NAME)} $= {shown}$"
    yield f"\\par\\medskip\n\\texttt{{{folded(sheet.check, _LINE)}}}\n\\end{{flushleft}}\n"
