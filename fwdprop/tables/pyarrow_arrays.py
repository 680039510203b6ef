"""pyarrow arrays made of memory. pyarrow.array() would import pandas where that is installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fwdprop.arrays import Array


def of_numbers(numbers: Array) -> Any:
    """The float64 or float32 numbers (rows,) as an array."""
    import pyarrow

    kind = pyarrow.float32() if numbers.dtype == np.float32 else pyarrow.float64()
    stored = np.ascontiguousarray(numbers)
    return pyarrow.Array.from_buffers(kind, len(stored), [None, pyarrow.py_buffer(stored)])


def of_flags(flags: Array) -> Any:
    """The truth values (rows,) as an array."""
    import pyarrow

    bits = np.packbits(flags, bitorder="little")
    stored = [None, pyarrow.py_buffer(bits)]
    return pyarrow.Array.from_buffers(pyarrow.bool_(), len(flags), stored)


def of_texts(texts: Sequence[str | None]) -> Any:
    """The texts as an array, with nothing for None."""
    import pyarrow

    encoded = [b"" if text is None else text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    there = np.array([text is not None for text in texts], bool)
    present = np.packbits(there, bitorder="little")
    buffers = [present, ends, np.frombuffer(b"".join(encoded), np.uint8)]
    stored = [pyarrow.py_buffer(each) for each in buffers]
    array = pyarrow.Array.from_buffers(pyarrow.large_string(), len(texts), stored)
    return array.cast(pyarrow.string())


def chosen(column: Any, which: Array) -> Any:
    """The rows of an array for which `which` (rows,) is true, in its type."""
    import pyarrow

    try:
        return column.filter(of_flags(which))
    except pyarrow.ArrowNotImplementedError:  # of texts that are views, among others
        edges = np.flatnonzero(np.diff(which, prepend=False, append=False)).tolist()
        runs = zip(edges[::2], edges[1::2], strict=True)
        parts = [column.slice(start, end - start) for start, end in runs]
        return pyarrow.concat_arrays(parts) if parts else column.slice(0, 0)
