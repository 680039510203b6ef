"""The picture as PDF."""

from __future__ import annotations

from fwdprop.drawings.picture.image import names_without_font
from fwdprop.drawings.picture.image import pdf as draw

__all__ = ["draw", "names_without_font"]
