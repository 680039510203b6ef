"""The colours of pictures, each with the part that it plays, in light and in dark.

Positive and negative are told apart by people who see no red or no green: M. Okabe and K. Ito,
2008, Color Universal Design. A dash says the same without any colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Palette(NamedTuple):
    """A colour for each part of a picture, as CSS writes it."""

    paper: str
    ink: str
    muted: str
    positive: str
    negative: str
    zero: str
    bias: str
    input: str
    hidden: str
    output: str


LIGHT = Palette(
    paper="#ffffff",
    ink="#1b1f24",
    muted="#59636e",
    positive="#0067a5",
    negative="#b84a00",
    zero="#8c959f",
    bias="#7d3c98",
    input="#eaf3fb",
    hidden="#f6f8fa",
    output="#fdf3dc",
)
DARK = Palette(
    paper="#0d1117",
    ink="#e6edf3",
    muted="#9aa4af",
    positive="#58b1e8",
    negative="#f0883e",
    zero="#6e7781",
    bias="#cf9fe6",
    input="#10263a",
    hidden="#1c2128",
    output="#352a10",
)

LINES = ("positive", "negative", "zero", "bias")
"""The parts of a network's picture that are drawn as lines."""


def dark_rules(lines: Sequence[str] = LINES, outlined: str = "[data-node] circle") -> str:
    """The rules of a style sheet that put the dark colours in the place of the light ones.

    `lines` are the parts that are drawn as lines, too; what is `outlined` has a line of ink.
    """
    rules = [f".{part}{{fill:{color}}}" for part, color in DARK._asdict().items()]
    rules += [f"path.{part}{{fill:none;stroke:{getattr(DARK, part)}}}" for part in lines]
    rules.append(f"{outlined}{{stroke:{DARK.ink}}}")
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}"
