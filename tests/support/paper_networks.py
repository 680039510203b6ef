"""Networks whose traces are hard to set on paper: long, wide, and with every sign of TeX's."""

from __future__ import annotations

import math
from typing import Any

from fwdprop import CATALOGUE

NAMES = [
    *(
        "a_b",
        "50% & #1",
        "$x^2$",
        "{y}",
        "}{",
        "\\z",
        "\\\\",
        "~t",
        "<a|b>",
        '"q"',
        "`k`",
        "%",
        "&",
    ),
    *("a--b---c", "''s,,", "[br](k)", "[2ex]", "*", "a  b   c", "^^M", "a\nb", "?`!`", "_" * 40),
    *("x" * 300, "very_long_name_" * 20, "word " * 60 + "e", "W" * 60, "M" * 19, "i" * 34),
    *("αΩά_βγ", "éłß", "end{align*}", "\\end{align*}", "\\end{document}"),
]


def numbers(rows: int, columns: int) -> list[list[float]]:
    """Weights of either sign, with up to three digits."""
    return [[(row * 7 + col * 13) % 19 / 8 - 1.1 for col in range(columns)] for row in range(rows)]


def of_activations(value: float) -> dict[str, Any]:
    """A layer for each activation, with each parameter at the value or, a bound, at its inverse."""
    ends = {"min": -1 / value, "max": 1 / value, "approximate": "tanh"}
    layers = []
    for depth, entry in enumerate(CATALOGUE.values()):
        given = {each.name: ends.get(each.name, value) for each in entry.parameters}
        small = {"weights": [-1 / 3, 1], "bias": -1e-30 / 3}
        nodes = {f"n{depth}a": [math.pi * 1e30, -0.3], f"n{depth}b": small}
        activation = {"name": entry.name, **given}
        layers.append({"name": f"layer_{depth}", "activation": activation, "nodes": nodes})
    return {"inputs": ["a", "b"], "layers": layers}


def of_names() -> dict[str, Any]:
    """Inputs and nodes of these names, some nodes with activations of their own."""
    rows = zip(NAMES, numbers(len(NAMES), len(NAMES)), strict=True)
    nodes = {name: {"weights": row, "activation": "gelu"} for name, row in rows}
    own = {"name": "L_1 %& " + "h" * 200, "activation": "relu", "nodes": nodes}
    last = {"name": "{%", "activation": "softmax", "weights": numbers(3, len(NAMES))}
    return {"name": "%\n\\", "inputs": NAMES, "layers": [own, last]}


SOFTMAXES = {
    "inputs": ["a"],
    "layers": [
        {"activation": "softmax", "weights": [[1234.5678901234567], [1e-5], [-1e8], [3]]},
        {"activation": "log_softmax", "weights": [[1, 2, 3, 4], [4, 3, 2, 1]]},
        {"activation": "softmin", "weights": [[1, 2e3], [4, 3], [7, 8], [9, 1], [-1e3, 5]]},
        {"activation": "softmax", "weights": [[1, 2, 3, 4, 5]]},
    ],
}
WIDE = {"inputs": 1000, "layers": [{"weights": numbers(2, 1000)}, {"weights": numbers(90, 2)}]}
