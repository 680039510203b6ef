"""Formulas and names in ASCII, for terminals that show nothing else."""

from __future__ import annotations

import unicodedata

from fwdprop.system.terminal import Terminal

_SPELLED = str.maketrans(
    {
        "−": "-",
        "·": "*",
        "≈": "~",
        "√": "sqrt",
        "Σ": "sum",
        "½": "(1/2)",
        "²": "^2",
        "³": "^3",
        "ⱼ": "_j",
        "ₖ": "_k",
        "α": "alpha",
        "λ": "lambda",
        "π": "pi",
        "Φ": "Phi",
    }
)


def readable(text: str, terminal: Terminal) -> str:
    """The text as the terminal can show it."""
    return terminal.symbol(text, plain(text))


def plain(text: str) -> str:
    """The text in ASCII: symbols spelled out, accents left away."""
    spelled = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    return spelled.encode("ascii", "ignore").decode()
