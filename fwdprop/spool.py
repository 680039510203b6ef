"""Temporary files, for what has to wait and may be too much for memory."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from functools import partial
from typing import IO

from fwdprop.errors import OutputError, writing

LONGEST = 16 << 30
"""No temporary file is longer than so many bytes: 16 GiB."""
# A disk is never filled to the brim: so much of it stays free, or a twentieth of a small one.
ROOM = 1 << 30
_EVERY = 64 << 20

_OTHER_FOLDER = "TMPDIR names another folder for it"
_writing = partial(writing, "a temporary file", _OTHER_FOLDER)


class Spool:
    """A temporary file, which is gone when it is closed; a `named` one can be opened by others.

    Raises OutputError where it cannot be written, or would leave little room on its disk, and where
    it is longer than 16 GiB; `instead` is the help then. As a context it closes the file at the
    end.
    """

    def __init__(self, instead: str, *, named: bool = False) -> None:
        self._instead, self._size, self._proven = instead, 0, 0
        new = tempfile.NamedTemporaryFile if named else tempfile.TemporaryFile
        with _writing():
            self._file: IO[bytes] = new()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file, which is gone then."""
        with suppress(OSError):  # what could not be written has been told of
            self._file.close()

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
        folder = tempfile.gettempdir()
        disk = shutil.disk_usage(folder)
        least = min(ROOM, disk.total // 20)
        if disk.free - self._size + self._proven < least:
            message = f"a temporary file would leave less than {least >> 20:,} MiB free in {folder}"
            raise OutputError(message, _OTHER_FOLDER)
        self._proven = min(self._size + _EVERY, LONGEST)
