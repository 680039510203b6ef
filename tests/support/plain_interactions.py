"""Interactions by their definitions, with a loop for each sum: slow, and easy to check."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from fwdprop import Network
from fwdprop.arrays import Array


class Plain(NamedTuple):
    """The figures of a pair of inputs at one output."""

    interaction: float
    largest: float
    strength: float
    h: float
    seen: float
    interaction_seen: float
    gain: float


def mixed(network: Network, x: Array, columns: list[int], output: int) -> Array:
    """G[i, r]: the output for row i with these columns of row r."""
    answers = np.empty((len(x), len(x)))
    for r in range(len(x)):
        rows = x.copy()
        for column in columns:
            rows[:, column] = x[r, column]
        answers[:, r] = network.forward(rows)[:, output]
    return answers


def cell(column: Array, value: float) -> int:
    """Which of the values it is where there are five or fewer, else which of five quantiles."""
    values = sorted(set(column.tolist()))
    if len(values) <= 5:
        return values.index(value)
    return sum(value >= np.quantile(column, part) for part in (0.2, 0.4, 0.6, 0.8))


def r_squared(columns: list[Array], y: Array) -> float:
    design = np.column_stack([np.ones(len(y)), *columns])
    fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return 1 - float(((y - fitted) ** 2).sum() / ((y - y.mean()) ** 2).sum())


def plain(network: Network, x: Array, one: int, other: int, output: int) -> Plain:
    f = network.forward(x)[:, output]
    of_one, of_other = (mixed(network, x, [column], output) for column in (one, other))
    of_both = mixed(network, x, [one, other], output)
    d = f[:, None] - of_one - of_other + of_both
    n = len(x)
    cells = [(cell(x[:, one], row[one]), cell(x[:, other], row[other])) for row in x]
    seen = [
        d[i, r] ** 2
        for i in range(n)
        for r in range(n)
        if (cells[r][0], cells[i][1]) in cells and (cells[i][0], cells[r][1]) in cells
    ]
    joint = of_both.mean(axis=0)
    y = network.forward(x)[:, output]
    lines = [x[:, column] for column in range(x.shape[1])]
    product = (x[:, one] - x[:, one].mean()) * (x[:, other] - x[:, other].mean())
    return Plain(
        math.sqrt((d**2).mean()),
        float(np.abs(d).max()),
        math.sqrt(d.mean(axis=0).var()),
        math.sqrt(d.mean(axis=0).var() / joint.var()),
        len(seen) / n**2,
        math.sqrt(sum(seen) / len(seen)),
        r_squared([*lines, product], y) - r_squared(lines, y),
    )
