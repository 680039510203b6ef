"""Where the rows of a JSON array stand in its text: what its brackets outside of quotes say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fwdprop.network import Array
from fwdprop.reading.jsonrows.syntax import without_escapes

_QUOTE, _OPEN, _CLOSE = b'"{}'
# Square brackets are curly ones without this bit.
_CURLY = 0x20


@dataclass(frozen=True)
class Found:
    """The rows that end in some text: where each begins (rows,), and where it ends (rows,).

    `unfinished` is where a row begins that does not end in the text, and `array_end` where the
    bracket stands that closes the array; None where there is none.
    """

    starts: Array
    ends: Array
    unfinished: int | None
    array_end: int | None


def rows_in(data: bytes, at: int) -> Found:
    """The rows of the array in its text from a place between two rows on."""
    text = np.frombuffer(without_escapes(data[at:]), np.uint8)
    quoted = np.bitwise_xor.accumulate((text == _QUOTE).view(np.uint8)).view(bool)
    curly = text | _CURLY
    places = np.flatnonzero(((curly == _OPEN) | (curly == _CLOSE)) & ~quoted)
    opens = curly[places] == _OPEN
    depth = np.cumsum(np.where(opens, 1, -1))
    places += at
    outside = np.flatnonzero(depth < 0)[:1]
    array_end = int(places[outside[0]]) if len(outside) else None
    if len(outside):
        places, opens, depth = (found[: outside[0]] for found in (places, opens, depth))
    starts = places[opens & (depth == 1)]
    ends = places[~opens & (depth == 0)] + 1
    unfinished = int(starts[-1]) if len(starts) > len(ends) else None
    return Found(starts[: len(ends)], ends, unfinished, array_end)
