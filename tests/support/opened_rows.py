"""Rows through a format's own door: sources in memory and on disk, and what comes out of them."""

from __future__ import annotations

import gzip
import io
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fwdprop.tables import reader, writer
from fwdprop.tables.cells import cells
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.source import Source, opened
from fwdprop.tables.types import BadRow, Reader

FORMATS = ("npy", "parquet", "arrow")
WAYS = ("file", "pipe", "gz")


class Pipe(io.BytesIO):
    """Bytes that come, or go, in one direction."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: Any) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def piped(content: bytes, format: str) -> Source:
    """Standard input with that content."""
    return opened("-", Pipe(content), format, FORMATS)


def on_disk(path: Path | str, format: str | None = None) -> Source:
    """A file, which is closed when nobody reads it any more."""
    source = opened(str(path), io.BytesIO(), format, FORMATS)
    weakref.finalize(source, source.raw.close)
    return source


def come_by(way: str, format: str, folder: Path, content: bytes) -> Source:
    """The content by one of WAYS: in a file of the folder, through a pipe, or compressed."""
    if way == "pipe":
        return piped(content, format)
    path = folder / (f"x.{format}.gz" if way == "gz" else f"x.{format}")
    path.write_bytes(gzip.compress(content) if way == "gz" else content)
    return on_disk(path)


def read(source: Source, columns: ColumnSpec) -> Reader:
    return reader(source.format)(source, columns)


def everything(
    opened: Reader, inputs: int
) -> tuple[np.ndarray, list[list[Any]], list[tuple[BadRow, int]]]:
    """All rows of a file, the cells of its kept columns, and its bad rows counted from 0."""
    blocks = [piece() for piece in opened.pieces()]
    bad, rows = [], 0
    for block in blocks:
        bad += [(row, rows + row.at) for row in block.bad]
        rows += block.took
    x = np.concatenate([np.empty((0, inputs)), *[block.x for block in blocks]])
    kept = [
        [cell for block in blocks for cell in cells(block.kept[index])]
        for index in range(len(opened.kept))
    ]
    return x, kept, bad


def written(
    format: str,
    header: Sequence[str],
    blocks: Sequence[np.ndarray],
    kept: Sequence[Sequence[Any]] = (),
    digits: int | None = None,
    stream: io.BytesIO | None = None,
) -> bytes:
    """What a format's writer makes of blocks of values, each with its kept columns."""
    stream = io.BytesIO() if stream is None else stream
    rows = writer(format)(stream, header, digits)
    encoded = [
        rows.encode(columns, y)
        for y, columns in zip(blocks, kept or [()] * len(blocks), strict=True)
    ]
    for each in encoded:
        rows.write(each)
    rows.close()
    return stream.getvalue()
