"""What every store of files can do, wherever its files are: on this machine or far away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple, Protocol

from fwdprop.errors import FwdpropError


class Entry(NamedTuple):
    """A file: its `place`, which a user may name again; its `size` in bytes, None where unknown.

    `stamp` changes where the file does: `mtime:<nanoseconds>`, or `etag:<text>` of a store that has
    these; empty where nothing is known.
    """

    place: str
    size: int | None
    stamp: str


Named = Callable[[str], bool]
"""Whether a file or a folder of that name is wanted."""


def every_name(name: str) -> bool:
    """True: no name is left out."""
    return True


class Store(Protocol):
    """Where files are. A store can be pickled, and used by several threads and processes at once.

    A `place` is a path or a URL, as users name it; messages show it as `url.shown` does. Whatever
    only looks raises InputError, and whatever changes something OutputError, with the store's own
    words and no secrets.
    """

    def entry(self, place: str) -> Entry | None:
        """The file at that place; None where there is none, or a folder."""

    def is_folder(self, place: str) -> bool:
        """Whether there is a folder; in a store without folders, whether files lie below it."""

    def files_under(
        self, folder: str, named: Named = every_name, depth: int | None = None
    ) -> Iterator[Entry]:
        """The files in the folder and in those below it, sorted by their paths.

        `named` says of a file's name, and of the name of each folder below this one, whether it is
        wanted: nothing is looked for in folders that are not, nor below more than `depth` folders.
        Raises InputError where there is no such folder, or one below it cannot be read.
        """

    def name_under(self, folder: str, place: str) -> str | None:
        """The path of a place below the folder, with `/`, no percent-encoding; None elsewhere."""

    def missing(self, place: str) -> FwdpropError:
        """The error for a place where no file is, with what is there, or what may be meant."""

    def open(self, place: str) -> BinaryIO:
        """The file's bytes: buffered (`peek`, `read1`) and seekable; the caller closes them."""

    def replacing(self, place: str, *, lasting: bool = True) -> AbstractContextManager[BinaryIO]:
        """A stream whose bytes become the file at the end of the block, in one step.

        After an error in the block there is no such file, or the one from before. Folders on the
        way are made. A file that is not `lasting` comes sooner, and may be lost with the power.
        """

    def move(self, place: str, to: str) -> None:
        """Moves a file within the store, over one that is there. Folders on the way are made."""

    def remove(self, place: str) -> None:
        """Removes the file, if there is one."""

    def remove_folder(self, folder: str) -> None:
        """Removes the folder with all that is in it, if there is one."""

    def make_folder(self, folder: str) -> None:
        """Makes the folder and those on the way to it, where they are not there yet."""

    def join(self, folder: str, name: str) -> str:
        """The place of a file or folder by its path below the folder, as `name_under` gives it."""
