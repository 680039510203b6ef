"""Where rows come from: a file or standard input, decompressed, in chunks as they arrive."""

from __future__ import annotations

import io
import os
import select
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from fwdprop.errors import FwdpropError, InputError
from fwdprop.system.compression import zstd
from fwdprop.system.extras import seems_to_have_pyarrow
from fwdprop.system.files import unreadable
from fwdprop.system.stores import is_remote, shown, store_of
from fwdprop.system.stores.streams import Fetched
from fwdprop.system.stores.url import local_path
from fwdprop.tables.beginnings import GZIP, begun, compression, format_begun
from fwdprop.tables.endings import format_of

STDIN = "<stdin>"
AGAIN = "make it or fetch it again"
# One thread works on a chunk; larger chunks mean fewer hand-overs.
CHUNK = 1 << 21
# Without pyarrow a hand-over costs little, and small memory is worth more.
CHUNK_OF_NUMPY = 1 << 18
# The largest pipe that Linux allows without privileges.
PIPE = 1 << 20
# In seconds: someone at a keyboard does not notice it, and a fast producer fills a chunk in it.
PATIENCE = 0.02


class Source:
    """An opened source of rows: its `name` in messages, its `format`, and its bytes.

    `stream` has the bytes that are read, decompressed, and `raw` those of the source. `path` is the
    file if it can be mapped, and `place` its URL if it lies in a store and can be read anywhere:
    it is neither standard input nor compressed. `size` is the number of bytes of the source, None
    if unknown. A reader of wide rows sets `least`, the smallest size of a chunk in bytes, and may
    set `most`, the largest. `groups` are the row groups of a Parquet file that are read, all where
    it is None.
    """

    def __init__(
        self,
        name: str,
        format: str,
        stream: Any,
        raw: BinaryIO,
        path: Path | None = None,
        size: int | None = None,
        place: str | None = None,
    ) -> None:
        self.name, self.format = name, format
        self.stream, self.raw = stream, raw
        self.path, self.size, self.place = path, size, place
        self.least, self.most = 0, CHUNK
        self.groups: range | None = None

    @property
    def is_whole(self) -> bool:
        """Whether `raw` has the bytes that are read and can be read anywhere, of a known size."""
        return self.path is not None or self.place is not None

    @property
    def position(self) -> int:
        """How many bytes of the source were read."""
        try:
            return self.raw.tell()
        except (OSError, ValueError):
            return 0

    def chunks(self) -> Iterator[bytes]:
        """The bytes, a chunk at a time from a file or a fast producer, sooner from a slow one.

        Raises InputError where they cannot be read, or cannot be decompressed to their end.
        """
        size = max(min(CHUNK if seems_to_have_pyarrow() else CHUNK_OF_NUMPY, self.most), self.least)
        broken: Exception | None = None
        while broken is None:
            parts: list[bytes] = []
            try:
                for part in self._arriving(size):
                    parts.append(part)
            except Exception as error:
                broken = error
            if parts:
                yield b"".join(parts)
            elif broken is None:
                return
        raise _broken(self.name, broken) from None

    def _arriving(self, size: int) -> Iterator[bytes]:
        """Parts, at most `size` bytes together: what is there, and what comes within PATIENCE."""
        missing, until = size, time.monotonic() + PATIENCE
        while missing == size or (missing and self._has_more(until)):
            part = self.stream.read1(missing)
            if not part:
                return
            yield part
            missing -= len(part)

    def _has_more(self, until: float) -> bool:
        """Whether there is more to read before the time is up; a file never waits."""
        if self.size is not None:
            return True
        try:
            return bool(select.select([self.raw], [], [], max(until - time.monotonic(), 0))[0])
        except (OSError, ValueError):
            return True  # bytes in memory, which are all there


def opened(path: str, stdin: BinaryIO, format: str | None, known: Sequence[str]) -> Source:
    """The source that a user names, `-` for standard input; InputError where it cannot be opened.

    It is named by a path or a URL. The format is the one asked for, else what the file's ending
    says, else what the first bytes are, else csv.
    """
    if path == "-":
        return _read_through(STDIN, format, stdin, None)
    format = format or format_of(path, known)
    return _read_through(shown(path), format, store_of(path).open(path), path)


def _read_through(name: str, format: str | None, raw: BinaryIO, place: str | None) -> Source:
    """The source, decompressed where its first bytes are those of a compression."""
    size = _prepared(raw)
    buffered: Any = raw if hasattr(raw, "peek") else io.BufferedReader(raw)
    try:
        # All bytes of a file are there; it may be mapped, so none may be taken from it.
        start, stream = begun(buffered) if size is None else (buffered.peek(1), buffered)
    except OSError as error:
        raise unreadable(name, error, InputError) from None
    packed = compression(start)
    if packed is None:
        found = Source(name, format or format_begun(start) or "csv", stream, buffered, size=size)
        if place is not None and size is not None:
            found.path = None if is_remote(place) else Path(local_path(place))
            found.place = place if is_remote(place) else None
        return found
    stream = _gzip(stream) if packed == GZIP else _zstd(name, stream)
    if format is None:
        try:
            start, stream = begun(stream)
        except Exception as error:
            raise _broken(name, error) from None
    return Source(name, format or format_begun(start) or "csv", stream, buffered, None, size)


def _prepared(raw: BinaryIO) -> int | None:
    """The size of a file, None for others; a pipe is made as wide as the system allows."""
    if isinstance(raw, Fetched):
        return raw.size
    try:
        status = os.fstat(raw.fileno())
        if stat.S_ISREG(status.st_mode):
            return status.st_size
        if stat.S_ISFIFO(status.st_mode):
            import fcntl

            with suppress(OSError, AttributeError):  # not all systems and limits allow it
                fcntl.fcntl(raw.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
    except (OSError, ImportError):
        pass  # bytes in memory
    return None


class _AsItComes:
    """A stream whose `read` returns what has arrived, and does not wait for `size` bytes."""

    closed = False

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, none at the end."""
        part: bytes = self.stream.read1(size)
        return part

    def close(self) -> None:
        """Leaves the stream open: its owner closes it."""


def _gzip(raw: Any) -> Any:
    """A stream of the decompressed bytes."""
    import gzip

    return gzip.GzipFile(fileobj=_AsItComes(raw))  # type: ignore[call-overload]


def _zstd(name: str, raw: Any) -> Any:
    """A stream of the decompressed bytes."""
    known = zstd(f"{name} is compressed with zstd, and reading it")
    return known.ZstdFile(_AsItComes(raw))


def _broken(name: str, error: Exception) -> FwdpropError:
    """The error for bytes that could not be read or decompressed; a store has its own."""
    if isinstance(error, FwdpropError):
        return error
    message = str(error).lower()
    if isinstance(error, EOFError) or "truncated" in message:
        return InputError(f"{name} is cut short: its compressed data have no end", AGAIN)
    if isinstance(error, OSError) and error.errno:
        return unreadable(name, error, InputError)
    return InputError(f"{name} is damaged: {message}", AGAIN)
