"""The picture as an SVG file of its own."""

from __future__ import annotations

from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.drawings.picture.element import drawn
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.palette import DARK, LIGHT, dark_rules
from fwdprop.drawings.picture.style import Style


def draw(diagram: Diagram, style: Style) -> str:
    """The text of the file: light as plain attributes, dark by one rule where the theme is auto."""
    rules = dark_rules() if style.theme == "auto" else ""
    return drawn(laid_out(diagram), DARK if style.theme == "dark" else LIGHT, rules) + "\n"
