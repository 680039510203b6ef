"""Where the rows of a JSON array stand in its text: what its brackets outside of quotes say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fwdprop.arrays import Array
from fwdprop.tables.json.syntax import without_escapes

_QUOTE, _OPEN, _CLOSE = b'"{}'
# Square brackets are curly ones without this bit.
_CURLY = 0x20
# So much text is looked at together: more does not stay in the cache, and takes its tenfold.
_WINDOW = 1 << 16


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
    text = without_escapes(data[at:] if at else data)
    starts, ends = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    depth, quoted, array_end = 0, False, None
    for first in range(0, len(text), _WINDOW):
        part = np.frombuffer(text, np.uint8, min(_WINDOW, len(text) - first), first)
        inside = np.bitwise_xor.accumulate((part == _QUOTE).view(np.uint8)).view(bool) ^ quoted
        quoted = bool(inside[-1])
        curly = part | _CURLY
        places = np.flatnonzero(((curly == _OPEN) | (curly == _CLOSE)) & ~inside)
        opens = curly[places] == _OPEN
        depths = depth + np.cumsum(np.where(opens, 1, -1))
        outside = np.flatnonzero(depths < 0)[:1]
        places += at + first
        if len(outside):
            array_end = int(places[outside[0]])
            places, opens, depths = (found[: outside[0]] for found in (places, opens, depths))
        starts.append(places[opens & (depths == 1)])
        ends.append(places[~opens & (depths == 0)] + 1)
        if array_end is not None:
            break
        depth = int(depths[-1]) if len(depths) else depth
    begun, done = np.concatenate(starts), np.concatenate(ends)
    unfinished = int(begun[-1]) if len(begun) > len(done) else None
    return Found(begun[: len(done)], done, unfinished, array_end)
