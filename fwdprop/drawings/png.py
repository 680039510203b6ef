"""The picture as PNG."""

from __future__ import annotations

from fwdprop.drawings.picture.image import names_without_font
from fwdprop.drawings.picture.image import png as draw

__all__ = ["draw", "names_without_font"]
