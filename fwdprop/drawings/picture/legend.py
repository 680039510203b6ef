"""What the signs of a picture mean, and what is left out of it, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from fwdprop.drawings.picture.diagram import Bundle, Diagram
from fwdprop.drawings.picture.lettering import SMALL, fitted
from fwdprop.drawings.picture.measures import HEADING_WIDTH
from fwdprop.errors import count

_MOST_NOTES = 4
Sign = Literal["positive", "negative", "zero"]


LOOKS = {"positive": "solid", "negative": "dashed", "zero": "dotted", "bias": "italic"}
"""How each sign of a picture looks in any format, whatever its colours are."""


class Item(NamedTuple):
    """A sign of the picture, an edge of that sign or a `bias`, and what it means."""

    sign: Sign | Literal["bias"]
    text: str


def sign(number: float) -> Sign:
    """The sign that an edge of that weight, or product, is drawn with; nan has that of zero."""
    return "positive" if number > 0 else "negative" if number < 0 else "zero"


def items(diagram: Diagram) -> Iterator[Item]:
    """The signs that are in the picture."""
    what = "value × weight" if diagram.by_product else "weight"
    found = {sign(diagram.strength(edge)) for edge in diagram.edges}
    words: tuple[Sign, ...] = ("positive", "negative", "zero")
    for word in words:
        if word in found:
            yield Item(word, f"{word} {what}")
    if any(node.bias for column in diagram.columns for node in column.nodes):
        yield Item("bias", "bias, added to the sum")


def in_words(diagram: Diagram) -> str:
    """The same as a sentence: `solid: positive weight, dashed: negative weight`."""
    return ", ".join(f"{LOOKS[item.sign]}: {item.text}" for item in items(diagram))


def said(diagram: Diagram, unlabelled: Sequence[Bundle]) -> Iterator[str]:
    """All that there is to say, a sentence each, where there are only words for it."""
    return filter(None, (in_words(diagram), *notes(diagram, unlabelled)))


def notes(diagram: Diagram, unlabelled: Sequence[Bundle]) -> Iterator[str]:
    """What else there is to say, a sentence each."""
    if largest := _largest(diagram):
        what = "value × weight" if diagram.by_product else "weight"
        yield f"The thicker a line, the larger its {what}: the thickest is {largest}."
    yield from without_numbers(diagram, unlabelled)


def without_numbers(diagram: Diagram, unlabelled: Sequence[Bundle]) -> Iterator[str]:
    """Which connections have no numbers, a sentence each for some of them, and one for the rest."""
    few = len(unlabelled) if len(unlabelled) <= _MOST_NOTES else _MOST_NOTES - 1
    for bundle in unlabelled[:few]:
        ends = f"{_name(diagram, bundle.source)} → {_name(diagram, bundle.target)}"
        yield f"{ends}: {_without_numbers([bundle])}"
    if others := unlabelled[few:]:
        yield f"{len(others):,} more pairs of layers: {_without_numbers(others)}"


def _without_numbers(bundles: Sequence[Bundle]) -> str:
    connections = count(sum(len(bundle.edges) for bundle in bundles), "connection")
    return f"{connections}, drawn without numbers."


def _largest(diagram: Diagram) -> str | None:
    """The number of the thickest line, if there is one."""
    strengths = filter(math.isfinite, map(diagram.strength, diagram.edges))
    largest = max(strengths, key=abs, default=0.0)
    return diagram.text(largest) if largest else None


def _name(diagram: Diagram, depth: int) -> str:
    name = next(column.name for column in diagram.columns if column.depth == depth)
    return fitted(name, SMALL, HEADING_WIDTH)
