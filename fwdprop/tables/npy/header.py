"""The header of a .npy file: the shape and type of its one array, and the order of its numbers."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.lib import format as npy

from fwdprop.errors import shortened
from fwdprop.tables.beginnings import which_format

PICKLE = b"\x80"
"""The first byte of a pickle."""
PICKLED = "holds pickled objects, which could run code; it is not read"

_ARCHIVE = b"PK"
_READERS = {
    (1, 0): npy.read_array_header_1_0,
    (2, 0): npy.read_array_header_2_0,
    (3, 0): npy.read_array_header_2_0,  # in UTF-8, and like the second otherwise
}
_LONGEST = 10_000  # bytes; NumPy reads no longer text either
# The filters of warnings belong to the whole process: threads must not restore each other's.
_filters = threading.Lock()


class Header(NamedTuple):
    """An array's `shape` and `dtype`; `by_column` where its columns lie one behind the other."""

    shape: tuple[int, ...]
    by_column: bool
    dtype: np.dtype[Any]


class HeaderError(Exception):
    """What is wrong, in words that follow the file's name; `help` says what to do about it."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help


class NotNpyError(HeaderError):
    """The file is of another format, or of a version of .npy that is not read."""


class DamagedError(HeaderError):
    """The header of a .npy file makes no sense."""

    def __init__(self) -> None:
        super().__init__("has a header that makes no sense")


class PickledError(HeaderError):
    """The array, or the whole file, holds Python objects."""

    def __init__(self) -> None:
        super().__init__(PICKLED, "save an array of numbers with numpy.save")


def read_header(read: Callable[[int], bytes]) -> Header:
    """The header at the start of a file; the array's first number comes next.

    `read` returns the next so many bytes, fewer at the file's end. The header's text is at most
    10,000 bytes long and is never executed. A size in `shape` is 0 or more, and not yet compared
    to the file. Raises HeaderError.
    """
    version = _read_version(read)
    length = read(2 if version == (1, 0) else 4)
    size = int.from_bytes(length, "little")
    text = read(size) if size <= _LONGEST else b""
    header = _parse(version, length + text)
    if header.dtype.hasobject:
        raise PickledError
    return header


def _read_version(read: Callable[[int], bytes]) -> tuple[int, int]:
    start = read(1)
    if start == PICKLE:
        raise PickledError
    start += read(len(npy.MAGIC_PREFIX) - 1)
    if start.startswith(_ARCHIVE):
        message = "is an archive of arrays, expected one array"
        raise NotNpyError(message, "save the one array with numpy.save")
    if start != npy.MAGIC_PREFIX:
        raise NotNpyError("is no .npy file", which_format(start, "npy"))
    major, minor = read(1), read(1)
    version = int.from_bytes(major, "little"), int.from_bytes(minor, "little")
    if version not in _READERS:
        found = ".".join(map(str, version))
        raise NotNpyError(f"is a .npy file of version {found}, expected 1.0, 2.0 or 3.0")
    return version


def _parse(version: tuple[int, int], header: bytes) -> Header:
    """The header as NumPy parses it, from the bytes of its length on."""
    try:
        with _filters, warnings.catch_warnings():
            # Python 2 wrote integers with an L, of which NumPy warns.
            warnings.simplefilter("ignore")
            header = _in_latin1(header) if version == (3, 0) else header
            reader = _READERS[version]
            # Names of other letters are longer so; the length of the text was looked at.
            shape, by_column, dtype = reader(io.BytesIO(header), max_header_size=len(header))
    except Exception:  # of many kinds: syntax, nesting, numbers, types
        raise DamagedError from None
    if not all(type(each) is int and each >= 0 for each in shape):
        raise DamagedError
    return Header(shape, by_column, dtype)


def _in_latin1(header: bytes) -> bytes:
    """A header in UTF-8 with escapes for other letters, which stand in names alone."""
    text = header[4:].decode().encode("ascii", "backslashreplace")
    return len(text).to_bytes(4, "little") + text


def type_name(dtype: np.dtype[Any]) -> str:
    """What messages call a type: `records`, or NumPy's name, shortened to 40 characters."""
    return "records" if dtype.fields else shortened(str(dtype.name))
