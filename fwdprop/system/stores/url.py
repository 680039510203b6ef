"""Places as users name them: which are URLs, and what of them may be shown."""

from __future__ import annotations

import re
from urllib.parse import unquote

from fwdprop.errors import UsageError

LOCAL = "file"
"""The scheme of the URLs of this machine's files."""
# One letter is a Windows drive.
_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://").match
_KEEPS_USER = ("abfs", "abfss")  # it is the container


def scheme_of(place: str) -> str | None:
    """The scheme of a URL in small letters, such as `s3`; None for a path."""
    found = _scheme(place)
    return None if found is None else found[1].lower()


def is_url(place: str) -> bool:
    """Whether the place is a URL, of whatever scheme; a path that looks like one begins with ./"""
    return scheme_of(place) is not None


def shown(place: str) -> str:
    """The place as messages, records and logs show it: without user, password and options."""
    found = _scheme(place)
    if found is None:
        return place
    rest, question, _ = place[found.end() :].partition("?")
    authority, slash, path = rest.partition("/")
    if "@" in authority:
        user, _, host = authority.rpartition("@")
        kept = user.partition(":")[0] if found[1].lower() in _KEEPS_USER else ""
        authority = f"{kept}@{host}" if kept else host
    return f"{found[0]}{authority}{slash}{path}{'?...' if question else ''}"


def local_path(place: str) -> str:
    """The path of this machine's file; a path is itself. UsageError for another machine's."""
    if scheme_of(place) != LOCAL:
        return place
    host, slash, path = place[len(LOCAL) + 3 :].partition("/")
    if host not in ("", "localhost") or not slash:
        message = f"{shown(place)} is on the machine {host}" if host else f"{place} names no file"
        raise UsageError(message, "a file of this machine has three slashes: file:///folder/file")
    return "/" + unquote(path, errors="surrogateescape")
