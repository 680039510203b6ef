"""Places as users name them: which are URLs, their parts, and what of them may be shown."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from fwdprop.errors import UsageError

LOCAL = "file"
"""The scheme of the URLs of this machine's files."""
WEB = ("http", "https")
"""The schemes whose URLs keep everything behind a `?` or `#`: they are not ours to read."""
BUCKETS = ("s3", "gs", "gcs", "abfs", "abfss")
"""The schemes of stores of keys: a folder is what keys begin with, and there is none to make."""
# One letter is a Windows drive.
_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://").match
_option = r"[A-Za-z][A-Za-z0-9_]*=[^&]*"
_options = re.compile(rf"\?({_option}(?:&{_option})*)\Z").search
# A `?` may stand in a pattern, and `%` begins what is encoded; all else may stand as it is.
_ENCODED = str.maketrans({"%": "%25", "?": "%3F"})
_HARMLESS = (
    *("region", "endpoint_override", "scheme", "retry_limit_seconds", "project_id", "enable_tls"),
    *("blob_storage_authority", "dfs_storage_authority", "credential_kind"),
)
AZURE = ("abfs", "abfss")
"""The schemes of Azure; the user in their URLs is a container."""


class Url(NamedTuple):
    """A URL's parts as written: `scheme` in small letters, `user`, `host`, `path`, `options`.

    `user` has the password, too, and `path` begins with `/` where it is not empty. `options` is
    what stands behind the `?`: `region=eu-west-1&scheme=http`.
    """

    scheme: str
    user: str
    host: str
    path: str
    options: str

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        options = f"?{self.options}" if self.options else ""
        return f"{self.scheme}://{user}{self.host}{self.path}{options}"

    @property
    def secrets(self) -> set[str]:
        """What of the URL is not to be shown, in all its spellings."""
        parts = [] if self.scheme in AZURE else [self.user]
        parts += [self.user.partition(":")[2]]
        for option in self.options.split("&"):
            name, _, value = option.partition("=")
            parts += [] if name in _HARMLESS else [value]
        return {each for part in parts if part for each in (part, unquote(part), quote(part, ""))}


def scheme_of(place: str) -> str | None:
    """The scheme of a URL in small letters, such as `s3`; None for a path."""
    found = _scheme(place) if "://" in place else None
    return None if found is None else found[1].lower()


def is_url(place: str) -> bool:
    """Whether the place is a URL, of whatever scheme; a path that looks like one begins with ./"""
    return scheme_of(place) is not None


def is_remote(place: str) -> bool:
    """Whether the place is a URL of a store, and not of this machine's files."""
    return scheme_of(place) not in (None, LOCAL)


def url(place: str) -> Url:
    """The parts of a URL.

    A key or a password may have a `/` in it, though it is to be written as %2F: it is not shown.
    """
    found = _scheme(place)
    assert found is not None
    scheme, rest, options = found[1].lower(), place[found.end() :], ""
    if scheme in WEB:
        rest, _, options = rest.partition("?") if "?" in rest else rest.partition("#")
    elif (asked := _options(rest)) is not None:
        rest, options = rest[: asked.start()], asked[1]
    authority = rest.partition("/")[0]
    port = authority.rpartition(":")[2]
    if "@" not in authority and ":" in authority and not port.isdecimal() and "@" in rest:
        user, _, rest = rest.rpartition("@")
    elif "@" in authority:
        user, _, host = authority.rpartition("@")
        rest = rest[len(authority) - len(host) :]
    else:
        user = ""
    host, slash, path = rest.partition("/")
    return Url(scheme, user, host, slash + path, options)


def shown(place: str) -> str:
    """The place as messages, records and logs show it: without user, password and options."""
    if not is_url(place):
        return place
    found = url(place)
    user = found.user.partition(":")[0] if found.scheme in AZURE else ""
    options = "..." if found.options and found.scheme in WEB else ""
    return str(found._replace(user=user, options=options))


def below(place: str, name: str) -> str:
    """The URL of a path below that of a folder, with the same options."""
    found = url(place)
    return str(found._replace(path=f"{found.path.rstrip('/')}/{name.translate(_ENCODED)}"))


def decoded(path: str) -> str:
    """What a path of a URL stands for: `%20` is a space."""
    return unquote(path, errors="surrogateescape")


def path_of(place: str) -> str:
    """The path of a place: that of a URL is decoded and without options."""
    return decoded(url(place).path) if is_url(place) else place


def local_path(place: str) -> str:
    """The path of this machine's file; a path is itself. UsageError for another machine's."""
    if scheme_of(place) != LOCAL:
        return place
    host, slash, path = place[len(LOCAL) + 3 :].partition("/")
    if host not in ("", "localhost") or not slash:
        message = f"{shown(place)} is on the machine {host}" if host else f"{place} names no file"
        raise UsageError(message, "a file of this machine has three slashes: file:///folder/file")
    return "/" + decoded(path)
