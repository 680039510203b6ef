"""The first bytes of a source: which format or compression they are those of."""

from __future__ import annotations

from typing import Any

from fwdprop.tables.formats import FORMATS

GZIP, ZSTD = "gzip", "zstd"

_COMPRESSIONS = {b"\x1f\x8b": GZIP, b"\x28\xb5\x2f\xfd": ZSTD}
_MARKS = (*_COMPRESSIONS, *(mark for each in FORMATS for mark in each.marks))
# Taking less than there is may leave some of it in the hands of who decompresses.
_TAKEN = 1 << 18


def begun(stream: Any) -> tuple[bytes, Any]:
    """The first bytes of a stream, enough to know it by, and a stream with all of its bytes.

    Waits for more bytes only where those that came may begin a mark.
    """
    start = b""
    while any(len(start) < len(mark) and mark.startswith(start) for mark in _MARKS):
        part = stream.read1(_TAKEN)
        if not part:
            break
        start += part
    return start, _Whole(start, stream)


def compression(start: bytes) -> str | None:
    """How the bytes are compressed that begin so; None where they are not."""
    return next((found for mark, found in _COMPRESSIONS.items() if start.startswith(mark)), None)


def format_begun(start: bytes) -> str | None:
    """The format of no text that begins so; None where there is none."""
    return next((each.name for each in FORMATS if start.startswith(each.marks)), None)


def which_format(start: bytes, asked: str) -> str:
    """What helps where bytes begin so and are not of the format that they are read as."""
    found = format_begun(start)
    known = found is not None and found != asked
    return f"say so: --from {found}" if known else "--from says which format it has"


class _Whole:
    """A stream whose first bytes were taken, with these in front."""

    def __init__(self, start: bytes, stream: Any) -> None:
        self._start, self._stream = start, stream

    def read1(self, size: int = -1) -> bytes:
        """At most `size` bytes that are there at once, none at the end."""
        if self._start:
            most = len(self._start) if size < 0 else size
            part, self._start = self._start[:most], self._start[most:]
            return part
        more: bytes = self._stream.read1(size)
        return more
