"""Verdicts as data: a row for each value that is expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from fwdprop.analysis.examples import ComparedValue
from fwdprop.analysis.slips import Explanation
from fwdprop.analysis.verdicts import Verdict
from fwdprop.network.network import Network
from fwdprop.tables.types import Cell

HEADER = (
    *("file", "example", "held", "layer", "node"),
    *("expected", "found", "difference", "tolerance", "digits"),
    *("remark", "explanation", "untried"),
)


def rows(verdict: Verdict) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER, `example` counted from 1.

    An example without an expected value has a row with nothing behind its number, but the node that
    it would be about, where that is known. A file without examples has one with its name alone.

    `digits` are the significant ones that decide, where any do; `remark` stands where a value holds
    as a number that was cut off. Slips that explain an example stand in the row of each value that
    is off, with semicolons between them, and so do the kinds of slips that were not all tried.
    """
    if verdict.total == 0:
        yield (verdict.file, *[None] * 12)
    why = {outcome.number: _why(explanation) for outcome, explanation in verdict.missed}
    for number, values in zip(verdict.numbers, verdict.values, strict=True):
        if not values:
            yield (verdict.file, number, None, *_left_out(verdict, number), *[None] * 8)
        for value in values:
            ways = (None, None) if value.held else why[number]
            yield (verdict.file, number, value.held, *_compared(verdict, value), *ways)


def _left_out(verdict: Verdict, number: int) -> tuple[Cell, Cell]:
    ref = verdict.left_out.get(number)
    return (None, None) if ref is None else _named(verdict.network, ref)


def _named(network: Network, ref: tuple[int, int]) -> tuple[Cell, Cell]:
    depth, node = ref
    return network.name_of(depth), network.nodes_of(depth)[node]


def _compared(verdict: Verdict, value: ComparedValue) -> Sequence[Cell]:
    network, expected = verdict.network, value.expected
    where = _named(network, (expected.layer, expected.node))
    # As it stands in the pass: a float32 number has fewer digits than its float64.
    found: Any = value.found if network.dtype == "float64" else np.float32(value.found)
    numbers = expected.value, found, value.difference, value.tolerance, value.digits or None
    return *where, *numbers, value.remark


def _why(explanation: Explanation) -> tuple[Cell, Cell]:
    return "; ".join(explanation.slips) or None, "; ".join(explanation.untried) or None
