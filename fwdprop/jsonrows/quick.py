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

_ZERO, _NINE, _MINUS, _POINT, _E = b"09-.e"
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
    if begin is None or not _are_texts(text, begin, template):
        return None
    starts, ends = _holes(begin, template, size)
    if not _begin_and_end_as_numbers(np.frombuffer(text, np.uint8), starts, ends):
        return None
    _overwrite(text, begin, template)
    del text[size:]
    return bytes(text[1:] + b"\n") if _are_numbers(text) else None


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
    begin = places.reshape(rows, -1)[:, first] - offset
    starts, ends = _holes(begin, template, size)
    return begin if begin[0, 0] == 0 and (starts < ends).all() else None


def _holes(begin: Array, template: Template, size: int) -> tuple[Array, Array]:
    """Where the numbers between the texts begin, and where they end."""
    starts = (begin + [len(text) for text in template.texts]).ravel()
    return starts, np.append(begin.ravel()[1:], size)


def _are_texts(text: bytearray, begin: Array, template: Template) -> bool:
    """Whether each text is byte for byte what it is in the first row."""
    for tile in template.tiles:
        places = begin[:, tile.texts] + tile.offsets
        if (_words(text, tile.width)[places] != tile.found).any():
            return False
    return True


def _overwrite(text: bytearray, begin: Array, template: Template) -> None:
    """Puts a comma or a line end in the place of each text, and spaces behind it."""
    for tile in template.tiles:
        _words(text, tile.width)[begin[:, tile.texts] + tile.offsets] = tile.blank


def _words(data: bytearray, width: int) -> Array:
    """The words of so many bytes that begin at each byte of the data, in place."""
    return np.ndarray((len(data) - width + 1,), f"u{width}", data, strides=(1,))


def _begin_and_end_as_numbers(data: Array, starts: Array, ends: Array) -> bool:
    """Whether each number begins and ends as JSON wants it: no `+1`, `01`, `.5`, `5.`."""
    if (ends - starts).max() > LONGEST:
        return False
    starts = starts + (data[starts] == _MINUS)
    first = data[starts]
    leading_zero = (first == _ZERO) & _are_digits(data[starts + 1])
    return bool(
        _are_digits(first).all() and not leading_zero.any() and _are_digits(data[ends - 1]).all()
    )


def _are_numbers(text: bytearray) -> bool:
    """Whether the numbers in lines of them have no letter but e, and digits behind each point."""
    view = np.frombuffer(text, np.uint8)
    letters = np.count_nonzero(view > _NINE)
    if letters and letters != np.count_nonzero((view | _SMALL) == _E):
        return False
    return not ((view[:-1] == _POINT) & ~_are_digits(view[1:])).any()


def _are_digits(text: Array) -> Array:
    return text - _ZERO <= _NINE - _ZERO
