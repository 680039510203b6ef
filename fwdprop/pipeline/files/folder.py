"""The folder that results go to: files in it are complete or not there."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from fwdprop.errors import UsageError
from fwdprop.system.stores import Entry, Store, shown, store_of
from fwdprop.system.stores.url import path_of

OURS = "_fwdprop"
"""The folder in it that holds what is ours."""
SUMMARY = f"{OURS}.json"
"""The file in it that says what all files of results hold."""
# In bytes: a name, and what is kept of one that would be longer.
_LONGEST, _KEPT = 255, 200


@dataclass(frozen=True)
class Folder:
    """The folder at a `place`, local or in a store; `name` is a path in it, with `/` between."""

    place: str

    def __str__(self) -> str:
        return shown(self.place)

    @property
    def store(self) -> Store:
        """Where it is."""
        return store_of(self.place)

    def at(self, name: str) -> str:
        """The place of a file in it."""
        return self.store.join(self.place, name)

    def entry(self, name: str) -> Entry | None:
        """The file of that name, or None."""
        return self.store.entry(self.at(name))

    def replacing(self, name: str, *, lasting: bool = True) -> AbstractContextManager[BinaryIO]:
        """A stream whose bytes become the file at the end; with an error it is as it was.

        Where it is not `lasting` it may be empty after a crash.
        """
        return self.store.replacing(self.at(name), lasting=lasting)

    def write(self, name: str, data: bytes, *, lasting: bool = True) -> None:
        """Makes these bytes the file, as `replacing` does."""
        with self.replacing(name, lasting=lasting) as stream:
            stream.write(data)

    def read(self, name: str, most: int) -> bytes:
        """The first bytes of the file, so many at most; none where there is no such file.

        A pipe or a device, which might never end, is none.
        """
        entry = self.entry(name)
        if entry is None or entry.size is None:
            return b""
        with self.store.open(self.at(name)) as stream:
            return stream.read(most)

    def remove(self, name: str) -> None:
        """Removes the file, if it is there."""
        self.store.remove(self.at(name))


def is_folder(place: str) -> bool:
    """Whether results that go there go to a folder: it ends in `/`, or there is one."""
    return path_of(place).endswith("/") or store_of(place).is_folder(place)


def prove_empty(folder: Folder) -> None:
    """Raises UsageError where there is a file in the folder whose name begins with no point."""
    if not folder.store.is_folder(folder.place):
        return
    found: list[Entry] = []
    for depth in (0, None):  # a folder may be large, and that of all files
        if not found:
            found = list(folder.store.files_under(folder.place, _is_seen, depth))
    if found:
        first = folder.store.name_under(folder.place, found[0].place)
        help = "--resume leaves what is complete as it is; --overwrite makes all anew"
        raise UsageError(f"the folder {folder} is not empty: it holds {first}", help)


def named_after(name: str, ending: str) -> str:
    """The name of a file that belongs to that of another name; it is cut where it is too long."""
    folder, slash, last = name.rpartition("/")
    if len(os.fsencode(last + ending)) > _LONGEST:
        from hashlib import sha256

        digest = sha256(os.fsencode(last)).hexdigest()[:16]
        last = f"{os.fsencode(last)[:_KEPT].decode(errors='ignore')}~{digest}"
    return f"{folder}{slash}{last}{ending}"


def _is_seen(name: str) -> bool:
    return not name.startswith(".")
