"""Formulas of LaTeX in pieces, put on lines that fit the page.

Where a formula may be broken it has a mark: no name holds one, as a control character is escaped.
All widths are in points, in the letters of an article of ten points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

BREAK, BREAK_IF_WIDE = "\n", "\t"
BLANK = r"\framebox[3em]{\rule{0pt}{1.6ex}}"
"""A box to write a number in, which a fraction's line leaves to be seen."""
# A line of an article of ten, eleven or twelve points is at least so wide.
LINE = 325.0
RELATION = 13.4
_INDENT, _WIDEST_NAME = 10.0, 140.0
_WIDTHS = {
    **dict.fromkeys("!',.:;[]`il", 2.8),
    **dict.fromkeys("()-Ifjrst", 4.0),
    **dict.fromkeys("$*/?0123456789Sabcdeghknopquvxyz", 5.6),
    **dict.fromkeys("MW", 10.3),
}
_COMMANDS = {
    **dict.fromkeys([r"\operatorname", r"\text", r"\mathrm", r"\ensuremath", r"\acute"], 0.0),
    **{r"\framebox": 38.0, r"\cdot": 2.8, r"\cdots": 12.0, r"\infty": 10.0, r"\sum": 14.5},
}
_OTHER, _WIDE, _LETTER, _DIGIT, _SPACE, _SIGN = 8.4, 12.0, 3.4, 5.0, 2.3, 7.8
_token = re.compile(r"\\[a-zA-Z]+|[a-zA-Z0-9]+|\\?.")
_word = re.compile(r"[^ _./-]*[ _./-]*")
# A letter with the accents and joiners that belong to it.
_letter = re.compile(".[\u0300-\u036f\u200c\u200d\ufe0f]*")


def width(formula: str) -> float:
    """About how wide the formula is, rather a little more than it is."""
    total, scale, is_text = 0.0, 1.0, False
    outside, last = list[tuple[float, bool]](), ""
    for token in _token.findall(formula.replace(BLANK, r"\framebox{}")):
        if token == "{":
            outside.append((scale, is_text))
            scale, is_text = scale * (0.8 if last == "^" else 1), is_text or last == r"\text"
        elif token == "}":
            scale, is_text = outside.pop()
        else:
            total += scale * _width(token, is_text)
        last = token
    return total


@lru_cache(maxsize=10_000)
def _width(token: str, is_text: bool) -> float:
    if token in _COMMANDS or token == "^":
        return _COMMANDS.get(token, 0)
    if len(token) > 1 and token.isalnum():
        return sum(_width(char, is_text) for char in token)
    if not is_text and (token in "+- " or token.isdigit()):
        return _SPACE if token == " " else _SIGN if token in "+-" else _DIGIT
    if token == " ":
        return _LETTER
    char = token.removeprefix("\\")
    return _WIDE if char > "\u2000" else _WIDTHS.get(char, _OTHER)


def pieces(name: str) -> list[str]:
    """The name in pieces none of which is too wide for any line, cut behind words if possible."""
    found, used = [""], 0.0
    for word in _word.findall(name):
        for unit in [word] if _text_width(word) <= _WIDEST_NAME else _letter.findall(word):
            wide = _text_width(unit)
            if found[-1] and used + wide > _WIDEST_NAME:
                found.append("")
                used = 0
            found[-1] += unit
            used += wide
    return found


def _text_width(text: str) -> float:
    return sum(_width(char, True) for char in text)


def broken(formula: str, room: float) -> Iterator[str]:
    """The formula on lines that are not wider than the room, as far as its marks allow."""
    line, used = "", 0.0
    for piece in _pieces(formula, room - _INDENT):
        wide = width(piece)
        if line and used + wide > room:
            yield _joined(line)
            # An empty formula in front makes a plus or minus stand between two.
            before = r"\quad {}" if piece.startswith(" ") else r"\quad "
            line, used = before + piece, _INDENT + wide
        else:
            line, used = line + piece, used + wide
    yield _joined(line)


def _joined(line: str) -> str:
    """The line with the pieces of a name in one again."""
    return line.replace(r"}\text{", "")


def _pieces(formula: str, room: float) -> Iterator[str]:
    """What is between the marks; those for wide ones count where a piece has not the room."""
    for piece in formula.split(BREAK):
        whole = piece.replace(BREAK_IF_WIDE, "")
        yield from [whole] if width(whole) <= room else piece.split(BREAK_IF_WIDE)
