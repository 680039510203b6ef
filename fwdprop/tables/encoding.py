"""The bytes of a text file: how they begin, and what is said where they are no UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fwdprop.errors import InputError
from fwdprop.system.encodings import refusal, wide
from fwdprop.tables.beginnings import compression, format_begun

BOM = b"\xef\xbb\xbf"
"""The byte-order mark, which some programs write in front of UTF-8."""
UNPACKED = {"bz2": "bzip2 -dc", "xz": "xz -dc"}
"""How files are unpacked that end so."""

_end_mark = re.compile(rb"\x1a(?:\r?\n?)\Z").search
_marks = re.compile(rb"(?:%s)*+" % BOM).match
_FORMATS = {"parquet": "a Parquet file", "arrow": "an Arrow file", "npy": "an npy file"}
_UNPACK = "unpack it: {} FILE"
_OTHERS = {
    b"BZh": ("compressed with bzip2", _UNPACK.format(UNPACKED["bz2"])),
    b"\xfd7zXZ": ("compressed with xz", _UNPACK.format(UNPACKED["xz"])),
    b"PK\x03\x04": ("a zip archive or a spreadsheet", "save it as CSV"),
    b"\xd0\xcf\x11\xe0": ("a spreadsheet", "save it as CSV"),
    b"\x89PNG": ("an image", None),
    b"\xff\xd8\xff": ("an image", None),
    b"GIF8": ("an image", None),
    b"%PDF": ("a PDF document", None),
}


def without_mark(start: bytes, file: str) -> bytes:
    """The first bytes of a file without their mark; InputError where it is no UTF-8 text."""
    found = _of_no_text(start)
    if found is not None:
        what, help = found
        raise InputError(f"{file} is {what}, expected UTF-8 text", help)
    encoding = wide(start)
    if encoding is not None:
        what, help = refusal(encoding)
        raise InputError(f"{file} is {what}", help)
    return start[marks(start) :]


def marks(start: bytes) -> int:
    """How many bytes of byte-order marks a file begins with: a program may have written another."""
    match = _marks(start)
    assert match is not None
    return match.end()


def without_end_mark(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks of a text without the Ctrl-Z that some programs write at its end, none empty."""
    held = b""
    for chunk in chunks:
        data = held + chunk if held else chunk
        # The end is looked at, and not the chunk.
        found = _end_mark(data[-3:])
        held = b"" if found is None else found[0]
        if len(data) > len(held):
            yield data[: len(data) - len(held)]


def bytes_at_fault(error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that could not be decoded: `byte e9 is not UTF-8`."""
    found = " ".join(f"{byte:02x}" for byte in error.object[error.start : error.end])
    return f"byte {found} is not UTF-8"


def _of_no_text(start: bytes) -> tuple[str, str | None] | None:
    """What bytes are that begin no text, and what helps; None where they may begin one."""
    format = format_begun(start)
    if format is not None:
        return _FORMATS.get(format, f"in the format {format}"), f"say so: --from {format}"
    if compression(start) is not None:
        return "compressed twice", "unpack it first"
    return next((found for mark, found in _OTHERS.items() if start.startswith(mark)), None)
