"""Where results go: standard output, or a file that appears only when it is complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO

from fwdprop.errors import UsageError, writing_results
from fwdprop.system.atomic import creating, replacing
from fwdprop.system.compression import packing
from fwdprop.system.files import noted, prove_url_not_read
from fwdprop.system.interrupts import interrupt_delayed
from fwdprop.system.stores import is_remote, shown, store_of
from fwdprop.system.target import Target, target
from fwdprop.system.terminal import Terminal

Way = AbstractContextManager[BinaryIO]
ENOUGH = 1 << 16
"""So many characters are written together."""


class Page:
    """Where text goes, and what it is drawn for: the terminal itself, or a file or a pipe."""

    def __init__(self, stream: BinaryIO, terminal: Terminal) -> None:
        self.stream, self.terminal = stream, terminal
        self._waiting: list[bytes] = []

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
        with interrupt_delayed():
            self.stream.write(written)
            self.stream.flush()


@contextmanager
def page(terminal: Terminal, path: str | None) -> Iterator[Page]:
    """A page for the results, which go where `destination` says."""
    with destination(terminal, path) as whole, packing(path, whole) as stream:
        yield Page(stream, terminal if stream is terminal.stdout else terminal.for_file())


@contextmanager
def destination(
    terminal: Terminal, path: str | None, way: Callable[[Target], Way] = replacing
) -> Iterator[BinaryIO]:
    """A stream for the results: standard output for None and `-`, else the file.

    A file is written beside its place and moved there at the end: it is complete or it is not
    there at all; `way` is how. Devices and pipes are written to as they are. Raises UsageError for
    a file that is read, OutputError where it cannot be written.
    """
    if path is not None and is_remote(path):
        with _in_store(path, way) as stream:
            yield stream
        return
    found = None if path is None or path == "-" else target("-o", path)
    status = output_status(terminal)
    if found is None or (found.status and status and os.path.samestat(found.status, status)):
        read = None if status is None else noted(status)
        if read is not None:
            raise UsageError(f"the results would go into {read}, which is read")
        yield terminal.stdout
        return
    with writing_results(str(path)), way(found) if found.is_file else found.opened() as stream:
        yield stream


@contextmanager
def _in_store(place: str, way: Callable[[Target], Way]) -> Iterator[BinaryIO]:
    """The same for a URL."""
    prove_url_not_read("-o", place)
    store = store_of(place)
    if way is creating and store.entry(place) is not None:
        raise UsageError(f"{shown(place)} is there already", "name another file")
    with store.replacing(place) as stream:
        yield stream


def output_status(terminal: Terminal) -> os.stat_result | None:
    """What standard output is; None for bytes in memory."""
    try:
        return os.fstat(terminal.stdout.fileno())
    except (OSError, ValueError):
        return None
