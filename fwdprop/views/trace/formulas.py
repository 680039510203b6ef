"""The published formulas of activations, `z·min(max(0, z + 3), 6)/6`, as LaTeX."""

from __future__ import annotations

import re

from fwdprop.views.latex import escaped, greek, number

_KNOWN = ("cos", "exp", "ln", "max", "min", "sin", "tanh")
_SIGNS = {
    "·": r" \cdot ",
    "−": "-",
    "≈": r"\approx",
    "Σ": r"\sum",
    "²": "^{2}",
    "³": "^{3}",
    "ⱼ": "_{j}",
    "ₖ": "_{k}",
    ":": r"\colon",
    **{char: char for char in " =<>()[]|+-/,;."},
}
_part = re.compile(
    r"(?P<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?|\b(?:inf|nan)\b)"
    r"| ?\b(?P<word>if|else)\b ?"
    r"|(?P<function>[A-Za-z_]\w*)(?=\(| Σ)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|√\((?P<root>[^()]*)\)"
    r"|(?P<sign>.)",
    re.ASCII,
)


def formula(text: str) -> str:
    """The formula in LaTeX, for between two dollars."""
    parts = ""
    for match in _part.finditer(text):
        part = _written(match)
        # The end of a command's name and a letter would be another command.
        joint = " " if re.search(r"\\[A-Za-z]+$", parts) and part[0].isalpha() else ""
        parts += joint + part
    return re.sub(" +", " ", parts)


def _written(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[match.lastgroup or 0]
    match kind:
        case "number":
            return number(text)
        case "word":
            return rf"\text{{ {text} }}"
        case "function":
            return "\\" + text if text in _KNOWN else rf"\operatorname{{{escaped(text)}}}"
        case "name":
            return "z" if text == "z" else rf"\text{{{escaped(text)}}}"
        case "root":
            return rf"\sqrt{{{formula(text)}}}"
        case _:
            return _SIGNS.get(text) or greek(text) or rf"\text{{{escaped(text)}}}"
