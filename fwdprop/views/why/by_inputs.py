"""The difference by the inputs that change, alone and in pairs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fwdprop.analysis.why.inputs import MOST_CHANGED
from fwdprop.analysis.why.result import ByInputs, Why
from fwdprop.views.why.figures import column, ways
from fwdprop.views.why.parts import Listed, Part, Words, by_size, others

FIRST = "Each change starts from the first row; starting from the second, the parts may differ."


def parts(why: Why, words: Words) -> Iterator[Part]:
    """The list by inputs, and what is to be said about it."""
    found = why.inputs
    if found is None:
        if why.mixed is None:
            yield "By inputs it takes too many rows: the connections alone are shown."
        return
    yield _list(why, found, words)
    if not found.are_all:
        yield (
            f"Pairs of inputs are looked at where no more than {MOST_CHANGED} change: here"
            f" {len(found.changed):,} do, and all that they make together is the rest."
        )
    if len(found.changed) > 1:
        yield FIRST


def _list(why: Why, found: ByInputs, words: Words) -> Listed:
    x = why.computed.x
    before, after = (x[row][found.changed].tolist() for row in range(2))
    changes = ways(before, after, words.digits, words.arrow)
    lines: list[tuple[str, str, str]] = []
    amounts: list[float] = []
    chosen, left_out = _single(found, words.whole)
    for at in chosen:
        lines.append((words.node(why, 0, found.changed[at]), changes[at], "alone"))
        amounts.append(found.alone[at])
    if left_out:
        lines.append((others(len(left_out), "input"), "", "each alone"))
        amounts.append(found.alone[left_out].sum())
    for name, amount in _pairs(why, found, words):
        lines.append((name, "both", "beyond the two alone"))
        amounts.append(amount)
    if len(found.changed) > 2:
        what = "three or more together" if found.are_all else "two or more together"
        lines.append(("the rest", "", what))
        amounts.append(found.rest)
    texts = column([*amounts, _sum(amounts, why)], words.digits)
    filled = [(*line, text) for line, text in zip(lines, texts, strict=False)]
    total = ("together", "", "", texts[-1]) if len(lines) > 1 else None
    return Listed(("input", "change", "", "difference"), filled, total, 3, has_titles=False)


def _single(found: ByInputs, whole: bool) -> tuple[list[int], list[int]]:
    """The inputs that are shown, in their order where they are few, and the others."""
    chosen, left_out = by_size(found.alone, whole)
    return (chosen if left_out else sorted(chosen)), left_out


def _pairs(why: Why, found: ByInputs, words: Words) -> Iterator[tuple[str, float]]:
    """Each pair that is shown with what it makes, the largest first, and the others as one."""
    chosen, left_out = by_size(found.together, words.whole)
    for at in chosen:
        yield words.pair(why, found.pairs[at]), float(found.together[at])
    if left_out:
        yield others(len(left_out), "pair"), float(found.together[left_out].sum())


def _sum(amounts: list[float], why: Why) -> float:
    total = float(np.sum(amounts))
    return 0.0 if abs(total) <= why.rounding else total
