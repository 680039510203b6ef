"""The folder that results go to: files in it are complete or not there."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from fwdprop.errors import UsageError, count
from fwdprop.system.stores import Entry, Store, shown, store_of
from fwdprop.system.stores.url import path_of

OURS = "_fwdprop"
"""The folder in it that holds what is ours."""
SUMMARY = f"{OURS}.json"
"""The file in it that says what all files of results hold."""


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

    def replacing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream whose bytes become the file at the end; with an error it is as it was."""
        return self.store.replacing(self.at(name))

    def write(self, name: str, data: bytes) -> None:
        """Makes these bytes the file."""
        with self.replacing(name) as stream:
            stream.write(data)

    def read(self, name: str, most: int) -> bytes:
        """The first bytes of the file, so many at most; none where there is no such file."""
        if self.entry(name) is None:
            return b""
        with self.store.open(self.at(name)) as stream:
            return stream.read(most)

    def remove(self, name: str) -> None:
        """Removes the file, if it is there."""
        self.store.remove(self.at(name))


def is_folder(place: str) -> bool:
    """Whether results that go there go to a folder: it ends in `/`, or there is one."""
    return path_of(place).endswith("/") or store_of(place).is_folder(place)


def prepared(place: str, resume: bool, overwrite: bool) -> Folder:
    """The folder, which is made where there is none.

    Raises UsageError where it holds files and neither is said, OutputError where it cannot be made.
    """
    folder = Folder(place)
    if not (resume or overwrite):
        _prove_empty(folder)
    folder.store.make_folder(place)
    folder.remove(SUMMARY)  # of an earlier run: it comes last
    return folder


def _prove_empty(folder: Folder) -> None:
    if not folder.store.is_folder(folder.place):
        return
    found = list(folder.store.files_under(folder.place, lambda name: not name.startswith(".")))
    if found:
        first = folder.store.name_under(folder.place, found[0].place)
        more = f" and {count(len(found) - 1, 'other file')}" if found[1:] else ""
        help = "--resume leaves what is complete as it is; --overwrite makes all anew"
        raise UsageError(f"the folder {folder} holds {first}{more}", help)
