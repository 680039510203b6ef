"""Texts and lengths as SVG has them."""

from __future__ import annotations

from fwdprop.drawings.picture.palette import Palette
from fwdprop.drawings.picture.parts import Text

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """The text, in which every character can be seen, as XML has it."""
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
