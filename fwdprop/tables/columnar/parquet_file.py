"""Parquet files as they are opened: the end says all, so it must be there and be reached."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from fwdprop.errors import InputError
from fwdprop.system.spool import Spool
from fwdprop.system.stores import store_of
from fwdprop.system.stores.streams import BLOCK
from fwdprop.tables.beginnings import which_format
from fwdprop.tables.source import AGAIN, Source

# Columns are read through buffers of so many bytes; otherwise each is held for a whole row group.
_BUFFER = 1 << 16
# Those of a file in a store, all together.
_REMOTE_BUFFERS = 1 << 26

_MAGIC, _ENCRYPTED = b"PAR1", b"PARE"


def parquet_file(stream: Any, columns: int | None = None, metadata: Any = None) -> Any:
    """pyarrow's file: one with a name it opens for itself.

    Of one in a store so many `columns` are read through larger buffers, as each question takes a
    while; `metadata` is what an earlier one has found.
    """
    from pyarrow import PythonFile
    from pyarrow.parquet import ParquetFile

    larger = _REMOTE_BUFFERS // max(columns or _REMOTE_BUFFERS, 1)
    return ParquetFile(
        stream.name if hasattr(stream, "name") else PythonFile(stream, mode="r"),
        metadata=metadata,
        buffer_size=max(_BUFFER, min(larger, BLOCK)),
        pre_buffer=False,
        page_checksum_verification=True,
    )


@contextmanager
def plain_file(source: Source) -> Iterator[IO[bytes]]:
    """A file with all bytes of the source, which can be read anywhere; in a store, one more."""
    if source.path is not None:
        yield source.raw
        return
    if source.place is not None:  # what `raw` has come to says how far the reading is
        yield store_of(source.place).open(source.place)
        return
    chunks, start = source.chunks(), b""
    while len(start) < len(_MAGIC) and (chunk := next(chunks, b"")):
        start += chunk
    _prove_start(source.name, start)
    with Spool("name the file itself: --data FILE", named=True) as spool:
        spool.write(start)
        for chunk in chunks:
            spool.write(chunk)
        yield spool.rewound()


def prove_whole(name: str, stream: Any) -> None:
    """Raises InputError unless the file begins and ends as Parquet does."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    _prove_start(name, stream.read(len(_MAGIC)))
    stream.seek(max(size - len(_MAGIC), 0))
    end = stream.read(len(_MAGIC))
    if end == _ENCRYPTED:
        raise _encrypted(name)
    if end != _MAGIC:
        raise InputError(f"{name} is cut short: the end of a Parquet file is missing", AGAIN)


def _prove_start(name: str, start: bytes) -> None:
    """Raises InputError unless the first bytes are those of a Parquet file."""
    if not start:
        raise InputError(f"{name} is empty")
    if start.startswith(_ENCRYPTED):
        raise _encrypted(name)
    if not start.startswith(_MAGIC):
        raise InputError(f"{name} is no Parquet file", which_format(start, "parquet"))


def _encrypted(name: str) -> InputError:
    return InputError(f"{name} is encrypted", "write it again without encryption")
