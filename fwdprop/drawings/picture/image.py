"""The picture as an image: what is drawn as SVG goes through a renderer with fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.drawings.picture.element import drawn, size
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.palette import DARK, LIGHT
from fwdprop.drawings.picture.parts import Layout
from fwdprop.drawings.picture.style import Style
from fwdprop.errors import UsageError
from fwdprop.system.extras import package

MOST_DOTS = 50_000_000
"""The most dots of an image: 200 MB while it is drawn."""
_MOST_LETTERS = 500
# No font has this character: it is drawn as fonts draw what they lack.
_NOWHERE = "\U0010ffff"


def png(diagram: Diagram, style: Style) -> bytes:
    """The picture in dots, `style.scale` of them for each pixel.

    Raises InputError without the renderer, UsageError for too many dots.
    """
    renderer, layout = _renderer("png"), laid_out(diagram)
    width, height = size(layout)
    dots = width * height * style.scale**2
    if dots > MOST_DOTS:
        message = f"the image would have {dots / 1e6:,.0f} million dots, more than 50"
        raise UsageError(message, "show fewer nodes, lower the scale, or draw an svg")
    image: bytes = renderer.svg_to_png(_svg(layout, style), scale=style.scale)
    return image


def pdf(diagram: Diagram, style: Style) -> bytes:
    """The picture as a page of its size, whose text can be selected."""
    page: bytes = _renderer("pdf").svg_to_pdf(_svg(laid_out(diagram), style))
    return page


def names_without_font(diagram: Diagram) -> Iterator[str]:
    """The names with letters that no font of this machine has."""
    renderer = _renderer("png")
    names = [column.name for column in diagram.columns]
    names += [node.name for column in diagram.columns for node in column.nodes]
    letters = {
        letter for name in names for letter in name if not letter.isascii() and letter.isprintable()
    }
    lacking = _letter(renderer, _NOWHERE)
    some = sorted(letters)[:_MOST_LETTERS]
    missing = {letter for letter in some if _letter(renderer, letter) == lacking}
    return (name for name in dict.fromkeys(names) if not missing.isdisjoint(name))


def _renderer(format: str) -> Any:
    return package("vl_convert", format, "vl-convert-python", "pictures")


def _svg(layout: Layout, style: Style) -> str:
    return drawn(layout, DARK if style.theme == "dark" else LIGHT)


def _letter(renderer: Any, letter: str) -> bytes:
    """The image of one letter."""
    text = f'<text x="2" y="16" font-size="14" font-family="sans-serif">{letter}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{text}</svg>'
    image: bytes = renderer.svg_to_png(svg)
    return image
