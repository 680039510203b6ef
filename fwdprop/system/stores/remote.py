"""Stores that are far away, whatever package speaks to them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from fwdprop.errors import FwdpropError, InputError, OutputError
from fwdprop.system.stores.store import Entry, Named, every_name
from fwdprop.system.stores.streams import Fetched, Sent
from fwdprop.system.stores.url import BUCKETS, below, decoded, is_url, shown, url
from fwdprop.system.stores.words import refusals
from fwdprop.system.threads import answered

PATIENCE = 60.0
"""In seconds: a store that says nothing for so long to a short question is not waited for."""


class RemoteFile(NamedTuple):
    """A file by its path in a package's own terms, with its size and stamp as in an Entry."""

    path: str
    size: int | None
    stamp: str


class Opened(NamedTuple):
    """A file that can be read: its size, `read_at(offset, size)`, and how it is let go of."""

    size: int | None
    read_at: Callable[[int, int], bytes]
    close: Callable[[], object]


class Files(Protocol):
    """What a package does with the files of a store; each raises whatever errors it has.

    Paths have their parts between `/`, and are not encoded. Can be pickled.
    """

    def path(self, place: str) -> str:
        """The path of a URL."""

    def file(self, path: str) -> RemoteFile | None:
        """The file there; None for a folder, or where nothing is."""

    def is_folder(self, path: str) -> bool:
        """Whether a folder is there."""

    def walk(self, path: str, depth: int | None) -> Iterable[RemoteFile]:
        """The files below a folder, those below more than `depth` others if that is easier, too.

        Raises FileNotFoundError where there is no such folder.
        """

    def reader(self, path: str) -> Opened:
        """The file's bytes; FileNotFoundError where there is none."""

    def writer(self, path: str) -> Any:
        """A new file with `write` and `close`."""

    def move(self, path: str, to: str) -> None:
        """Moves a file over what is there."""

    def remove(self, path: str) -> None:
        """Removes a file, which must be there."""

    def remove_folder(self, path: str) -> None:
        """Removes a folder, which must be there."""

    def make_folder(self, path: str) -> None:
        """Makes a folder, where the store has such things."""


@dataclass(frozen=True)
class RemoteStore:
    """A store far away. Its files are written under a temporary name first, and then moved."""

    files: Files

    def entry(self, place: str) -> Entry | None:
        """The file, with its etag or its time."""
        with refusals("read", place, InputError):
            found = answered(lambda: self.files.file(self.files.path(place)), PATIENCE)
        return None if found is None else Entry(place, found.size, found.stamp)

    def is_folder(self, place: str) -> bool:
        """Whether files lie below it, or a folder was made there."""
        with refusals("read", place, InputError):
            return answered(lambda: self.files.is_folder(self.files.path(place)), PATIENCE)

    def files_under(
        self, folder: str, named: Named = every_name, depth: int | None = None
    ) -> Iterator[Entry]:
        """The files, by one listing of all that lies below."""
        found: list[tuple[str, RemoteFile]] = []
        try:
            with refusals("read", folder, InputError):
                above = answered(lambda: self.files.path(folder), PATIENCE).rstrip("/") + "/"
                for each in _listed(self.files, above.rstrip("/"), depth):
                    name = each.path.removeprefix(above)
                    parts = name.split("/")
                    if "" in parts:  # below another folder it would lead elsewhere
                        raise InputError(f"{shown(folder)} holds {name}, a name with an empty part")
                    if all(map(named, parts)) and (depth is None or len(parts) <= depth + 1):
                        found.append((name, each))
        except _MissingError:
            raise self.missing(folder) from None
        for name, each in sorted(found):
            yield Entry(below(folder, name), each.size, each.stamp)

    def name_under(self, folder: str, place: str) -> str | None:
        """The path below the folder, where both are in the same store."""
        if not is_url(folder) or not is_url(place):
            return None
        above, whole = url(folder), url(place)
        path, start = decoded(whole.path), decoded(above.path).rstrip("/") + "/"
        same = (above.scheme, above.host) == (whole.scheme, whole.host)
        return path[len(start) :] or None if same and path.startswith(start) else None

    def missing(self, place: str) -> FwdpropError:
        """The error for a place without a file: it is a folder, or the bucket is missing, too."""
        parts = url(place)
        bucket = str(parts._replace(path=""))
        with suppress(FwdpropError):  # not all may look at the bucket
            if self.is_folder(place):
                return InputError(f"{shown(place)} is a folder, not a file")
            if parts.scheme in BUCKETS and not self.is_folder(bucket):
                return InputError(f"there is no file {shown(place)}: {shown(bucket)} is missing")
        return InputError(f"there is no file {shown(place)}")

    def open(self, place: str) -> BinaryIO:
        """The file's bytes, fetched in large parts."""
        try:
            with refusals("read", place, InputError), _missing_told_apart():
                opened = answered(lambda: self.files.reader(self.files.path(place)), PATIENCE)
        except _MissingError:
            raise self.missing(place) from None
        return cast(BinaryIO, Fetched(place, *opened))

    @contextmanager
    def replacing(self, place: str, *, lasting: bool = True) -> Iterator[BinaryIO]:
        """A stream into a temporary file in the same folder, whose name begins with a point."""
        with refusals("write", place, OutputError):
            path = answered(lambda: self.files.path(place), PATIENCE)
            folder, slash, name = path.rpartition("/")
            beside = f"{folder}{slash}.{name[:100]}.{os.urandom(6).hex()}"
            if folder:
                answered(lambda: self.files.make_folder(folder), PATIENCE)
            stream = Sent(place, answered(lambda: self.files.writer(beside), PATIENCE))
        try:
            yield cast(BinaryIO, stream)
            stream.complete()
            with refusals("write", place, OutputError):
                answered(lambda: self.files.move(beside, path))
        except BaseException:
            stream.close()
            with suppress(Exception):  # why it breaks off is said
                answered(lambda: self.files.remove(beside), PATIENCE)
            raise

    def move(self, place: str, to: str) -> None:
        """Moves the file, in the store itself."""

        def moved() -> None:
            path = self.files.path(to)
            if "/" in path:
                self.files.make_folder(path.rpartition("/")[0])
            self.files.move(self.files.path(place), path)

        with refusals("write", to, OutputError):
            answered(moved)

    def remove(self, place: str) -> None:
        """Removes the file."""
        with refusals("remove", place, OutputError), suppress(FileNotFoundError):
            answered(lambda: self.files.remove(self.files.path(place)))

    def remove_folder(self, folder: str) -> None:
        """Removes all that lies below the folder, and the folder."""
        with refusals("remove", folder, OutputError), suppress(FileNotFoundError):
            answered(lambda: self.files.remove_folder(self.files.path(folder)))

    def make_folder(self, folder: str) -> None:
        """Makes the folder where the store has such things."""
        with refusals("write", folder, OutputError):
            answered(lambda: self.files.make_folder(self.files.path(folder)), PATIENCE)

    def join(self, folder: str, name: str) -> str:
        """The URL, with what is not to stand in one encoded."""
        return below(folder, name)


class _MissingError(FwdpropError):
    """There is no such file or folder; the error for the user is made of it."""


@contextmanager
def _missing_told_apart() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError) as error:
        raise _MissingError(str(error)) from None


def _listed(files: Files, path: str, depth: int | None) -> Iterator[RemoteFile]:
    with _missing_told_apart():
        yield from answered(lambda: list(files.walk(path, depth)))
