"""Temporary files, for what has to wait: too much for memory, or not complete yet."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import IO, BinaryIO

from fwdprop.errors import OutputError, writing
from fwdprop.system.interrupts import signals_blocked
from fwdprop.system.locks import taken

LONGEST = 16 << 30
"""No temporary file is longer than so many bytes: 16 GiB."""
# A disk is never filled to the brim: so much of it stays free, or a twentieth of a small one.
ROOM = 1 << 30
_EVERY = 64 << 20

_OTHER_FOLDER = "TMPDIR names another folder for it"
_writing = partial(writing, "a temporary file", _OTHER_FOLDER)

_is_random = re.compile("[0-9a-f]{12}").fullmatch
_named: set[str] = set()
"""Files with a name that go at the end, however it comes."""


def new_file(name: str, mode: int = 0o600) -> BinaryIO:
    """A new file of that name, which is gone when the command ends unless it `stays`.

    Raises OSError where it cannot be made, FileExistsError where there is one.
    """
    with signals_blocked():
        file = open(name, "x+b", opener=partial(os.open, mode=mode))  # noqa: SIM115 - it stays open
        _named.add(name)
    return file


def stays(name: str) -> None:
    """Leaves the file alone from here on."""
    _named.discard(name)


def remove(name: str) -> None:
    """Removes the file, unless it stays."""
    with signals_blocked():
        if name in _named:
            with suppress(OSError):
                os.unlink(name)
            _named.discard(name)


def clear() -> None:
    """Removes all files that do not stay."""
    for name in list(_named):
        remove(name)


def random_name(folder: str, start: str = ".") -> str:
    """A path in the folder that no other file has, whatever the bytes that a name may have."""
    return os.path.join(folder, f"{_short(start)}.{os.urandom(6).hex()}")


def tells_case(folder: str) -> bool:
    """Whether files in the folder may have names that differ in capitals alone."""
    name = random_name(folder, ".case")
    try:
        new_file(name).close()
        above, last = os.path.split(name)
        return not os.path.exists(os.path.join(above, last.upper()))
    except OSError:  # why nothing can be written there is said where something is
        return True
    finally:
        remove(name)


def remove_abandoned(folder: str, names: Iterable[str]) -> None:
    """Removes temporary files beside files of these names whose process was killed.

    A file that a process has locked is not abandoned; where there are no locks, none is removed.
    """
    starts = {_short(f".{name}") for name in names}
    with suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            start, _, end = each.name.rpartition(".")
            if start in starts and _is_random(end) and each.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unlocked(each.path)


def _remove_unlocked(path: str) -> None:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        if taken(handle):
            os.unlink(path)
    finally:
        os.close(handle)


def _short(start: str) -> str:
    # A name takes 255 bytes, and a letter up to four of them.
    return os.fsencode(start)[:100].decode(errors="ignore")


class Spool:
    """A temporary file, which is gone when it is closed; a `named` one can be opened by others.

    Raises OutputError where it cannot be written, or would leave little room on its disk, and where
    it is longer than 16 GiB; `instead` is the help then. As a context it closes the file at the
    end.
    """

    def __init__(self, instead: str, *, named: bool = False) -> None:
        import tempfile

        self._instead, self._size, self._proven = instead, 0, 0
        self._name: str | None = None
        with _writing():
            if named:
                self._name = random_name(tempfile.gettempdir(), "fwdprop")
                self._file: IO[bytes] = new_file(self._name)
            else:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `__exit__` closes it

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file go, with all that was written."""
        with suppress(OSError):  # what could not be written has been reported
            self._file.close()
        if self._name is not None:
            remove(self._name)

    def write(self, data: bytes | memoryview) -> None:
        """Writes behind what was written."""
        self._size += len(data)
        if self._size > self._proven:
            self._prove_room()
        with _writing():
            self._file.write(data)

    def rewound(self) -> IO[bytes]:
        """The file, all of it written, from its beginning."""
        with _writing():
            self._file.seek(0)  # which writes what is buffered
        return self._file

    def _prove_room(self) -> None:
        """Raises OutputError where the file is too long, or leaves too little room for others."""
        if self._size > LONGEST:
            message = f"a temporary file would be longer than {LONGEST >> 30} GiB"
            raise OutputError(message, self._instead)
        import shutil
        import tempfile

        folder = tempfile.gettempdir()
        disk = shutil.disk_usage(folder)
        least = min(ROOM, disk.total // 20)
        if disk.free - self._size + self._proven < least:
            message = f"a temporary file would leave less than {least >> 20:,} MiB free in {folder}"
            raise OutputError(message, _OTHER_FOLDER)
        self._proven = min(self._size + _EVERY, LONGEST)
