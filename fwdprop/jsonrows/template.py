"""A JSON row without its numbers: what other rows have to be to differ in nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fwdprop.jsonrows.careful import row_of
from fwdprop.jsonrows.form import Form
from fwdprop.jsonrows.part import Part
from fwdprop.jsonrows.syntax import Member, Row
from fwdprop.network import Array
from fwdprop.piecemeal import UnreadableError


@dataclass(frozen=True)
class Tile:
    """Words of `width` bytes out of the texts of a row.

    Which `texts` (words,) they are in and at which `offsets` (words,), what is `found` there
    (words,), and the `blank` (words,) that is a comma or a line end and spaces.
    """

    width: int
    texts: Array
    offsets: Array
    found: Array
    blank: Array


@dataclass(frozen=True)
class Template:
    """The texts of a row, each before one of its numbers, and the `tail` behind the last number.

    The first text begins with the end of the row before: its tail and what stands between rows,
    `before` bytes in all. `inputs` says which numbers the inputs are; each text has one or more of
    the bytes `anchors`.
    """

    texts: Sequence[bytes]
    before: int
    tail: bytes
    inputs: Sequence[int]
    anchors: bytes

    @cached_property
    def lengths(self) -> Array:
        """The length of each text."""
        return np.array([len(text) for text in self.texts])

    @cached_property
    def anchors_in_row(self) -> int:
        """How many anchors the texts have."""
        return sum(map(self._anchors_in, self.texts))

    @cached_property
    def first_anchors(self) -> tuple[Array, Array]:
        """The number of each text's first anchor among all of them, and its place in the text."""
        counts = [self._anchors_in(text) for text in self.texts]
        places = [
            min(text.find(anchor) for anchor in self.anchors if anchor in text)
            for text in self.texts
        ]
        return np.cumsum([0, *counts[:-1]]), np.array(places)

    @cached_property
    def tiles(self) -> Sequence[Tile]:
        """All bytes of the texts, in words of eight bytes and of the few that are left."""
        spans: dict[int, list[tuple[int, int]]] = {8: [], 4: [], 2: [], 1: []}
        for index, text in enumerate(self.texts):
            at = 0
            for width, found in spans.items():
                while len(text) - at >= width:
                    found.append((index, at))
                    at += width
        return [self._tile(width, found) for width, found in spans.items() if found]

    def _tile(self, width: int, spans: Sequence[tuple[int, int]]) -> Tile:
        texts, offsets = np.array(spans).T
        found = b"".join(self.texts[index][at : at + width] for index, at in spans)
        blank = b"".join(
            b" " * width if at else (b"," if index else b"\n").ljust(width) for index, at in spans
        )
        kind = f"u{width}"
        return Tile(width, texts, offsets, np.frombuffer(found, kind), np.frombuffer(blank, kind))

    def _anchors_in(self, text: bytes) -> int:
        return sum(map(text.count, self.anchors))


def template_of(part: Part, form: Form) -> Template | None:
    """The first row as a template, or None where it is none."""
    raw = part.data[int(part.starts[0]) : int(part.ends[0])]
    between = part.data[int(part.ends[0]) : int(part.starts[1])]
    try:
        row = row_of(raw)
    except UnreadableError:
        return None
    numbers = [member for member in row.members if isinstance(member.value, bytes)]
    inputs = _inputs(row, numbers, form)
    if inputs is None:
        return None
    *texts, tail = _around(raw, numbers)
    texts[0] = tail + between + texts[0]
    anchors = b":" if form.count is None else b",\n"
    template = Template(texts, len(tail) + len(between), tail, inputs, anchors)
    return template if all(map(template._anchors_in, texts)) else None


def _inputs(row: Row, numbers: Sequence[Member], form: Form) -> list[int] | None:
    """Which of the numbers the inputs are, or None where not all are or the row is another kind."""
    if (row.kind, len(row.members)) != (
        ("an object", len(row.members)) if form.count is None else ("an array", form.count)
    ):
        return None
    times = Counter(member.key for member in row.members)
    index = {member.key: index for index, member in enumerate(numbers)}
    if any(times[key] != 1 or key not in index for key in form.inputs):
        return None
    return [index[key] for key in form.inputs]


def _around(raw: bytes, numbers: Sequence[Member]) -> list[bytes]:
    """What stands before each of the numbers, and behind the last."""
    text = raw.decode()
    ends = [0, *(number.end for number in numbers)]
    starts = [*(number.start for number in numbers), len(text)]
    return [text[end:start].encode() for end, start in zip(ends, starts, strict=True)]
