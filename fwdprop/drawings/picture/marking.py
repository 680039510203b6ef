"""Texts and lengths as SVG has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fwdprop.drawings.picture.lettering import SMALL, width
from fwdprop.drawings.picture.palette import Palette
from fwdprop.drawings.picture.parts import Text

_invalid = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """The text as XML has it; characters that XML cannot hold are shown by their number."""
    text = _invalid.sub(lambda match: rf"\x{ord(match[0]):02x}", text)
    return text.translate(_ENTITIES)


def number(length: float) -> str:
    """A length with one decimal place at most."""
    return f"{length:.1f}".removesuffix(".0")


def text_element(text: Text, part: str, palette: Palette, style: str = "") -> str:
    """A text in the colour of its part, with its whole as title where it is cut."""
    title = "" if text.whole is None else f"<title>{escaped(text.whole)}</title>"
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    return (
        f'<text class="{part}" x="{number(text.x)}" y="{number(text.y)}" '
        f'font-size="{number(text.size)}"{anchor}{style} fill="{getattr(palette, part)}">'
        f"{title}{escaped(text.text)}</text>"
    )


def wrapped(text: str, most: float) -> Iterator[str]:
    """The lines of a text that may be so wide."""
    line = ""
    for word in text.split(" "):
        if line and width(f"{line} {word}", SMALL) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
