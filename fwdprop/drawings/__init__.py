"""Pictures of a network: what is in `picture`, drawn in several formats.

Each entry of FORMATS has a module, or a package, of its name in this folder, with `draw(diagram,
style)`, which gives the text, or the bytes, of the whole picture. Nothing else lists it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fwdprop.drawings.picture.diagram import Diagram
    from fwdprop.drawings.picture.style import Style


class Format(NamedTuple):
    """A format of pictures, by the name that a user types and that files end in.

    One with a theme has light and dark colours; one with a scale is made of dots.
    """

    name: str
    is_binary: bool = False
    has_theme: bool = False
    has_scale: bool = False

    def draw(self, diagram: Diagram, style: Style) -> str | bytes:
        """The whole picture."""
        module = import_module(f"{__name__}.{self.name}")
        picture: str | bytes = module.draw(diagram, style)
        return picture


FORMATS = (
    Format("text"),
    Format("svg", has_theme=True),
    Format("dot"),
    Format("mermaid"),
    Format("tikz"),
)


def formats() -> tuple[str, ...]:
    """The names of the formats."""
    return tuple(each.name for each in FORMATS)


def named(name: str) -> Format:
    """The format of that name, which there is."""
    return next(each for each in FORMATS if each.name == name)
