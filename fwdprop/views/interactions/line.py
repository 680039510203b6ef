"""What a linear regression says beside the interactions, in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fwdprop.analysis.interactions.result import Interactions, Regression
from fwdprop.errors import count, listed
from fwdprop.views.interactions.words import Words, percent
from fwdprop.views.trace.equation import Equation

TERMS_SHOWN = 8
# A product that gains less says nothing to anyone.
_LEAST_GAIN = 5e-6


def explains(found: Interactions, output: int, words: Words, target: str | None) -> str:
    """How much of the variation a straight line for each input explains, or why there is none."""
    line = found.regressions[output]
    of = "these answers" if target is None else f"column {words.legible(target)}"
    n = len(found.rows.x)
    if line.explained is None:
        values = found.rows.target if target is not None else None
        alike = values is not None and np.ptp(values) == 0
        varied = len(found.network.inputs) - len(line.constant)
        if alike or n > varied + 1:
            have = "These answers have" if target is None else f"C{of[1:]} has"
            return f"{have} no variation to explain."
        inputs = count(varied, "input")
        return f"A linear regression of {inputs} needs {varied + 2:,} rows, and there are {n:,}."
    network = ""
    if line.of_network is not None:
        share = "nothing" if line.of_network <= 0 else percent(line.of_network, 1)
        network = f"; the network explains {share}"
    return (
        "A linear regression, a straight line for each input, explains"
        f" {percent(line.explained, 1)} of the variation of {of}{network}:"
    )


def equation(found: Interactions, output: int, words: Words, target: str | None) -> Equation | None:
    """The regression's line: `transactions ≈ 12.59 + 0.1051·age`; None where it means nothing.

    Of many terms those are shown that count most in these rows.
    """
    line = found.regressions[output]
    if line.explained is None:
        return None
    terms = [index for index in range(len(line.slopes)) if index not in line.constant]
    with np.errstate(over="ignore", invalid="ignore"):
        weights = np.abs(line.slopes) * found.rows.x.std(axis=0)
    shown = sorted(sorted(terms, key=lambda index: -weights[index])[:TERMS_SHOWN])
    parts = [words.number(line.intercept, 1)]
    for index in shown:
        name = words.legible(found.network.inputs[index])
        parts.append(f"{words.number(line.slopes[index], 1)}{words.dot}{name}")
    if len(terms) > len(shown):
        parts.append(f"{len(terms) - len(shown)} more terms")
    name = words.legible(found.name_of(output) if target is None else target)
    return Equation((name, " + ".join(parts).replace("+ -", "- ")), (words.about,))


def remarks(found: Interactions, output: int, words: Words, target: str | None) -> Iterator[str]:
    """Where the regression is off most, what is tied, and what one product adds."""
    line = found.regressions[output]
    if line.explained is None:
        return
    if line.tied:
        names = listed([words.legible(found.network.inputs[index]) for index in line.tied])
        yield (
            f"Its slopes are one choice among many: in these rows {names} follow from each other."
        )
    if line.explained < 1 - 1e-12:
        who = "network" if target is None else "file"
        yield (
            f"It is off most in row {found.rows.numbers[line.off_most]:,}:"
            f" {words.number(line.predicted)} where the {who} says {words.number(line.answer)}."
        )
        yield from _product(found, output, words)
    if target is None and len(found.pairs) and not np.nan_to_num(found.interaction[output]).any():
        yield _parallel(line)


def _product(found: Interactions, output: int, words: Words) -> Iterator[str]:
    """The product that adds most, of those of inputs that interact."""
    line = found.regressions[output]
    gains = np.where(found.interaction[output] > 0, np.nan_to_num(line.gains), 0)
    best = int(gains.argmax()) if len(gains) else -1
    if best >= 0 and gains[best] > _LEAST_GAIN:
        assert line.explained is not None
        product = words.pair(found, best, words.dot)
        share = percent(line.explained + line.gains[best], 2)
        yield f"With one more term, the product {product}, it explains {share}."


def _parallel(line: Regression) -> str:
    """What it means that nothing interacts."""
    assert line.explained is not None
    if line.explained >= 1 - 1e-12:
        return "It misses nothing: the network is a linear regression in these rows."
    return (
        "What it misses is that single inputs bend: the lines are bent, and parallel all the same."
    )
