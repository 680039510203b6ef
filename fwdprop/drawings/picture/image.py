"""The picture as an image: what is drawn as SVG goes through a renderer with fonts."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.drawings.picture.element import drawn, size
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.palette import DARK, LIGHT
from fwdprop.drawings.picture.parts import Layout
from fwdprop.drawings.picture.renderer import pdf_of, png_of, without_font
from fwdprop.drawings.picture.style import Style


def png(diagram: Diagram, style: Style) -> bytes:
    """The picture in dots, `style.scale` of them for each pixel.

    Raises InputError without the renderer, UsageError for too many dots.
    """
    layout = laid_out(diagram)
    less = "show fewer nodes, lower the scale, or draw an svg"
    return png_of(_svg(layout, style), size(layout), style.scale, less)


def pdf(diagram: Diagram, style: Style) -> bytes:
    """The picture as a page of its size, whose text can be selected."""
    return pdf_of(_svg(laid_out(diagram), style))


def names_without_font(diagram: Diagram) -> Iterator[str]:
    """The names with letters that no font of this machine has."""
    names = [column.name for column in diagram.columns]
    return without_font(names + [node.name for column in diagram.columns for node in column.nodes])


def _svg(layout: Layout, style: Style) -> str:
    return drawn(layout, DARK if style.theme == "dark" else LIGHT)
