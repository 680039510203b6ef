"""Cells of `true` and `false`, as 1 and 0 are read in their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def with_numbers_for_truths(data: bytes, delimiter: bytes) -> bytes:
    """Lines without quotes with 1 and 0 for each cell that is `true` or `false`, in any case."""
    if delimiter.isalnum():
        return data  # it may be one of the letters, or of the digits
    return _cells(delimiter)(lambda cell: b"1" if len(cell[0]) == len("true") else b"0", data)


@cache
def _cells(delimiter: bytes) -> Callable[[Callable[[re.Match[bytes]], bytes], bytes], bytes]:
    mark = re.escape(delimiter)
    pattern = rb"(?<![^%s\n])(?:true|false)(?![^%s\r\n])" % (mark, mark)
    return re.compile(pattern, re.IGNORECASE).sub
