"""Texts as Markdown has them."""

from __future__ import annotations

import re

from fwdprop.system.report import visible

_special = re.compile(r"([\\`*_{}\[\]<>#|&$~])")


def escaped(text: str) -> str:
    """The text, which Markdown shows as it is."""
    return _special.sub(r"\\\1", visible(text))
