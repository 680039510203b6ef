"""Pictures of a network: what is in `picture`, drawn in several formats.

Each entry of FORMATS has a module, or a package, of its name in this folder, with `draw(diagram,
style)`, which gives the text, or the bytes, of the whole picture. Nothing else lists it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
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
        picture: str | bytes = self._module.draw(diagram, style)
        return picture

    def names_without_font(self, diagram: Diagram) -> Sequence[str]:
        """The names that the picture cannot show; an image has only the fonts of its machine."""
        return [*self._module.names_without_font(diagram)] if self.is_binary else []

    @property
    def _module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name}")


MOST_NODES = 10
"""So many nodes of a layer are shown at most, unless a user says otherwise."""
LEAST_SCALE, MOST_SCALE = 0.1, 20.0
THEMES = ("light", "dark", "auto")
COLOR_BY = ("weight", "contribution")
"""What the lines of a picture may show."""

FORMATS = (
    Format("text"),
    Format("svg", has_theme=True),
    Format("html", has_theme=True),
    Format("dot"),
    Format("mermaid"),
    Format("tikz"),
    Format("png", is_binary=True, has_theme=True, has_scale=True),
    Format("pdf", is_binary=True, has_theme=True),
)


def formats() -> tuple[str, ...]:
    """The names of the formats."""
    return tuple(each.name for each in FORMATS)


def themed() -> tuple[str, ...]:
    """The names of the formats with light and dark colours."""
    return tuple(each.name for each in FORMATS if each.has_theme)


def scaled() -> tuple[str, ...]:
    """The names of the formats that are made of dots."""
    return tuple(each.name for each in FORMATS if each.has_scale)


def named(name: str) -> Format:
    """The format of that name, which there is."""
    return next(each for each in FORMATS if each.name == name)
