"""JSON rows at once that differ in nothing but their numbers.

What stands between the numbers is proven to be the same bytes in every row as in the first one, and
is then overwritten, so that the rows become lines of numbers with commas between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fwdprop.delimited.quick import numbers
from fwdprop.jsonrows.careful import row_of
from fwdprop.jsonrows.form import Form
from fwdprop.jsonrows.part import Part
from fwdprop.jsonrows.syntax import Unreadable
from fwdprop.network import Array
from fwdprop.numerals import LONGEST
from fwdprop.rows import Block

_ZERO, _MINUS, _POINT, _COLON, _COMMA, _LINE_END = b"0-.:,\n"


@dataclass(frozen=True)
class Template:
    """A row without its numbers: the text before each of them, the end of the row before included.

    `tail` is the end of a row without what stands between two rows; `inputs` says which of the
    numbers are the inputs; `anchors` are bytes of which each text has one or more.
    """

    texts: Sequence[bytes]
    tail: bytes
    between: bytes
    inputs: Sequence[int]
    anchors: Sequence[int]


def quickly(part: Part, form: Form) -> Block | None:
    """The block of rows, or None where it is not sure that each is as it should be."""
    template = None if form.kept or len(part.starts) < 2 else _template(part, form)
    if template is None:
        return None
    rows = part.data[int(part.starts[0]) : int(part.ends[-1])]
    if not rows.endswith(template.tail):
        return None
    data = template.tail + template.between + rows[: len(rows) - len(template.tail)]
    # Behind the text there is room to look at eight bytes from each place in it.
    text = bytearray(data + bytes(8))
    begins = _texts_begin(text, len(data), len(part.starts), template)
    if begins is None:
        return None
    starts, ends = begins[0] + begins[1], np.append(begins[0].ravel()[1:], len(data))
    if not _are_numbers(np.frombuffer(text, np.uint8), starts.ravel(), ends):
        return None
    _overwrite(text, begins[0], template)
    x = _values(text, len(data), len(template.texts))
    return None if x is None or len(x) != len(starts) else Block(x[:, template.inputs], [], part.took)


def _template(part: Part, form: Form) -> Template | None:
    """The first row as a template, or None where it is none."""
    raw = part.data[int(part.starts[0]) : int(part.ends[0])]
    between = part.data[int(part.ends[0]) : int(part.starts[1])]
    try:
        row = row_of(raw)
    except Unreadable:
        return None
    holes = [member for member in row.members if isinstance(member.value, bytes)]
    keys = [member.key for member in row.members]
    inputs = [[hole.key for hole in holes].index(key) for key in form.inputs if key in keys]
