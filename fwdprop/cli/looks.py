"""How pictures look: the options that all commands with pictures share, and what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.cli.formats import one_of
from fwdprop.cli.options import Option
from fwdprop.drawings import LEAST_SCALE, MOST_SCALE, THEMES
from fwdprop.errors import UsageError, listed
from fwdprop.numerals import parse_argument
from fwdprop.system.terminal import Terminal


def _scale(text: str) -> float:
    number = parse_argument(text)
    if number is None or not LEAST_SCALE <= number <= MOST_SCALE:
        raise UsageError(
            f"--scale is a number from {LEAST_SCALE:g} to {MOST_SCALE:g}, not {text}",
            "twice as fine: --scale 2",
        )
    return number


THEME = Option(
    "theme",
    ("--theme",),
    "light|dark|auto",
    "Colours; auto, as the reader's system has them, if not set.",
    completes=lambda: THEMES,
)
SCALE = Option(
    "scale",
    ("--scale",),
    "X",
    "Dots of a png for each pixel of the picture; 2 if not set.",
    parser=_scale,
)
USUAL_SCALE = 2.0


def prove_look(
    format: str,
    theme: str | None,
    scale: float | None,
    themed: Sequence[str],
    scaled: Sequence[str],
) -> None:
    """Raises UsageError for a theme or a scale that the format has no use for.

    `themed` and `scaled` are the formats that have one.
    """
    if theme is not None:
        one_of("--theme", theme, THEMES)
    asked = (("--theme", theme, themed), ("--scale", scale, scaled))
    for option, value, known in asked:
        if value is not None and format not in known:
            raise UsageError(f"{option} is for {listed(known)}, not for {format}", "leave it out")


def prove_no_terminal(terminal: Terminal, format: str, output: str | None) -> None:
    """Raises UsageError where a picture that is no text would go to a terminal."""
    if output in (None, "-") and terminal.is_person:
        raise UsageError(f"{format} is not for a terminal", "write it to a file: -o FILE")
