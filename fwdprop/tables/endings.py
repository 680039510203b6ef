"""What the ending of a file's name says: its format, and whether it is packed."""

from __future__ import annotations

import os
from collections.abc import Sequence

from fwdprop.errors import UsageError
from fwdprop.system import shell
from fwdprop.system.compression import COMPRESSED
from fwdprop.system.stores.url import is_url, path_of, shown
from fwdprop.tables.encoding import UNPACKED
from fwdprop.tables.formats import known_as

# Endings of files that may hold rows and are not read, with what to do about them.
_OTHERS = {
    "xlsx": "save it as CSV",
    "xls": "save it as CSV",
    "ods": "save it as CSV",
    "zip": "unpack it first",
}


def format_of(path: str, known: Sequence[str]) -> str | None:
    """The format that a file's name says, the ending of its compression left aside, or None."""
    ending = _ending(path)
    format = known_as(ending) if ending else None
    if format is None or format in known:
        return format
    if ending in _OTHERS or ending in UNPACKED:
        help = _OTHERS.get(ending) or _unpacked(path, ending, known)
        raise UsageError(f"{shown(path)} is in none of the formats that are read", help)
    if ending == "npz":
        from fwdprop.tables.npy.archive import not_one_array

        raise not_one_array(path)
    message = f"the ending of {shown(path)} does not say which format it has"
    raise UsageError(message, f"say it with --from: {', '.join(known)}")


def ends_like_rows(path: str, known: Sequence[str]) -> bool:
    """Whether a file's name ends like those of rows; UsageError where they are packed otherwise."""
    ending = _ending(path)
    if ending in UNPACKED and known_as(_packed(path)) in known:
        format_of(path, known)  # raises the error
    return bool(ending) and known_as(ending) in known


def _ending(path: str) -> str:
    """The ending of a file's name in small letters, that of its compression left aside."""
    name = path_of(path).rstrip("/").lower()
    for ending in COMPRESSED:
        name = name.removesuffix(ending)
    return os.path.splitext(name)[1][1:]


def _packed(path: str) -> str:
    """The ending that a packed file has before that of its packing."""
    return os.path.splitext(os.path.splitext(path_of(path))[0])[1][1:]


def _unpacked(path: str, ending: str, known: Sequence[str]) -> str:
    """How the rows of a packed file are read; standard input is csv where nobody says otherwise."""
    if is_url(path):
        return "unpack it first"
    format = known_as(_packed(path))
    asked = f" --from {format}" if format in known and format != "csv" else ""
    return f"unpack it on the way: {UNPACKED[ending]} {shell.path(path)} | fwdprop ...{asked}"
