"""Texts that are not UTF-8: which encoding their first bytes show, and what to do about it."""

from __future__ import annotations

import codecs
from codecs import getincrementaldecoder

from fwdprop.errors import Fault, FwdpropError, Location
from fwdprop.system.report import JOINERS

LATIN_1 = "make it UTF-8: iconv -f latin1 -t utf-8 FILE"
"""What helps most of those whose bytes are no UTF-8."""

# The longer marks come first: the others begin like one of them.
_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_WITHOUT_MARK = ("utf-32le", "utf-32be", "utf-16le", "utf-16be")
_LOOKED_AT = 1 << 10


def wide(start: bytes) -> str | None:
    """The encoding, UTF-16 or UTF-32, of a text with those first bytes; None for any other."""
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    if marked is not None or b"\0" not in start[:_LOOKED_AT]:
        return marked
    begin = start[:_LOOKED_AT]
    return next((name for name in _WITHOUT_MARK if _is_mostly_ascii(begin, name)), None)


def decoded(data: bytes, file: str, holds: str, refused: type[FwdpropError]) -> str:
    """The text of a file's bytes, in UTF-8 or, with a mark, in UTF-16.

    Raises the error where they are none, with the line; `holds` is what such a file is.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        where = Location(file, line, len(before) - before.rfind("\n"))
        kind = "UTF-16" if encoding == "utf-16" else "UTF-8"
        message = f"this is not a text file in {kind}: byte 0x{data[error.start]:02x}"
        raise refused(Fault(message, holds, where)) from None


def refusal(encoding: str) -> tuple[str, str]:
    """What a file in that encoding is, and what helps where UTF-8 is expected."""
    what = f"{encoding[:6].upper()}, expected UTF-8 text"
    return what, f"make it UTF-8: iconv -f {encoding} -t utf-8 FILE"


def _is_mostly_ascii(start: bytes, encoding: str) -> bool:
    """Whether the bytes are text in that encoding, and more than half of it ASCII.

    Hardly any character is, where bytes are taken together that were not written so.
    """
    try:
        text = getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        return False
    is_text = all(char.isprintable() or char in f"\t\r\n{JOINERS}" for char in text)
    return is_text and 2 * sum(map(str.isascii, text)) > len(text)
