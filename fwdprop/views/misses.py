"""Verdicts as data: a row for each example that holds, and for each value that is off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.rowtypes import Cell
from fwdprop.verdicts import Missed, Verdict

HEADER = (
    *("file", "example", "held", "layer", "node"),
    *("expected", "found", "difference", "tolerance", "explanation", "untried"),
)


def rows(verdict: Verdict) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER, `example` counted from 1; one that holds has nothing behind `held`.

    A file without examples has a row with its name alone.

    Slips that explain an example stand in each of its rows, with semicolons between them, and so do
    the kinds of slips that were not all tried.
    """
    if verdict.total == 0:
        yield (verdict.file, *[None] * 10)
    missed = {each.number: each for each in verdict.missed}
    for number in verdict.numbers:
        if number in missed:
            yield from _misses(verdict.file, missed[number])
        else:
            yield (verdict.file, number, True, *[None] * 8)


def _misses(file: str, missed: Missed) -> Iterator[Sequence[Cell]]:
    computed = missed.outcome.computed
    why = "; ".join(missed.explanation.slips) or None
    untried = "; ".join(missed.explanation.untried) or None
    for miss in missed.outcome.misses:
        place, node = miss.expected.layer, miss.expected.node
        where = (computed.network.name_of(place), computed.network.nodes_of(place)[node])
        # As it stands in the pass: a float32 number has fewer digits than its float64.
        found = computed.values(place)[0, node]
        numbers = (miss.expected.value, found, miss.difference, miss.tolerance)
        yield (file, missed.number, False, *where, *numbers, why, untried)
