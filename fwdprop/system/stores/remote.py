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
from fwdprop.system.stores.url import below, decoded, is_url, shown, url
from fwdprop.system.stores.words import refusals


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
        """The files below a folder and at most so many more; FileNotFoundError where it is not."""

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
            found = self.files.file(self.files.path(place))
        return None if found is None else Entry(place, found.size, found.stamp)

    def is_folder(self, place: str) -> bool:
        """Whether files lie below it, or a folder was made there."""
        with refusals("read", place, InputError):
            return self.files.is_folder(self.files.path(place))

    def files_under(
        self, folder: str, named: Named = every_name, depth: int | None = None
    ) -> Iterator[Entry]:
        """The files, by one listing of all that lies below."""
        above = self.files.path(folder).rstrip("/") + "/"
        found: list[tuple[str, RemoteFile]] = []
        try:
            with refusals("read", folder, InputError):
                for each in _listed(self.files, above.rstrip("/"), depth):
                    name = each.path.removeprefix(above)
                    if all(map(named, name.split("/"))):
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
        bucket = url(place).host
        try:
            if self.is_folder(place):
                return InputError(f"{shown(place)} is a folder, not a file")
            if not self.is_folder(str(url(place)._replace(path=""))):
                return InputError(f"there is no {shown(place)}: {bucket} is not there, either")
        except FwdpropError:  # not all may look at the bucket
            pass
        return InputError(f"there is no file {shown(place)}")

    def open(self, place: str) -> BinaryIO:
        """The file's bytes, fetched in large parts."""
        try:
            with refusals("read", place, InputError), _missing_told_apart():
                opened = self.files.reader(self.files.path(place))
        except _MissingError:
            raise self.missing(place) from None
        return cast(BinaryIO, Fetched(place, *opened))

    @contextmanager
    def replacing(self, place: str) -> Iterator[BinaryIO]:
        """A stream into a temporary file in the same folder, whose name begins with a point."""
        path = self.files.path(place)
        folder, slash, name = path.rpartition("/")
        beside = f"{folder}{slash}.{name[:100]}.{os.urandom(6).hex()}"
        with refusals("write", place, OutputError):
            if folder:
                self.files.make_folder(folder)
            stream = Sent(place, self.files.writer(beside))
        try:
            yield cast(BinaryIO, stream)
            stream.complete()
            with refusals("write", place, OutputError):
                self.files.move(beside, path)
        except BaseException:
            stream.close()
            with suppress(Exception):  # why it breaks off is said
                self.files.remove(beside)
            raise

    def move(self, place: str, to: str) -> None:
        """Moves the file, in the store itself."""
        with refusals("write", to, OutputError):
            path = self.files.path(to)
            if "/" in path:
                self.files.make_folder(path.rpartition("/")[0])
            self.files.move(self.files.path(place), path)

    def remove(self, place: str) -> None:
        """Removes the file."""
        with refusals("remove", place, OutputError), suppress(FileNotFoundError):
            self.files.remove(self.files.path(place))

    def remove_folder(self, folder: str) -> None:
        """Removes all that lies below the folder, and the folder."""
        with refusals("remove", folder, OutputError), suppress(FileNotFoundError):
            self.files.remove_folder(self.files.path(folder))

    def make_folder(self, folder: str) -> None:
        """Makes the folder where the store has such things."""
        with refusals("write", folder, OutputError):
            self.files.make_folder(self.files.path(folder))

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
        yield from files.walk(path, depth)
