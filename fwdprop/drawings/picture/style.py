"""How a picture looks, as far as it does not depend on the network."""

from __future__ import annotations

from typing import NamedTuple

from fwdprop.system.terminal import Terminal


class Style(NamedTuple):
    """What the reader wants, and what the picture is drawn on.

    `theme` is light, dark, or auto: as the reader's system prefers it where a format can follow
    that, and light elsewhere. `scale` is how many dots make a pixel. `terminal` is the one that the
    picture is shown on, or as wide as one where it goes into a file.
    """

    theme: str
    scale: float
    terminal: Terminal
