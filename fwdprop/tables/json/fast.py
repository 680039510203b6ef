"""JSON rows at once that differ in nothing but their numbers and their strings.

What stands between these is proven to be the same bytes in every row as in the first one, and is
then overwritten, with the strings, so that the rows become lines of numbers with commas between.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.numerals import LONGEST
from fwdprop.tables.delimited.fast import numbers
from fwdprop.tables.json import cells as kept
from fwdprop.tables.json.layout import Form
from fwdprop.tables.json.part import Part
from fwdprop.tables.json.syntax import without_escapes
from fwdprop.tables.json.template import Template, template_of
from fwdprop.tables.types import Block

# So much text at a time: with less, threads wait for each other; more does not stay in the cache.
_STRIDE = 1 << 19
# Behind the text there is room to look at a whole word from each place in it.
_ROOM = bytes(8)

_ZERO, _NINE, _MINUS, _POINT, _E, _LINE_END, _SPACE, _QUOTE = b'09-.e\n "'
_SMALL = 0x20
_no_escape = re.compile(rb'\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})').search


def quickly(part: Part, form: Form) -> Block | None:
    """The block of rows, or None where it is not sure that each is as it should be."""
    template = template_of(part, form) if len(part.starts) > 1 and _is_text(part.data) else None
    if template is None:
        return None
    few = max(_STRIDE * len(part.starts) // len(part.data), 1)
    lines, columns = [], [list[Any]() for _ in form.kept]
    for first in range(0, len(part.starts), few):
        starts, ends = part.starts[first : first + few], part.ends[first : first + few]
        rows = _Rows(part.data[int(starts[0]) : int(ends[-1])], len(starts), template)
        if not rows.cut_out():
            return None
        lines.append(rows.lines())
        for column, index in zip(columns, template.values.kept, strict=True):
            column += rows.column(index)
    x = numbers(b"".join(lines), len(template.values.numbers), dtype=form.wanted.dtype)
    if x is None or len(x) != len(part.starts):
        return None
    try:
        return Block(x[:, template.values.inputs], list(map(kept.column, columns)), part.took)
    except UnicodeEncodeError:  # half of a surrogate pair
        return None


def _is_text(data: bytes) -> bool:
    """Whether the bytes are UTF-8, and what is escaped in them is escaped as JSON wants it."""
    try:
        return (data.isascii() or bool(data.decode())) and (
            b"\\" not in data or _no_escape(data.replace(b"\\\\", b"--")) is None
        )
    except UnicodeDecodeError:
        return False


class _Rows:
    """Some rows as `text`, in which they become lines of numbers; `data` are their own bytes.

    The text begins with the end of a row before them, and goes on behind its `size`.
    """

    def __init__(self, data: bytes, rows: int, template: Template) -> None:
        self._data, self._rows, self._template = data, rows, template
        before = template.texts[0][: template.before]
        self._size = len(data) - len(template.tail) + template.before
        self._text = bytearray(before + without_escapes(data) + _ROOM)
        self._ends_well = self._text.endswith(template.tail + _ROOM)

    def cut_out(self) -> bool:
        """Leaves nothing in the text but the numbers, a line a row; False where it cannot.

        It can where the rows are as the template, and their values as they should be.
        """
        if not (self._ends_well and self._without_strings()):
            return False
        begin = self._texts_begin()
        if begin is None:
            return False
        self._starts = begin + self._template.lengths
        self._ends = np.append(begin.ravel()[1:], self._size).reshape(begin.shape)
        if begin[0, 0] or (self._starts > self._ends).any() or not self._overwritten(begin):
            return False
        self._text[self._size] = _LINE_END
        return self._has_good_numbers()

    def lines(self) -> bytes:
        """The numbers that were cut out, a line a row with commas between."""
        return bytes(memoryview(self._text)[1 : self._size + 1])

    def column(self, index: int) -> Sequence[str | bytes]:
        """A value of each row that was cut out: strings as text, numbers as their bytes."""
        before = self._template.before
        starts, ends = (each[:, index] - before for each in (self._starts, self._ends))
        cells = [
            self._data[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        if index in self._template.values.numbers:
            return cells
        return [json.loads(b'"%s"' % cell) if b"\\" in cell else cell.decode() for cell in cells]

    def _without_strings(self) -> bool:
        """Puts spaces in the place of the strings, if each quote is where it should be.

        That is proven by their number alone: no others than those of the texts are left over.
        """
        values = self._template.values
        if not values.strings:
            return True
        # The bytes of the rows behind those that belong to the row before.
        text = np.frombuffer(self._text, np.uint8)[self._template.before : -len(_ROOM)]
        found = text == _QUOTE
        if np.count_nonzero(found) != self._rows * values.quotes:
            return False
        places = np.flatnonzero(found)
        quotes = places.reshape(self._rows, -1)
        step = np.zeros(len(text), np.int8)
        for opening in values.opening:
            step[quotes[:, opening] + 1] += 1
            step[quotes[:, opening + 1]] -= 1
        inside = np.cumsum(step, dtype=np.int8).view(bool)
        if (text[inside] < _SPACE).any():
            return False
        text[inside] = _SPACE
        return True

    def _texts_begin(self) -> Array | None:
        """Where the texts between the values begin (rows, texts), if they are those."""
        view = np.frombuffer(self._text, np.uint8, self._size)
        found = view == self._template.anchors[0]
        for anchor in self._template.anchors[1:]:
            found |= view == anchor
        if np.count_nonzero(found) != self._rows * self._template.anchors_in_row:
            return None
        places = np.flatnonzero(found)
        first, offset = self._template.first_anchors
        return places.reshape(self._rows, -1)[:, first] - offset

    def _overwritten(self, begin: Array) -> bool:
        """Whether each text is byte for byte what it is in the first row.

        If so, there is a comma or a line end in its place, and spaces behind that.
        """
        text = self._text
        for tile in self._template.tiles:
            words = np.ndarray((len(text) - tile.width + 1,), f"u{tile.width}", text, strides=(1,))
            places = begin[:, tile.texts] + tile.offsets
            if (words[places] != tile.found).any():
                return False
            words[places] = tile.blank
        return True

    def _has_good_numbers(self) -> bool:
        """Whether each number is one of JSON's: no `+1`, `01`, `.5`, `5.`, and not too long."""
        text = np.frombuffer(self._text, np.uint8, self._size + 1)
        which = self._template.values.numbers
        starts, ends = self._starts[:, which], self._ends[:, which]
        lengths = ends - starts
        if (lengths < 1).any() or lengths.max() > LONGEST:
            return False
        starts = starts + (text[starts] == _MINUS)
        first = text[starts]
        if not (_are_digits(first).all() and _are_digits(text[ends - 1]).all()):
            return False
        if ((first == _ZERO) & _are_digits(text[starts + 1])).any():
            return False
        letters = np.count_nonzero(text > _NINE)
        if letters and letters != np.count_nonzero((text | _SMALL) == _E):
            return False
        return not ((text[:-1] == _POINT) & ~_are_digits(text[1:])).any()


def _are_digits(text: Array) -> Array:
    return text - _ZERO <= _NINE - _ZERO
