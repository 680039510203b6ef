"""A JSON row without its values: what other rows have to be to differ in nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fwdprop.arrays import Array
from fwdprop.tables.fallback import UnreadableError
from fwdprop.tables.json.exact import row_of
from fwdprop.tables.json.layout import Form
from fwdprop.tables.json.part import Part
from fwdprop.tables.json.syntax import Member, Row, without_escapes

# Of wider rows few are read together, and each value's place would be remembered.
_WIDEST = 1 << 20


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
class Values:
    """The values of a row that may differ in others: numbers, and the insides of strings.

    `numbers` and `strings` say which are which, and `opening` which of the row's `quotes` stands
    before each string. `inputs` says which of the numbers the inputs are, `kept` which of the
    values the kept columns.
    """

    numbers: Sequence[int]
    strings: Sequence[int]
    opening: Sequence[int]
    quotes: int
    inputs: Sequence[int]
    kept: Sequence[int]


@dataclass(frozen=True)
class Template:
    """The texts of a row, each before one of its values, and the `tail` behind the last value.

    The first text begins with the end of the row before: its tail and what stands between rows,
    `before` bytes in all. Each text has one or more of the bytes `anchors`.
    """

    texts: Sequence[bytes]
    before: int
    tail: bytes
    values: Values
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
        # A line end comes before each row, and a comma before each number but the first.
        marks = {0: b"\n"} | dict.fromkeys(self.values.numbers[1:], b",")
        blank = b"".join((b"" if at else marks.get(index, b"")).ljust(width) for index, at in spans)
        kind = f"u{width}"
        return Tile(width, texts, offsets, np.frombuffer(found, kind), np.frombuffer(blank, kind))

    def _anchors_in(self, text: bytes) -> int:
        return sum(map(text.count, self.anchors))


def template_of(part: Part, form: Form) -> Template | None:
    """The first row as a template, or None where it is none."""
    raw = part.data[int(part.starts[0]) : int(part.ends[0])]
    if len(raw) > _WIDEST:
        return None
    between = part.data[int(part.ends[0]) : int(part.starts[1])]
    try:
        row = row_of(raw)
    except UnreadableError:
        return None
    members = [member for member in row.members if isinstance(member.value, (bytes, str))]
    values = _values(raw, row, members, form)
    if values is None:
        return None
    *texts, tail = _around(raw, members)
    texts[0] = tail + between + texts[0]
    anchors = b":" if form.count is None else b",\n"
    template = Template(texts, len(tail) + len(between), tail, values, anchors)
    return template if all(map(template._anchors_in, texts)) else None


def _values(raw: bytes, row: Row, members: Sequence[Member], form: Form) -> Values | None:
    """What the values are, or None where inputs are no numbers, or the row is of another kind."""
    if row.kind != ("an object" if form.count is None else "an array"):
        return None
    if form.count is not None and len(row.members) != form.count:
        return None
    numbers, strings = (
        [index for index, member in enumerate(members) if isinstance(member.value, kind)]
        for kind in (bytes, str)
    )
    where = {member.key: index for index, member in enumerate(members)}
    times = Counter(member.key for member in row.members)
    if any(times[key] != 1 or key not in where for key in (*form.inputs, *form.kept)):
        return None
    if form.unkept(times):
        return None
    inputs = [where[key] for key in form.inputs]
    if not {*inputs} <= {*numbers}:
        return None
    text = without_escapes(raw).decode(errors="surrogateescape")
    opening = [text.count('"', 0, members[index].start) for index in strings]
    return Values(
        numbers,
        strings,
        opening,
        text.count('"'),
        [numbers.index(index) for index in inputs],
        [where[key] for key in form.kept],
    )


def _around(raw: bytes, members: Sequence[Member]) -> list[bytes]:
    """What stands before each of the values, and behind the last; quotes are no part of these."""
    text = raw.decode()
    inside = [isinstance(member.value, str) for member in members]
    starts = [member.start + quoted for member, quoted in zip(members, inside, strict=True)]
    ends = [member.end - quoted for member, quoted in zip(members, inside, strict=True)]
    pairs = zip([0, *ends], [*starts, len(text)], strict=True)
    return [text[end:start].encode() for end, start in pairs]
