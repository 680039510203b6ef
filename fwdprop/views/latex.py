"""Texts and numbers as LaTeX has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from fwdprop.system.report import visible

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "`": r"\textasciigrave{}",
} | {char: "\\" + char for char in "&%$#_{}"}
# Two of these side by side are another sign, or one space.
_LIGATURES = "-,' "
# The letters beyond ASCII that pdflatex has with T1 fonts.
_LATIN = frozenset(map(chr, range(0xC0, 0x17F))) - frozenset("×÷ĦħĸĿŀŉŦŧ")
_SPELLED = {"lamda": "lambda", "final sigma": "varsigma", "omicron": "mathrm{o}"}
# The capitals that look like Latin ones, for which LaTeX has no names.
_LIKE_LATIN = {
    **{
        "alpha": "A",
        "beta": "B",
        "epsilon": "E",
        "zeta": "Z",
        "eta": "H",
        "iota": "I",
        "kappa": "K",
    },
    **{"mu": "M", "nu": "N", "omicron": "O", "rho": "P", "tau": "T", "chi": "X"},
}


def escaped(text: str) -> str:
    """The text, which LaTeX prints as it is; Greek letters are those of mathematics."""
    text = visible(text)
    pairs = zip(text, text[1:] + "\n", strict=False)
    return "".join(
        _letter(char) + ("{}" if char == after and char in _LIGATURES else "")
        for char, after in pairs
    )


def needed(package: str, texts: Iterable[str]) -> Iterator[str]:
    """Comments that say what a document loads, in which the texts are to be printed."""
    yield rf"% needs \usepackage{{{package}}}"
    yield from letters_needed(texts)


def letters_needed(texts: Iterable[str]) -> Iterator[str]:
    """Comments that say what the letters of the texts need; none for those of ASCII and Greek."""
    letters = set(chain.from_iterable(visible(text) for text in texts if not text.isascii()))
    if not all(char.isascii() or char in _LATIN or greek(char) for char in letters):
        yield "% lualatex prints the names, with a font that has their letters:"
        yield r"% \usepackage{fontspec} \setmainfont{...}"
    elif not letters.isdisjoint(_LATIN):
        yield r"% needs \usepackage[T1]{fontenc} for the letters of the names"


def number(text: str) -> str:
    """A number as formulas have it: `1.5 \\cdot 10^{-7}`."""
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
    sign = "-" if text.startswith("-") else ""
    special = {"inf": r"\infty", "nan": r"\mathrm{nan}"}
    return sign + special[text.lstrip("-")] if text.lstrip("-") in special else text


def greek(char: str) -> str | None:
    """A Greek letter, with its accent if it has one, as a formula; None for any other character."""
    decomposed = unicodedata.normalize("NFD", char)
    letter, accents = decomposed[0], decomposed[1:]
    size, found, name = unicodedata.name(letter, "").partition(" LETTER ")
    if not found or not size.startswith("GREEK ") or accents not in ("", "\u0301"):
        return None
    name = name.lower()
    plain = "\\" + _SPELLED.get(name, name)
    if size == "GREEK CAPITAL":
        latin = _LIKE_LATIN.get(name)
        plain = (
            "\\" + _SPELLED.get(name, name).capitalize()
            if latin is None
            else rf"\mathrm{{{latin}}}"
        )
    return rf"\acute{{{plain}}}" if accents else plain


def _letter(char: str) -> str:
    if char.isascii():
        return _ESCAPES.get(char, char)
    formula = greek(char)
    return char if formula is None else rf"\ensuremath{{{formula}}}"
