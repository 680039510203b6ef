"""The whole page: its template with everything put in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.drawings.picture.element import drawn
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.legend import without_numbers
from fwdprop.drawings.picture.marking import escaped
from fwdprop.drawings.picture.palette import DARK, LIGHT, Palette
from fwdprop.drawings.picture.parts import Layout
from fwdprop.system.report import visible

FOLDER = Path(__file__).parent
ARITHMETIC = (
    *("numbers", "activations", "forward", "names", "adding", "exponentials", "equation"),
    *("closeness", "orders", "slips", "yaml"),
)
"""The parts of the script that compute: they know no page."""
SCRIPTS = (
    *ARITHMETIC,
    *(
        "state",
        "picture",
        "pointing",
        "told",
        "changes",
        "fields",
        "controls",
        "steps",
        "practice",
        "start",
    ),
)
# The picture is no smaller and no larger on the page, in parts of its own size.
_SMALLEST, _LARGEST = 0.58, 1.8
# Where it is smaller than such a part, its letters are larger by so much.
_LETTERS = {0.85: 1.2, 0.72: 1.4}
_unread = re.compile(r"^ *(?://.*)?\n?| +// .*", re.MULTILINE)
_title = re.compile("<title>[^<]*</title></path>")
_MOST_TITLES = 2_000
_place = re.compile(r"\{\{(\w+)\}\}")


def document(diagram: Diagram, theme: str, data: str, origin: str | None) -> str:
    """The text of the page, with the network as `data`; `origin` says where its inputs are from."""
    layout = laid_out(diagram, is_live=True)
    style, script = style_sheet(theme, layout.width), _script()
    parts = {
        "title": _text(diagram.network.name),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "style": style,
        "script": script,
        "description": _paragraph(diagram.network.description),
        "origin": _paragraph(origin, "origin"),
        "picture": _picture(layout, theme),
        "strength": "value × weight" if diagram.by_product else "weight",
        "notes": "".join(map(_paragraph, _notes(layout))),
        "data": data,
    }
    template = (FOLDER / "page.html").read_text(encoding="utf-8")
    # All at once: what a name holds is not looked at again.
    return _place.sub(lambda match: parts[match[1]], template)


def style_sheet(theme: str, width: float) -> str:
    """The rules of the page, the colours of a theme in front, for a picture of that width."""
    rules = {
        "light": f":root{{color-scheme:light;{_colors(LIGHT)}}}",
        "dark": f":root{{color-scheme:dark;{_colors(DARK)}}}",
        "auto": f":root{{color-scheme:light dark;{_colors(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_colors(DARK)}}}}}",
    }
    least, most = round(_SMALLEST * width), round(_LARGEST * width)
    size = f".picture svg{{min-width:{least}px;max-width:{most}px}}"
    narrow = "\n".join(
        f"@container (max-width:{round(part * width)}px){{{_letters(larger)}}}"
        for part, larger in _LETTERS.items()
    )
    sheet = (FOLDER / "page.css").read_text(encoding="utf-8")
    return f"\n{rules[theme]}\n{size}\n{sheet}\n{narrow}\n"


def _letters(larger: float) -> str:
    """The rule that makes the letters of the picture larger."""
    return "".join((":root .picture{", "--larger:", str(larger), "}"))


def script_of(names: tuple[str, ...]) -> str:
    """The text of these parts of the script, without its comments, empty lines and indents."""
    texts = ((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in names)
    return "\n".join(_unread.sub("", text) for text in texts)


def _picture(layout: Layout, theme: str) -> str:
    """The picture, of very many lines without what each says: the script says it, too."""
    picture = drawn(layout, DARK if theme == "dark" else LIGHT, has_legend=False)
    return picture if len(layout.lines) <= _MOST_TITLES else _title.sub("</path>", picture)


def _script() -> str:
    return f'\n(() => {{\n"use strict";\n\n{script_of(SCRIPTS)}}})();\n'


def _colors(palette: Palette) -> str:
    return ";".join(f"--{part}:{color}" for part, color in palette._asdict().items())


def _notes(layout: Layout) -> Iterator[str]:
    return without_numbers(layout.diagram, layout.unlabelled)


def _hash(text: str) -> str:
    """What a Content-Security-Policy calls a script or a style sheet."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _text(text: str) -> str:
    return escaped(visible(text))


def _paragraph(text: str | None, name: str | None = None) -> str:
    """A paragraph, which scripts find by its name; nothing without a text."""
    if not text:
        return ""
    return f"<p{f' id={name}' if name else ''}>{_text(text)}</p>\n"
