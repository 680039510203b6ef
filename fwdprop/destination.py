"""Where results go: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from fwdprop.errors import OutputError, UsageError, reason_of, writing
from fwdprop.interrupts import put_away, put_off
from fwdprop.terminal import Terminal

ENOUGH = 1 << 16
"""So many characters are written together."""


@dataclass
class Page:
    """Where text goes, and what it is drawn for: the terminal itself, or a file or a pipe."""

    stream: BinaryIO
    terminal: Terminal
    _waiting: list[bytes] = field(default_factory=list)

    def write(self, pieces: Iterable[str]) -> None:
        """Writes pieces of text, many at a time; those before an error are written."""
        size = 0
        try:
            for piece in pieces:
                self._waiting.append(self.terminal.encoded(piece))
                size += len(piece)
                if size >= ENOUGH:
                    self.flush()
                    size = 0
        finally:
            self.flush()

    def flush(self) -> None:
        """Lets out what was written so far, whole pieces even where an interrupt comes."""
        written = b"".join(self._waiting)
        self._waiting.clear()
        with put_off():
            self.stream.write(written)
            self.stream.flush()


@contextmanager
def page(terminal: Terminal, path: str | None, *reading: str) -> Iterator[Page]:
    """A page for the results, which go where `destination` says."""
    with destination(terminal, path, *reading) as stream:
        yield Page(stream, terminal if stream is terminal.stdout else terminal.for_file())


@contextmanager
def destination(terminal: Terminal, path: str | None, *reading: str) -> Iterator[BinaryIO]:
    """A stream for the results: standard output for None and `-`, else the file.

    A file is written beside its place and moved there at the end: it is complete or it is not
    there at all. Devices and pipes are written to as they are. `reading` are the files that are
    being read, which must not be overwritten. Raises OutputError where the file cannot be written.
    """
    if path is None or path == "-":
        for file in reading:
            if file == "-" and _is_own_output(terminal):
                raise UsageError("the results would go into the file that standard input is")
            if os.path.isfile(file) and _is_standard_output(terminal, file):
                raise UsageError(f"the results would go into {file}, which is read")
        yield terminal.stdout
        return
    if not path:
        raise UsageError("-o is given an empty name", "name a file, or - for standard output")
    if _is_standard_output(terminal, path):
        yield terminal.stdout
        return
    target = Path(os.path.realpath(path))
    _prove_not_read(f"-o {path}", target, reading)
    try:
        mode = os.stat(target).st_mode if target.exists() else stat.S_IFREG | 0o666 & ~_umask()
        if stat.S_ISDIR(mode):
            raise OutputError(f"cannot write {path}: it is a folder")
        if not stat.S_ISREG(mode):
            with open(target, "wb") as stream:
                yield stream
            return
        with put_away(), _replacing(target, mode) as stream:
            yield stream
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (error.filename is None and error.errno is None):
            raise
        raise OutputError(f"cannot write {path}: {reason_of(error)}") from None


@contextmanager
def _replacing(target: Path, mode: int) -> Iterator[BinaryIO]:
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with open(handle, "wb") as stream:
            yield stream
        os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _prove_not_read(option: str, path: str | Path, reading: Iterable[str]) -> None:
    """Raises UsageError where what is written would be one of the files that are read."""
    for file in reading:
        if os.path.exists(file) and os.path.exists(path) and os.path.samefile(file, path):
            raise UsageError(f"{option} would overwrite {file}, which is read", "name another file")


def _is_standard_output(terminal: Terminal, path: str) -> bool:
    """Whether a name such as /dev/stdout leads to where standard output already goes."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(terminal.stdout.fileno()))
    except (OSError, ValueError):
        return False


def _is_own_output(terminal: Terminal) -> bool:
    """Whether standard input and output are one and the same file, which would have no end."""
    try:
        found, out = (os.fstat(each.fileno()) for each in (terminal.stdin, terminal.stdout))
        return stat.S_ISREG(found.st_mode) and os.path.samestat(found, out)
    except (OSError, ValueError):
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Kept:
    """A file whose failures name it, so that they are not taken for those of the results."""

    def __init__(self, path: str) -> None:
        self._path = path
        with writing(self._path):
            self._file = open(path, "wb")  # noqa: SIM115 - `close` does

    def write(self, data: bytes) -> None:
        """Writes behind what was written."""
        with writing(self._path):
            self._file.write(data)

    def flush(self) -> None:
        """Lets out what was written so far."""
        with writing(self._path):
            self._file.flush()

    def close(self) -> None:
        """Closes the file, with all that was written."""
        with writing(self._path):
            self._file.close()


@contextmanager
def kept_rows(
    terminal: Terminal, path: str | None, output: str | None, *reading: str
) -> Iterator[Kept | None]:
    """The file for rows that are skipped; None where there is none.

    What was written stays there whatever happens. Raises UsageError for a file that is read or that
    results go to, OutputError where it cannot be written.
    """
    if path is None:
        yield None
        return
    if path in ("", "-"):
        raise UsageError(f"--rejects is a file, not '{path}'", "name one: --rejects rejects.tsv")
    same = output is not None and os.path.realpath(output) == os.path.realpath(path)
    if same or (os.path.isfile(path) and _is_standard_output(terminal, path)):
        message = f"--rejects {path} would overwrite the results"
        raise UsageError(message, "name another file")
    _prove_not_read(f"--rejects {path}", path, reading)
    kept = Kept(path)
    try:
        yield kept
    finally:
        kept.close()
