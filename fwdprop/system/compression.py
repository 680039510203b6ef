"""Results that are compressed on their way, as the ending of their file says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from fwdprop.system.extras import package
from fwdprop.system.stores.url import path_of, shown

COMPRESSED = (".gz", ".zst")
"""Endings of files that are compressed, and decompressed."""


def zstd(what: str) -> Any:
    """The module that knows zstd, which `what` needs; InputError where there is none."""
    module = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    return package(module, what, "backports.zstd")


@contextmanager
def packing(path: str | None, stream: BinaryIO) -> Iterator[BinaryIO]:
    """A stream that compresses into another one, where the path ends so; else that one.

    After an error the compressed bytes have no end, so that they do not look complete.
    """
    ending = next((each for each in COMPRESSED if path_of(path or "").lower().endswith(each)), None)
    if path is None or ending is None:
        yield stream
        return
    packed = _gzip(stream) if ending == ".gz" else _zstd(stream, shown(path))
    yield cast(BinaryIO, packed)
    packed.complete()


class _Packed:
    """Writes what a compressor makes of it; `ends` are how this is flushed, and completed."""

    def __init__(self, stream: BinaryIO, compressor: Any, ends: tuple[int, int]) -> None:
        self._stream, self._compressor, self._ends = stream, compressor, ends

    def write(self, data: bytes) -> int:
        """Writes the bytes."""
        self._stream.write(self._compressor.compress(data))
        return len(data)

    def flush(self) -> None:
        """Lets out what was written so far."""
        self._stream.write(self._compressor.flush(self._ends[0]))
        self._stream.flush()

    def complete(self) -> None:
        """Writes the end."""
        self._stream.write(self._compressor.flush(self._ends[1]))
        self._stream.flush()


def _gzip(stream: BinaryIO) -> _Packed:
    """The same rows give the same bytes: no time is written into them."""
    import zlib

    compressor = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return _Packed(stream, compressor, (zlib.Z_SYNC_FLUSH, zlib.Z_FINISH))


def _zstd(stream: BinaryIO, name: str) -> _Packed:
    compressor = zstd(f"{name} is compressed with zstd, and writing it").ZstdCompressor()
    return _Packed(stream, compressor, (compressor.FLUSH_BLOCK, compressor.FLUSH_FRAME))
