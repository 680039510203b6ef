"""Temporary files, for what has to wait and may be too much for memory."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import partial
from typing import IO

from fwdprop.errors import writing

_writing = partial(writing, "a temporary file", "TMPDIR names another folder for it")


class Spool:
    """A temporary file, which is gone when it is closed; a `named` one can be opened by others.

    Raises OutputError where it cannot be written. As a context it closes the file at the end.
    """

    def __init__(self, *, named: bool = False) -> None:
        new = tempfile.NamedTemporaryFile if named else tempfile.TemporaryFile
        with _writing():
            self._file: IO[bytes] = new()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what could not be written has been told of
            self._file.close()

    def write(self, data: bytes | memoryview) -> None:
        """Writes behind what was written."""
        with _writing():
            self._file.write(data)

    def rewound(self) -> IO[bytes]:
        """The file, all of it written, from its beginning."""
        with _writing():
            self._file.seek(0)  # which writes what is buffered
        return self._file
