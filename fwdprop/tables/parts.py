"""Parts of a file of results: what its writer encoded, block by block, until parts are joined."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import OutputError
from fwdprop.tables.types import Column, Writer

_TEXT, _ARRAY, _BATCH = b"t", b"a", b"b"
_LENGTH = 8
_CUT_SHORT = "a part of the results is cut short"


class Sized(NamedTuple):
    """A record batch of pyarrow, and how many bytes it takes: copies of it may take others."""

    batch: Any
    size: int


class PartWriter:
    """Writes what another writer encodes, one behind the other, for `joined` to take up again."""

    def __init__(self, stream: BinaryIO, whole: Writer) -> None:
        self._stream, self._whole = stream, whole

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Any:
        """The kept columns and values as a kind, and bytes."""
        return packed(self._whole.encode(kept, y, positions))

    def write(self, encoded: tuple[bytes, Any]) -> None:
        """Writes the bytes behind their kind and their length."""
        kind, data = encoded
        self._stream.write(kind + len(data).to_bytes(_LENGTH, "little"))
        self._stream.write(data)

    def close(self) -> None:
        """Leaves it at that: what follows is in other parts."""

    def stop(self) -> None:
        """Leaves it at that."""


def join(parts: Iterator[BinaryIO], whole: Writer) -> None:
    """Writes the rows of all parts, in order, as if they had never been apart."""
    for part in parts:
        for encoded in _encoded(part):
            whole.write(encoded)
    whole.close()


def packed(encoded: Any) -> tuple[bytes, Any]:
    """What a writer encoded as a kind, and bytes."""
    if isinstance(encoded, bytes):
        return _TEXT, encoded
    if isinstance(encoded, np.ndarray):
        page = io.BytesIO()
        np.save(page, encoded, allow_pickle=False)
        return _ARRAY, page.getvalue()
    import pyarrow

    batch, size = encoded if isinstance(encoded, Sized) else (encoded, None)
    sink = pyarrow.BufferOutputStream()
    # How many bytes it takes decides where a file's row groups end, and its copy takes others.
    sink.write((-1 if size is None else size).to_bytes(_LENGTH, "little", signed=True))
    with pyarrow.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return _BATCH, memoryview(sink.getvalue())


def unpacked(kind: bytes, data: bytes) -> Any:
    """What was packed."""
    if kind == _TEXT:
        return data
    if kind == _ARRAY:
        return np.load(io.BytesIO(data), allow_pickle=False)
    if kind != _BATCH:
        raise OutputError(_CUT_SHORT)
    import pyarrow

    size = int.from_bytes(data[:_LENGTH], "little", signed=True)
    with pyarrow.ipc.open_stream(pyarrow.py_buffer(data)[_LENGTH:]) as stream:
        batch = stream.read_next_batch()
    return batch if size < 0 else Sized(batch, size)


def _encoded(part: BinaryIO) -> Iterator[Any]:
    """What was encoded, block by block."""
    while kind := part.read(1):
        length = int.from_bytes(_exactly(part, _LENGTH), "little")
        yield unpacked(kind, _exactly(part, length))


def _exactly(part: BinaryIO, size: int) -> bytes:
    """So many bytes; OutputError where there are fewer."""
    data = part.read(size)
    if len(data) < size:
        raise OutputError(_CUT_SHORT)
    return data
