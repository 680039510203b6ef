"""NumPy's files of one array, as NumPy writes them and as it would not."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt


def saved(array: npt.ArrayLike) -> bytes:
    """The file of an array."""
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=True)
    return stream.getvalue()


def archive(**arrays: npt.ArrayLike) -> bytes:
    """An .npz file of these arrays."""
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def header(text: str, data: bytes = b"", version: int = 1) -> bytes:
    """A file with a header that NumPy would not write."""
    size = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode("latin-1") + data


def claiming(shape: str, data: bytes = b"", descr: str = "'<f8'", fortran: str = "False") -> bytes:
    """A file whose header says this, whatever follows it."""
    return header(f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}}}\n", data)
