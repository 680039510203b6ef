"""The sizes of letters in pictures, and how wide texts are, roughly.

Pictures name no font, and so leave room for a wide one: the widths are those of DejaVu Sans, in
parts of the size of its letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

HEADING, VALUE, NAME, SMALL = 13.0, 13.0, 12.0, 11.0
"""The sizes of letters, in pixels: names of layers, values in nodes, names of nodes, the rest."""
LINE = 15.0
"""From one line of small letters to the next."""

_NARROW, _WIDE, _FULL, _OTHER = 0.38, 0.95, 1.05, 0.645
_narrow = frozenset("iljfrtI.,:;!|'`()[]/ \\")
_wide = frozenset("mwMW@%&—…")


def width(text: str, size: float) -> float:
    """How wide a text is in letters of that size."""
    return size * sum(map(_width, text))


def small(text: str) -> float:
    """How wide a text is in small letters."""
    return width(text, SMALL)


def wrapped(text: str, most: float, wide: Callable[[str], float]) -> Iterator[str]:
    """The lines of a text, none wider than `most` unless one word is; `wide` measures them."""
    line = ""
    for word in text.split(" "):
        if line and wide(f"{line} {word}") > most:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def fitted(text: str, size: float, most: float) -> str:
    """The text, or its beginning with an ellipsis where it is wider than `most`."""
    if width(text, size) <= most:
        return text
    room = most - width("…", size)
    for end, letter in enumerate(text):
        room -= size * _width(letter)
        if room < 0:
            return text[: max(end, 1)].rstrip() + "…"
    return text


@cache
def _width(letter: str) -> float:
    if letter in _narrow:
        return _NARROW
    if letter in _wide:
        return _WIDE
    if letter.isascii():
        return _OTHER
    if unicodedata.combining(letter):
        return 0.0
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else _OTHER + 0.1
