"""Documents in LaTeX: tables no wider than the text of an article."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from fwdprop.system.report import visible
from fwdprop.views.latex import escaped, letters_needed, number

# A line of an article holds about so many letters, of which two columns stand so many apart.
_LINE, _GAP = 66, 2.4
_LETTER = 0.5  # of an em
# A column of texts has so many letters at least.
_LEAST = 10
# A page holds so many lines; a table of more is broken between pages.
_PAGE = 30
_WIDE = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZmw@%&—…")
_numeral = re.compile(r"-?(?:[0-9.]+(?:e[+-]?[0-9]+)?|inf|nan)").fullmatch


class _Table:
    """A table of columns with so many letters each, broken between pages where it `is_long`."""

    def __init__(
        self,
        titles: Sequence[str],
        numbers: Collection[int],
        limits: Sequence[float],
        is_long: bool,
    ) -> None:
        self._numbers, self._limits = numbers, limits
        sides = "".join("r" if at in numbers else "l" for at in range(len(titles)))
        names = (self.cell(at, title, False) for at, title in enumerate(titles))
        head = self.line(names) + "\\hline\\noalign{\\smallskip}\n"
        if is_long:
            needs = "% needs \\usepackage{longtable}\n"
            self.head = f"{needs}\\begin{{longtable}}[l]{{@{{}}{sides}@{{}}}}\n{head}\\endhead\n"
            self.end = "\\end{longtable}\n"
        else:
            self.head = f"\\par\\noindent\\begin{{tabular}}{{@{{}}{sides}@{{}}}}\n{head}"
            self.end = "\\end{tabular}\\par\n"

    def row(self, texts: Sequence[str]) -> str:
        """The texts; those that are numbers, and stand in columns of numbers, as formulas."""
        return self.line(
            self.cell(at, text, at in self._numbers and _numeral(text) is not None)
            for at, text in enumerate(texts)
        )

    def cell(self, column: int, text: str, is_number: bool) -> str:
        """A formula, or a text, on several lines where it is longer than the column is wide."""
        return f"${number(text)}$" if is_number else _cell(text, self._limits[column])

    def line(self, cells: Iterable[str]) -> str:
        """The cells and the end of the row."""
        return " & ".join(cells) + " \\\\\n"

    def numbered(self, number: str, line: str) -> str:
        """The number in front."""
        return number + line


class _Latex:
    gap = "\n\\smallskip\n"

    def needs(self, texts: Iterable[str]) -> str:
        """A package or another program, for letters that pdflatex does not have by itself."""
        return "".join(f"{line}\n" for line in letters_needed(texts))

    def heading(self, text: str) -> str:
        """A bold line, which stays on the page of what comes next."""
        return f"\\par{{\\raggedright\\textbf{{{folded(text, _LINE)}}}\\par}}\\nopagebreak\n"

    def sentence(self, text: str) -> str:
        """A paragraph that is not indented."""
        return f"\\par{{\\raggedright {folded(text, _LINE)}\\par}}\n"

    def table(
        self, titles: Sequence[str], numbers: Collection[int], rows: Sequence[Sequence[str]]
    ) -> Iterator[str]:
        """A tabular, or a longtable of what does not fit on a page."""
        letters = [[*map(_letters, row)] for row in (titles, *rows)]
        limits = _limits(numbers, [max(column) for column in zip(*letters, strict=True)])
        lines = sum(max(map(_lines, row, limits)) for row in letters[1:])
        table = _Table(titles, numbers, limits, lines > _PAGE)
        yield table.head
        yield from map(table.row, rows)
        yield table.end

    def long_table(
        self, titles: Sequence[str], numbers: Collection[int], widths: Sequence[float]
    ) -> _Table:
        """A longtable."""
        return _Table(titles, numbers, _limits(numbers, widths), True)

    def has_room(self, widths: Sequence[float]) -> bool:
        """Whether each column has its letters, or some at least where a text has any number."""
        least = (_LEAST if math.isinf(width) else width for width in widths)
        return sum(least) <= _room(len(widths))

    def incomplete(self, why: str) -> str:
        """A remark: without its end the table cannot be set."""
        return f"% {why}\n"


def _room(columns: int) -> float:
    return _LINE - _GAP * (columns - 1)


def _limits(numbers: Collection[int], widths: Sequence[float]) -> list[float]:
    """How many letters each column has, so that all of them fit: the widest texts have fewer."""
    room = _room(len(widths)) - sum(widths[at] for at in numbers)
    texts = sorted((width, at) for at, width in enumerate(widths) if at not in numbers)
    limits = list(widths)
    for index, (width, at) in enumerate(texts):
        limits[at] = min(width, max(room / (len(texts) - index), _LEAST))
        room -= limits[at]
    return limits


def _letters(text: str) -> float:
    """About how many letters the text is wide; one beyond the alphabet counts as two."""
    if _numeral(text):
        return len(text) + 3 * ("e" in text)
    return sum(1.5 if char in _WIDE else 1 if char.isascii() else 2 for char in visible(text))


def _cell(text: str, limit: float) -> str:
    if not text:
        return ""
    text = visible(text)
    if _letters(text) <= limit:
        # Behind the end of a row these would be taken for its options.
        return ("{}" if text[:1] in ("[", "*") else "") + _with_ends(text, escaped(text))
    width = f"{math.floor(10 * limit * _LETTER) / 10:g}em"
    return rf"\parbox[t]{{{width}}}{{\raggedright {folded(text, limit)}\strut}}"


def folded(text: str, limit: float) -> str:
    """The text, whose words of more letters can be broken anywhere."""
    text = visible(text)
    words = text.split(" ")
    if all(_letters(word) <= limit for word in words):
        return _with_ends(text, escaped(text))
    pieces = ([word] if _letters(word) <= limit else word for word in words)
    folded = (r"\allowbreak ".join(map(escaped, piece)) or "{}" for piece in pieces)
    return _with_ends(text, " ".join(folded))


def _with_ends(text: str, spelled: str) -> str:
    """The spelled text with the spaces at its ends, which LaTeX would leave out in a cell."""
    first, last = (r"\mbox{}" if end == " " else "" for end in (text[:1], text[-1:]))
    return f"{first}{spelled}{last}"


def _lines(letters: float, limit: float) -> int:
    """About so many lines a cell takes."""
    return math.ceil(letters / limit) if limit else 1


DOCUMENT = _Latex()
