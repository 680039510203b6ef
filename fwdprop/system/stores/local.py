"""The files of this machine."""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fwdprop.errors import (
    FwdpropError,
    InputError,
    OutputError,
    reason_of,
    writing_results,
)
from fwdprop.system import atomic
from fwdprop.system.files import open_file, unreadable
from fwdprop.system.stores.store import Entry, Named, every_name
from fwdprop.system.stores.url import is_remote, local_path
from fwdprop.system.target import Target, target

_odd_parts = re.compile(r"/\.{0,2}(?:/|\Z)|\\").search


class LocalStore:
    """The files of this machine, by their paths or by `file://` URLs; entries have paths."""

    def entry(self, place: str) -> Entry | None:
        """The file, or the pipe or device, of unknown size; None for a folder or nothing."""
        path = local_path(place)
        try:
            status = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise unreadable(path, error, InputError) from None
        return None if stat.S_ISDIR(status.st_mode) else _entry(path, status)

    def is_folder(self, place: str) -> bool:
        """Whether there is a folder, or a link to one."""
        return os.path.isdir(local_path(place))

    def files_under(
        self, folder: str, named: Named = every_name, depth: int | None = None
    ) -> Iterator[Entry]:
        """The files, sorted by their paths; pipes and devices are left out.

        Links to folders are followed, but no folder is read twice: one that is there itself goes
        before a link to it. A link that leads nowhere is a file without size.
        """
        found: list[Entry] = []
        seen: set[tuple[int, int]] = set()
        waiting, links = deque([(local_path(folder), 0)]), deque[tuple[str, int]]()
        while waiting or links:
            path, above = (waiting or links).popleft()
            try:
                status = os.stat(path)
                if (status.st_dev, status.st_ino) in seen:
                    continue
                seen.add((status.st_dev, status.st_ino))
                with os.scandir(path) as entries:
                    for each in filter(lambda each: named(each.name), entries):
                        if not each.is_dir():
                            found.extend(_files(each))
                        elif depth is None or above < depth:
                            (links if each.is_symlink() else waiting).append((each.path, above + 1))
            except (OSError, ValueError) as error:
                at_fault = str(getattr(error, "filename", None) or path)
                raise unreadable(at_fault, error, InputError) from None
        return iter(sorted(found))

    def name_under(self, folder: str, place: str) -> str | None:
        """The path below the folder, whose links are not looked behind."""
        if is_remote(folder) or is_remote(place):
            return None
        path, above = local_path(place), os.path.join(local_path(folder), "")
        if path.startswith(above) and not _odd_parts(path[len(above) - 1 :]):
            return path[len(above) :]  # many thousands of files of a folder come this way
        path, above = os.path.normpath(path), os.path.normpath(above)
        with suppress(ValueError):  # they are on different drives
            name = os.path.relpath(path, above)
            if name != os.curdir and name.split(os.sep)[0] != os.pardir:
                return name.replace(os.sep, "/")
        return None

    def missing(self, place: str) -> FwdpropError:
        """The error, with a file of a similar name."""
        if place.endswith("/") and not os.path.lexists(local_path(place).rstrip("/")):
            return InputError(f"there is no folder {local_path(place)}")
        try:
            self.open(place).close()
        except FwdpropError as error:
            return error
        return InputError(f"{local_path(place)} is a file, not a folder")  # it ends in a slash

    def open(self, place: str) -> BinaryIO:
        """The file's bytes; it is noted as one that is read."""
        return open_file(Path(local_path(place)), InputError)

    @contextmanager
    def replacing(self, place: str, *, lasting: bool = True) -> Iterator[BinaryIO]:
        """A stream into a temporary file beside the place, whose name begins with a point."""
        path = local_path(place)
        self.make_folder(os.path.dirname(path))
        found = proven_file("-o", path)
        if os.path.islink(path):  # it gives way, and what it leads to stays as it is
            found = found._replace(file=path, status=None)
        with writing_results(path), atomic.replacing(found, lasting=lasting) as stream:
            yield stream

    def move(self, place: str, to: str) -> None:
        """Renames the file, in one step."""
        path, goal = local_path(place), local_path(to)
        self.make_folder(os.path.dirname(goal))
        with _changing(goal, f"move {path} to"):
            os.replace(path, goal)
        atomic.bring_folder_to_disk(goal)

    def remove(self, place: str) -> None:
        """Removes the file, or the link to it."""
        path = local_path(place)
        with _changing(path), suppress(FileNotFoundError):
            os.remove(path)

    def remove_folder(self, folder: str) -> None:
        """Removes the folder; links in it, not what they lead to."""
        import shutil

        path = local_path(folder)
        with _changing(path), suppress(FileNotFoundError):
            shutil.rmtree(path)

    def make_folder(self, folder: str) -> None:
        """Makes the folder."""
        path = local_path(folder)
        if path:
            with _changing(path):
                os.makedirs(path, exist_ok=True)

    def join(self, folder: str, name: str) -> str:
        """The path, as the system writes it."""
        return os.path.join(local_path(folder), name)


def proven_file(option: str, path: str) -> Target:
    """What the path leads to; an error where that is no file, is a file that is read, or a pipe."""
    found = target(option, path)
    if not found.is_file:
        raise OutputError(f"cannot write {path}: it is a pipe or a device, and no file")
    return found


@contextmanager
def _changing(path: str, doing: str = "write") -> Iterator[None]:
    """Turns a refusal within, or that of a name which no file can have, into an OutputError."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot {doing} {path}: {reason_of(error)}") from None


def _entry(path: str, status: os.stat_result) -> Entry:
    size = status.st_size if stat.S_ISREG(status.st_mode) else None
    return Entry(path, size, f"mtime:{status.st_mtime_ns}")


def _files(found: os.DirEntry[str]) -> Iterator[Entry]:
    """The file that was found in a folder; none where it is something else."""
    if found.is_file():
        yield _entry(found.path, found.stat())
    elif found.is_symlink() and not os.path.exists(found.path):
        yield Entry(found.path, None, "")
