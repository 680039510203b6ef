"""SVG -> images, by a renderer with fonts, which is an optional package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fwdprop.errors import UsageError
from fwdprop.system.extras import package

MOST_DOTS = 50_000_000
"""The most dots of an image: 200 MB while it is drawn."""
_MOST_LETTERS = 500
# No font has this character: it is drawn as fonts draw what they lack.
_NOWHERE = "\U0010ffff"


def png_of(svg: str, size: tuple[float, float], scale: float, less: str) -> bytes:
    """The picture in dots, `scale` of them for each pixel of its `size`.

    Raises InputError without the renderer, UsageError for too many dots; `less` is what helps then.
    """
    renderer = _renderer("png")
    dots = size[0] * size[1] * scale**2
    if dots > MOST_DOTS:
        message = f"the image would have {dots / 1e6:,.0f} million dots, more than 50"
        raise UsageError(message, less)
    image: bytes = renderer.svg_to_png(svg, scale=scale)
    return image


def pdf_of(svg: str) -> bytes:
    """The picture as a page of its size, whose text can be selected."""
    page: bytes = _renderer("pdf").svg_to_pdf(svg)
    return page


def without_font(names: Iterable[str]) -> Iterator[str]:
    """The names with letters that no font of this machine has, each once."""
    names = dict.fromkeys(names)
    renderer = _renderer("png")
    letters = {
        letter for name in names for letter in name if not letter.isascii() and letter.isprintable()
    }
    lacking = _letter(renderer, _NOWHERE)
    some = sorted(letters)[:_MOST_LETTERS]
    missing = {letter for letter in some if _letter(renderer, letter) == lacking}
    return (name for name in names if not missing.isdisjoint(name))


def _renderer(format: str) -> Any:
    return package("vl_convert", format, "vl-convert-python", "pictures")


def _letter(renderer: Any, letter: str) -> bytes:
    """The image of one letter."""
    text = f'<text x="2" y="16" font-size="14" font-family="sans-serif">{letter}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{text}</svg>'
    image: bytes = renderer.svg_to_png(svg)
    return image
