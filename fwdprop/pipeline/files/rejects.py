"""`--rejects DIR/`: for each file of rows a file with those that were skipped, if there are any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO

from fwdprop.pipeline.files.folder import Folder, named_after
from fwdprop.pipeline.files.plan import Task


class RejectsOfFile:
    """A file that is there where something was written, and complete at the end of `opened`."""

    def __init__(self, opened: ExitStack, folder: Folder, name: str) -> None:
        self._opened, self._folder, self._name = opened, folder, name
        self._stream: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Writes behind what was written."""
        if self._stream is None:
            self._stream = self._opened.enter_context(self._folder.replacing(self._name))
        self._stream.write(data)

    def flush(self) -> None:
        """Leaves it to the end, when the results are complete, too."""


def rejects_name(task: Task) -> str:
    """The name of the file that rows of the task's file are kept in."""
    return named_after(task.found.name, ".tsv")


@contextmanager
def rejects_of(folder: Folder | None, task: Task) -> Iterator[RejectsOfFile | None]:
    """Where rows of the task's file that are skipped are kept; None where they are not.

    What an earlier run kept of this file is removed first.
    """
    if folder is None:
        yield None
        return
    name = rejects_name(task)
    folder.remove(name)
    with ExitStack() as opened:
        yield RejectsOfFile(opened, folder, name)
