"""`--rejects FILE`: the rows that are skipped, as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from fwdprop.errors import UsageError, writing
from fwdprop.system.interrupts import signals_blocked
from fwdprop.system.output import output_status
from fwdprop.system.spool import new_file, remove, stays
from fwdprop.system.stores import is_remote
from fwdprop.system.target import Target, target
from fwdprop.system.terminal import Terminal

_NO_TEXT = frozenset(
    [".gz", ".zst", ".bz2", ".xz", ".zip", ".npy", ".npz", ".parquet", ".arrow", ".feather"]
)


class RejectsFile:
    """A file whose failures name it, so that they are not taken for those of the results.

    It is opened at once, and what it held is gone when it is first written or let out: by then
    nothing is left that a command could be refused for. A new file is gone again unless it was.
    """

    def __init__(self, found: Target) -> None:
        self._found, self._is_begun = found, False
        with writing(found.path):
            self._file = _opened(found)

    @property
    def status(self) -> os.stat_result:
        """Which file it is."""
        return os.fstat(self._file.fileno())

    def write(self, data: bytes) -> None:
        """Writes behind what was written."""
        with writing(self._found.path):
            self._begin()
            self._file.write(data)

    def flush(self) -> None:
        """Lets out what was written so far."""
        with writing(self._found.path):
            self._begin()
            self._file.flush()

    def close(self) -> None:
        """Closes the file, with all that was written."""
        try:
            with writing(self._found.path):
                self._file.close()
        finally:
            remove(self._found.file)

    def _begin(self) -> None:
        if self._is_begun:
            return
        with signals_blocked():
            if self._found.is_file:
                self._file.truncate(0)
            stays(self._found.file)
            self._is_begun = True


def _opened(found: Target) -> BinaryIO:
    if found.status is None:
        return new_file(found.file, 0o666)
    if found.is_file:
        found.prove_writable()
    return found.opened()


@contextmanager
def rejects_file(
    terminal: Terminal, path: str | None, output: str | None
) -> Iterator[RejectsFile | None]:
    """The file for rows that are skipped; None where there is none.

    What was written stays there whatever happens. Raises UsageError for a file that is read or that
    results go to, OutputError where it cannot be written; so it does for the file of the results,
    before anything is changed.
    """
    if path is None:
        yield None
        return
    if path in ("", "-"):
        raise UsageError(f"--rejects is a file, not '{path}'", "name one: --rejects rejects.tsv")
    if (ending := os.path.splitext(path)[1].lower()) in _NO_TEXT:
        message = f"--rejects keeps rows as plain text, which no file that ends in {ending} holds"
        raise UsageError(message, "name a file with another ending")
    found, stdout = target("--rejects", path), output_status(terminal)
    kept = RejectsFile(found)
    try:
        is_stdout = output is None or output == "-"
        results = None if is_stdout or is_remote(str(output)) else target("-o", str(output))
        if results.is_same_as(kept.status) if results else is_stdout and found.is_same_as(stdout):
            message = f"--rejects {path} would overwrite the results"
            raise UsageError(message, "name another file")
        yield kept
    finally:
        kept.close()
