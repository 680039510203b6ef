"""Files by fsspec, which has packages for more stores than pyarrow: the web, FTP, memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from threading import Lock
from typing import Any

from fwdprop.errors import InputError, UsageError, suggestion
from fwdprop.system.extras import package, seems_to_have_pyarrow
from fwdprop.system.stores.arrow import CLASSES
from fwdprop.system.stores.remote import Opened, RemoteFile
from fwdprop.system.stores.url import LOCAL, WEB, decoded, shown, url

# In seconds: for an address to answer, and for the next bytes.
_CONNECT, _READ = 10, 60
_WEB = ("requests", "aiohttp")
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5")
_PATTERN = set("*?[")
_TIMES = ("mtime", "LastModified", "last_modified", "updated", "modified", "created")


@dataclass(frozen=True, repr=False)
class FsspecFiles:
    """Files of a store that fsspec speaks to; `base` is its URL without a path."""

    base: str

    def __repr__(self) -> str:
        return f"FsspecFiles({shown(self.base)!r})"  # in logs, and without keys

    def path(self, place: str) -> str:
        """The path as fsspec has it; that of the web is the URL itself."""
        parts = url(place)
        if parts.scheme not in WEB:
            if parts.options:
                message = f"{shown(place)} has options behind its ?, which fsspec does not read"
                raise UsageError(message, "a ? of a name is %3F")
            parts = parts._replace(path=decoded(parts.path))
        return str(self._fs._strip_protocol(str(parts)))

    def file(self, path: str) -> RemoteFile | None:
        """The file; asks once."""
        try:
            info = self._fs.info(path)
        except FileNotFoundError:
            return None
        return _file(path, info) if info["type"] == "file" else None

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder."""
        return bool(self._fs.isdir(path))

    def walk(self, path: str, depth: int | None) -> Iterable[RemoteFile]:
        """The files."""
        deepest = None if depth is None else depth + 1
        found = self._fs.find(path, maxdepth=deepest, detail=True)
        if not found and not self._fs.isdir(path):
            raise FileNotFoundError(path)
        return [_file(name, info) for name, info in found.items() if name != path]

    def reader(self, path: str) -> Opened:
        """The file's bytes; threads take turns."""
        # What is read ahead is ours to say.
        file, lock = self._fs.open(path, "rb", cache_type="none"), Lock()
        size = getattr(file, "size", None)
        if size is None and file.seekable():
            size = file.seek(0, 2)
            file.seek(0)

        def read_at(offset: int, size_of_part: int) -> bytes:
            with lock:
                if size is not None:
                    file.seek(offset)
                return bytes(file.read(size_of_part))

        return Opened(size, read_at, file.close)

    def writer(self, path: str) -> Any:
        """A stream; parts are sent while others are written."""
        return self._fs.open(path, "wb")

    def move(self, path: str, to: str) -> None:
        """Moves the file; without a way of its own a store copies it."""
        from fsspec import AbstractFileSystem

        if type(self._fs).mv is not AbstractFileSystem.mv:
            self._fs.mv(path, to)
            return
        self._fs.cp_file(path, to)  # a copy of many would take a name for a pattern
        self._fs.rm_file(path)

    def remove(self, path: str) -> None:
        """Removes the file."""
        self._fs.rm_file(path)

    def remove_folder(self, path: str) -> None:
        """Removes the folder with all in it."""
        if not self._fs.exists(path):
            return
        for file in self._fs.find(path):
            self._fs.rm_file(file)
        if not _PATTERN.intersection(path):  # all that it stands for would be removed
            self._fs.rm(path, recursive=True)

    def make_folder(self, path: str) -> None:
        """Makes the folder; in stores of keys fsspec leaves that out by itself."""
        if url(self.base).scheme not in (*WEB, *CLASSES):
            self._fs.makedirs(path, exist_ok=True)

    @property
    def _fs(self) -> Any:
        return _filesystem(self.base)


def _filesystem(base: str) -> Any:
    """fsspec's filesystem for a URL, of which fsspec keeps one; the error where there is none."""
    parts = url(base)
    core = _fsspec(base)
    options: dict[str, Any] = {}
    try:
        if parts.scheme in WEB:
            from aiohttp import ClientTimeout

            timeout = ClientTimeout(total=None, sock_connect=_CONNECT, sock_read=_READ)
            options["client_kwargs"] = {"timeout": timeout}
        return core.url_to_fs(base, **options)[0]
    except ImportError as error:
        raise _lacks(base, error) from None
    except ValueError as error:
        if "not known" not in str(error):
            raise
        raise unknown(base) from None


def _fsspec(base: str) -> Any:
    scheme = url(base).scheme
    if scheme in CLASSES and not seems_to_have_pyarrow() and find_spec("fsspec") is None:
        package("pyarrow.fs", f"reading and writing {scheme}://")
    what = f"reading and writing {scheme}:// where pyarrow has no filesystem for it"
    return package("fsspec.core", what, "fsspec", extra="")


def unknown(base: str) -> UsageError:
    """The error for a scheme that neither pyarrow nor fsspec knows."""
    scheme, known = url(base).scheme, [*CLASSES, LOCAL, *WEB]
    message = f"{shown(base)} is a URL of no store that is known"
    return UsageError(message, suggestion(scheme, known, "s3, gs, abfs, hdfs and file are known"))


def _lacks(base: str, error: ImportError) -> InputError:
    """The error for a store whose package is not installed: fsspec says which one it is."""
    named = re.search(r'"([\w-]+)|nstall ([\w-]+)', str(error))
    name = error.name if named is None else named[1] or named[2]
    help = None if name is None else f"pip install {'requests aiohttp' if name in _WEB else name}"
    said = str(error) if named is not None or name is None else f"it needs the {name} package"
    return InputError(f"cannot reach {shown(base)}: {said}", help)


def _file(path: str, info: dict[str, Any]) -> RemoteFile:
    return RemoteFile(path, info.get("size"), _stamp(info))


def _stamp(info: dict[str, Any]) -> str:
    """What changes where the file does: the store's etag, else its time."""
    for name in _STAMPS:
        if info.get(name):
            return f"etag:{info[name]}".replace('"', "")
    for name in _TIMES:
        value = info.get(name)
        if isinstance(value, datetime):
            value = value.timestamp()
        if isinstance(value, int | float):
            return f"mtime:{round(value * 1e9)}"
        if value:
            return f"mtime:{value}"
    return ""
