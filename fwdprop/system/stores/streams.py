"""Bytes on their way from and to a store that is far away."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fwdprop.errors import InputError, OutputError
from fwdprop.system.stores.words import refusals
from fwdprop.system.threads import answered

BLOCK = 1 << 23
"""So many bytes are asked for together: each question takes a store some hundredths of a second."""
# So many at first, as more may not be wanted; then four times as many, until it is a block.
_FIRST = 1 << 18


class Fetched(io.BufferedIOBase):
    """The bytes of a file in a store, that can be read anywhere: `size` is None if not known.

    `read_at(offset, size)` gives bytes, fewer only at the end. Reading one part after the other
    asks for more than is wanted now; a part somewhere else is asked for alone.
    """

    def __init__(
        self,
        place: str,
        size: int | None,
        read_at: Callable[[int, int], bytes],
        close: Callable[[], object],
    ) -> None:
        self._place, self.size = place, size
        self._read_at, self._close = read_at, close
        self._block, self._start, self._position = b"", 0, 0
        self._ahead = _FIRST

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read anywhere; where its size is not known, it cannot."""
        return self.size is not None

    def tell(self) -> int:
        """The position of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a position, which is what it returns."""
        if self.size is None:
            raise io.UnsupportedOperation("seek")
        before = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(before + offset, 0)
        return self._position

    def peek(self, size: int = 0) -> bytes:
        """Some of the next bytes, none at the end."""
        return bytes(self._ready(1))

    def read1(self, size: int = -1) -> bytes:
        """At most `size` bytes, of those that are here if there are any."""
        part = bytes(self._ready(1)[: size if size >= 0 else None])
        self._position += len(part)
        return part

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer at the end; all for -1."""
        parts: list[bytes] = []
        missing = -1 if size is None else size
        while missing:
            part = bytes(self._ready(max(missing, 1))[: missing if missing > 0 else None])
            if not part:
                break
            parts.append(part)
            self._position += len(part)
            missing -= len(part) if missing > 0 else 0
        return b"".join(parts)

    def part(self, offset: int, size: int) -> bytes:
        """The bytes at an offset, whatever the position is; any thread may ask for some."""
        with refusals("read", self._place, InputError):
            return answered(lambda: self._read_at(offset, size))

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer as far as there are bytes; how many there were."""
        data = self.read(len(memoryview(buffer).cast("B")))
        memoryview(buffer).cast("B")[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Lets go of the file."""
        if not self.closed:
            self._block = b""
            with suppress(Exception):  # all that is wanted of it has been read
                self._close()
            super().close()

    def _ready(self, wanted: int) -> memoryview:
        """The bytes from the position on that are here; some are fetched where there are none."""
        end = self._start + len(self._block)
        if not self._start <= self._position < end:
            if self.closed:
                raise ValueError("read of closed file")
            size = wanted
            if self._position == end:
                size = max(wanted, self._ahead)
                self._ahead = min(4 * self._ahead, BLOCK)
            if self.size is not None:
                size = min(size, self.size - self._position)
            self._block, self._start = b"", self._position
            if size > 0:
                self._block = self.part(self._position, size)
        return memoryview(self._block)[self._position - self._start :]


class Sent(io.BufferedIOBase):
    """Bytes on their way into a file of a store; `file` has `write` and `close`."""

    def __init__(self, place: str, file: Any) -> None:
        self._place, self._file = place, file
        self._position = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self._position

    def write(self, data: Any) -> int:
        """Writes the bytes; how many they were. OutputError where the store refuses them."""
        view = memoryview(data).cast("B")
        with refusals("write", self._place, OutputError):
            answered(lambda: self._file.write(view))
        self._position += len(view)
        return len(view)

    def complete(self) -> None:
        """Ends the file, which has all bytes from then on."""
        with refusals("write", self._place, OutputError):
            answered(self._file.close)
        super().close()

    def close(self) -> None:
        """Lets go of the file, of which nothing is expected."""
        if not self.closed:
            with suppress(Exception):  # why it breaks off has been said
                answered(self._file.close)
            super().close()
