"""The bytes of a text file: how they begin, and what is said where they are no UTF-8."""

from __future__ import annotations

from fwdprop.errors import InputError

BOM = b"\xef\xbb\xbf"
"""The byte-order mark, which some programs write in front of UTF-8."""

_UTF_16 = ("UTF-16", "make it UTF-8: iconv -f utf-16 -t utf-8 FILE")
_OTHERS = {
    b"\xff\xfe": _UTF_16,
    b"\xfe\xff": _UTF_16,
    b"PAR1": ("a Parquet file", "say so: --from parquet"),
    b"ARROW1": ("an Arrow file", "say so: --from arrow"),
    b"\x93NUMPY": ("an npy file", "say so: --from npy"),
    b"BZh": ("compressed with bzip2", "unpack it on the way: bzip2 -dc FILE | fwdprop ..."),
    b"\xfd7zXZ": ("compressed with xz", "unpack it on the way: xz -dc FILE | fwdprop ..."),
    b"PK\x03\x04": ("a zip archive or a spreadsheet", "save it as CSV"),
    b"\xd0\xcf\x11\xe0": ("a spreadsheet", "save it as CSV"),
    b"\x89PNG": ("an image", None),
    b"\xff\xd8\xff": ("an image", None),
    b"GIF8": ("an image", None),
    b"%PDF": ("a PDF document", None),
}
LATIN_1 = "make it UTF-8: iconv -f latin1 -t utf-8 FILE"
"""What helps most of those whose bytes are no UTF-8."""


def without_mark(start: bytes, file: str) -> bytes:
    """The first bytes of a file without their mark; InputError where it is no UTF-8 text."""
    for magic, (what, help) in _OTHERS.items():
        if start.startswith(magic):
            raise InputError(f"{file} is {what}, expected UTF-8 text", help)
    return start.removeprefix(BOM)


def bytes_at_fault(error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that could not be decoded: `byte e9 is not UTF-8`."""
    found = " ".join(f"{byte:02x}" for byte in error.object[error.start : error.end])
    return f"byte {found} is not UTF-8"
