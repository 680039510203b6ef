"""JSON rows at once that differ in nothing but their numbers.

What stands between the numbers is proven to be the same bytes in every row as in the first one, and
is then overwritten, so that the rows become lines of numbers with commas between them.
"""

from __future__ import annotations

import numpy as np

from fwdprop.delimited.quick import numbers
from fwdprop.jsonrows.form import Form
from fwdprop.jsonrows.part import Part
from fwdprop.jsonrows.template import Template, template_of
from fwdprop.network import Array
from fwdprop.numerals import LONGEST
from fwdprop.rows import Block

# So much text at a time: what is made of it stays in the cache.
_STRIDE = 1 << 16
# Behind the text there is room to look at a whole word from each place in it.
_ROOM = bytes(8)

_ZERO, _NINE, _MINUS, _POINT, _E, _LINE_END = b"09-.e\n"
_SMALL = 0x20


def quickly(part: Part, form: Form) -> Block | None:
    """The block of rows, or None where it is not sure that each is as it should be."""
    template = None if form.kept or len(part.starts) < 2 else template_of(part, form)
    if template is None:
        return None
    few = max(_STRIDE * len(part.starts) // len(part.data), 1)
    texts = []
    for first in range(0, len(part.starts), few):
        rows = part.starts[first : first + few], part.ends[first : first + few]
        text = _as_lines(part.data[int(rows[0][0]) : int(rows[1][-1])], len(rows[0]), template)
        if text is None:
            return None
        texts.append(text)
    x = numbers(b"".join(texts), len(template.texts))
    if x is None or len(x) != len(part.starts):
        return None
    return Block(x[:, template.inputs], [], part.took)


def _as_lines(data: bytes, rows: int, template: Template) -> bytes | None:
    """The numbers of some rows, a line a row with commas between; None where they are not those."""
    if not data.endswith(template.tail):
        return None
    size = len(data) - len(template.tail) + template.before
    text = bytearray(template.texts[0][: template.before] + data + _ROOM)
    begin = _texts_begin(text, size, rows, template)
    if begin is None:
        return None
    starts = (begin + template.lengths).ravel()
    ends = np.append(begin.ravel()[1:], size)
    if begin[0, 0] or (starts >= ends).any() or (ends - starts).max() > LONGEST:
        return None
    if not _overwritten(text, begin, template):
        return None
    text[size] = _LINE_END
    view = np.frombuffer(text, np.uint8, size + 1)
    good = _begin_and_end_well(view, starts, ends) and _are_numbers(view)
    return bytes(view[1:]) if good else None


def _texts_begin(text: bytearray, size: int, rows: int, template: Template) -> Array | None:
    """Where the texts between the numbers begin (rows, texts), if they are those."""
    view = np.frombuffer(text, np.uint8, size)
    found = view == template.anchors[0]
    for anchor in template.anchors[1:]:
        found |= view == anchor
    places = np.flatnonzero(found)
    if len(places) != rows * template.anchors_in_row:
        return None
    first, offset = template.first_anchors
    return places.reshape(rows, -1)[:, first] - offset


def _overwritten(text: bytearray, begin: Array, template: Template) -> bool:
    """Whether each text is byte for byte what it is in the first row.

    If so, there is a comma or a line end in its place, and spaces behind that.
    """
    for tile in template.tiles:
        words = np.ndarray((len(text) - tile.width + 1,), f"u{tile.width}", text, strides=(1,))
        places = begin[:, tile.texts] + tile.offsets
        if (words[places] != tile.found).any():
            return False
        words[places] = tile.blank
    return True


def _begin_and_end_well(text: Array, starts: Array, ends: Array) -> bool:
    """Whether each number begins and ends as JSON wants it: no `+1`, `01`, `.5`, `5.`."""
    starts = starts + (text[starts] == _MINUS)
    first = text[starts]
    if not (_are_digits(first).all() and _are_digits(text[ends - 1]).all()):
        return False
    return not ((first == _ZERO) & _are_digits(text[starts + 1])).any()


def _are_numbers(text: Array) -> bool:
    """Whether the numbers in lines of them have no letter but e, and digits behind each point."""
    letters = np.count_nonzero(text > _NINE)
    if letters and letters != np.count_nonzero((text | _SMALL) == _E):
        return False
    return not ((text[:-1] == _POINT) & ~_are_digits(text[1:])).any()


def _are_digits(text: Array) -> Array:
    return text - _ZERO <= _NINE - _ZERO
