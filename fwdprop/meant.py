"""What a text was meant to be that is no number, or a name in quotes of a word processor.

Word processors, web pages and other keyboards write characters that look like those of numbers, and
half of the world writes decimals with a comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Reads = Callable[[str], float | None]
"""The number that a text stands for where it stands, or None."""

_LONGEST = 100
"""Nothing is proposed for a longer text."""

SPACES = "\u00a0\u2007\u2009\u202f\u3000"
"""Characters that look like spaces."""

_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u066b\uff0e", "."),
    **dict.fromkeys("\u060c\u3001\uff0c", ","),
    **dict.fromkeys("\u2044\u2215\uff0f", "/"),
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "\uff0b": "+",
    "\uff1b": ";",
    "\uff1d": "=",
    "\uff1a": ":",
    "\uff45": "e",
    "\uff25": "E",
}
_QUOTES = frozenset(
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\uff02"
)
_SYNTAX = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\uff07", "'"),
    **{char: chr(ord(char) - 0xFEE0) for char in "\uff3b\uff3d\uff5b\uff5d"},
}
_ANY_QUOTES = _QUOTES | {'"', "'"}


def typed(text: str, *, syntax: bool = False) -> str:
    """The text with the keyboard's characters in place of those that look like them.

    With `syntax` these are the quotes and brackets of a file, too.
    """
    if text.isascii():
        return text
    return "".join(_SYNTAX.get(char, _typed(char)) if syntax else _typed(char) for char in text)


def strange(text: str) -> str | None:
    """The first character of a text that looks like one of a number or of a file, or None."""
    return next((char for char in text if char in _SYNTAX or _typed(char) != char), None)


def number(text: str, reads: Reads) -> str | None:
    """What to write in place of a text that is no number; None where that cannot be known."""
    if len(text) > _LONGEST:
        return None
    bare = typed(text).strip()
    if bare != text and reads(bare) is not None:
        return f"{described(odd)}: write {bare}" if (odd := strange(text)) else None
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) > text.count(",") + 1:  # a comma that looks like one parts two numbers
        odd = strange(text)
        known = all(reads(part) is not None for part in parts)
        return f"{described(odd)}: write {', '.join(parts)}" if odd and known else None
    return _grouped(bare, reads) or _with_point(bare, reads)


def between(words: Sequence[str]) -> str:
    """What to write for numbers with spaces between them, which may be the thousands of one."""
    apart = f"a comma stands between two numbers: {', '.join(words)}"
    is_grouped = re.fullmatch("[-+]?[1-9][0-9]{0,2}", words[0]) is not None
    if not is_grouped or not all(re.fullmatch("[0-9]{3}", word) for word in words[1:]):
        return apart
    whole = "".join(words)
    if any(word[0] == "0" for word in words[1:]):  # as no number begins that stands alone
        return f"nothing stands between the thousands of a number: {whole}"
    return f"{apart}; and nothing between the thousands of one: {whole}"


def unquoted(name: str) -> str | None:
    """The name without the quotes of a word processor around it; None where there are none."""
    if len(name) < 3 or not {name[0], name[-1]} & _QUOTES:
        return None
    return name[1:-1] if {name[0], name[-1]} <= _ANY_QUOTES else None


def described(char: str) -> str:
    """What is wrong with a character: `U+2212 (minus sign) is not '-'`."""
    import unicodedata

    alike = _SYNTAX.get(char, _typed(char))
    name = f"U+{ord(char):04X} ({unicodedata.name(char, 'unnamed').lower()})"
    if not alike.strip():
        return f"{name} is {'no space' if alike else 'invisible'}"
    return f"{name} is not '{alike}'"


def _typed(char: str) -> str:
    if char in _ALIKE:
        return _ALIKE[char]
    import unicodedata

    digit = None if char.isascii() else unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


def _with_point(text: str, reads: Reads) -> str | None:
    """A number whose decimals stand behind a comma."""
    match = re.fullmatch(r"([-+]?)([0-9]*),([0-9]+)((?:[eE][-+]?[0-9]+)?)", text)
    if match is None:
        return None
    point = f"{match[1]}{match[2]}.{match[3]}{match[4]}"
    return None if reads(point) is None else f"decimals take a point: {point}"


def _grouped(text: str, reads: Reads) -> str | None:
    """A number whose thousands stand apart: `1_000`, `1,000`, `1.234,5`."""
    parted = r"([-+]?)([1-9][0-9]{0,2}(?:([,_'’.])[0-9]{3})(?:\3[0-9]{3})*)(?:([.,])([0-9]+))?"
    match = re.fullmatch(parted, text)
    if match is None or match[3] == match[4]:
        return None
    whole = match[1] + match[2].replace(match[3], "") + (f".{match[5]}" if match[4] else "")
    if reads(whole) is None:
        return None
    if match[2].count(match[3]) == 1 and not match[4] and match[3] == ",":
        return f"decimals take a point, and thousands nothing: {text.replace(',', '.')} or {whole}"
    return f"nothing stands between the thousands of a number: {whole}"
