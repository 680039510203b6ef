"""Quoted fields: where they begin and end, and what that means for the ends of rows.

A quote at the beginning of a field opens it; within, two quotes stand for one, and delimiters and
line ends are text. A quote elsewhere is a character like any other. Where there is text behind the
closing quote, the row ends with the line on which the field begins, and the next line is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from fwdprop.tables.encoding import marks

QUOTE = b'"'


@cache
def cutter(delimiter: bytes) -> Callable[[bytes], int]:
    """The function that finds where the last whole row of some bytes ends; 0 where none does."""
    mark = re.escape(delimiter)
    # It begins with a quote, so that the search for it runs at the speed of a search for a byte.
    opening = rb'"(?:(?<=[%s\n]")|(?<=\A"))' % mark
    closing = rb'(?:(")(?=[%s\n]|\r\n|\r?\Z)|("?))' % mark
    quoted = re.compile(opening + rb'(?:[^"]++|"")*+' + closing)

    def cut(data: bytes) -> int:
        if QUOTE not in data:
            return data.rfind(b"\n") + 1
        before = marks(data)
        if before:
            end = cut(data[before:])
            return end and before + end
        end = behind = 0
        while True:
            for field in quoted.finditer(data, behind):
                end = data.rfind(b"\n", behind, field.start()) + 1 or end
                if field[1] is None:
                    break
                behind = field.end()
            else:
                return data.rfind(b"\n", behind) + 1 or end
            behind = data.find(b"\n", field.start()) + 1
            if not field[2] or not behind:
                return end
            end = behind

    return cut


@cache
def ill_quoted(delimiter: bytes) -> Callable[[bytes], re.Match[bytes] | None]:
    """The function that finds a quoted field with something between its quote and its end.

    It may take a well quoted field for one; that costs time alone.
    """
    field = rb'"(?:(?<=[%s\n]")|(?<=\A"))(?:[^"]++|"")*+(?!"(?:[%s\r\n]|\Z))'
    opening = re.escape(delimiter)
    return re.compile(field % (opening, opening)).search
