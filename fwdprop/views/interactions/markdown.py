"""Interactions as Markdown: a heading and a table for each output, and the sentences."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.analysis.interactions.result import Interactions
from fwdprop.system.report import visible
from fwdprop.views.interactions import line
from fwdprop.views.interactions.table import DIGITS
from fwdprop.views.interactions.words import (
    TITLES,
    Words,
    about_pairs,
    constants,
    explanation,
    figures,
    heading,
    makers,
    node_name,
    order,
    share_of,
)
from fwdprop.views.markdown import escaped, table


def lines(
    found: Interactions, digits: int | None, target: str | None, by_node: bool
) -> Iterator[str]:
    """Markdown for each output; names are escaped."""
    words = Words(digits or DIGITS, visible)
    for output in range(len(found.outputs)):
        yield f"{chr(10) * (output > 0)}### {escaped(heading(found, output, words))}\n\n"
        if len(found.pairs):
            cells = (
                (words.pair(found, pair), *figures(found, output, pair, words))
                for pair in order(found, output)
            )
            yield table(("pair", *TITLES), cells, range(1, len(TITLES) + 1)) + "\n"
        if by_node and len(found.pairs):
            yield table(("pair", "made at", "share"), _nodes(found, output, words)) + "\n"
        said = [
            *(explanation(found, output, words) if output == 0 else ()),
            *(constants(found, words) if output == 0 else ()),
            *about_pairs(found, output, words),
            line.explains(found, output, words, target),
        ]
        yield "\n\n".join(map(escaped, said)) + "\n"
        formula = line.equation(found, output, words, target)
        if formula is not None:
            yield f"\n    {formula}\n"
        for remark in line.remarks(found, output, words, target):
            yield f"\n{escaped(remark)}\n"


def _nodes(found: Interactions, output: int, words: Words) -> Iterator[tuple[str, str, str]]:
    for pair in order(found, output):
        shares, nodes = makers(found, output, pair)
        for ref, share in zip(nodes, shares, strict=True):
            yield words.pair(found, pair), node_name(found, ref, words), share_of(share)
