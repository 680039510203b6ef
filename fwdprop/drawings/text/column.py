"""A layer in characters: what stands at each of its nodes, and how far that reaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from fwdprop.drawings.picture.diagram import Column, Diagram, Node
from fwdprop.drawings.picture.measures import about

MOST_NAME, LEAST_NAME = 24, 6


class Letters(NamedTuple):
    """How texts are written: what the terminal shows of a text, and some signs.

    These are for what is cut off a text, for a node without a value, for nodes that are left out.
    """

    legible: Callable[[str], str]
    cut: str
    node: str
    dots: str

    def fitted(self, text: str, most: int) -> str:
        """The text, or its beginning with the sign for a cut if it is wider than `most` cells."""
        text = self.legible(text)
        if cell_len(text) <= most:
            return text
        return set_cell_size(text, max(most - len(self.cut), 1)).rstrip() + self.cut


class Place(NamedTuple):
    """A text on a line, counted from that of its node: it starts at x, from the node's middle."""

    x: int
    line: int
    text: str


class Stand(NamedTuple):
    """A node's texts around its middle; its own sign goes from `left` to `right` of it."""

    places: tuple[Place, ...]
    left: int
    right: int


class TextColumn(NamedTuple):
    """A layer: its stands, and how many cells it reaches to the left and the right of its middle.

    `above` and `below` are the lines over and under each node. `more` says how many nodes are left
    out, where some are.
    """

    column: Column
    heading: tuple[Place, ...]
    more: Place | None
    stands: tuple[Stand, ...]
    left: int
    right: int
    above: int
    below: int


def text_column(diagram: Diagram, index: int, side: str, letters: Letters, most: int) -> TextColumn:
    """The layer of that index; its names stand at the `left` or the `right` side, or `below`."""
    column = diagram.columns[index]
    stands = tuple(_stand(diagram, node, side, letters, most) for node in column.nodes)
    heading = tuple(
        _centred(line, letters.fitted(text, most))
        for line, text in enumerate((column.name, about(column)))
    )
    more = Place(0, 0, f"{letters.dots} {column.more}") if column.left_out else None
    places = [
        *heading,
        *filter(None, [more]),
        *(place for stand in stands for place in stand.places),
    ]
    lines = [place.line for stand in stands for place in stand.places]
    return TextColumn(
        column,
        heading,
        more,
        stands,
        -min(place.x for place in places),
        max(place.x + cell_len(place.text) for place in places),
        -min(lines),
        max(lines),
    )


def _stand(diagram: Diagram, node: Node, side: str, letters: Letters, most: int) -> Stand:
    sign = letters.node if node.value is None else f"({diagram.text(node.value)})"
    middle = _centred(0, sign)
    left, right = middle.x, middle.x + len(sign)
    name = letters.fitted(node.name, most)
    own = [] if node.activation is None else [letters.fitted(node.activation, most)]
    places = [middle]
    if side == "left":
        places += [
            Place(left - 1 - cell_len(text), line, text) for line, text in enumerate([name, *own])
        ]
    elif side == "right":
        places += [Place(right + 1, line, text) for line, text in enumerate([name, *own])]
    else:
        places += [_centred(line, text) for line, text in enumerate([name, *own], 1)]
    if bias := diagram.bias(node):
        places.append(_centred(-1, letters.fitted(bias, most)))
    return Stand(tuple(places), left, right)


def _centred(line: int, text: str) -> Place:
    return Place(-(cell_len(text) // 2), line, text)
