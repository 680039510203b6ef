"""What workers have told so far: how many rows and bytes are done, and which pieces ran again."""

from __future__ import annotations

import queue
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fwdprop.pipeline.files.job import Advance


@dataclass
class Told:
    """Takes the messages of a run in whatever thread they come, and passes on what is new.

    `advance` takes more rows, and the bytes of all inputs.
    """

    advance: Advance
    _waiting: queue.SimpleQueue[Mapping[str, Any]] = field(default_factory=queue.SimpleQueue)
    _attempts: dict[int, set[str]] = field(default_factory=dict)
    _far: dict[int, tuple[int, int]] = field(default_factory=dict)
    _done: tuple[int, int] = (0, 0)
    _shown: int = 0

    @property
    def again(self) -> int:
        """How many times a piece was begun that had been begun before."""
        return sum(len(attempts) - 1 for attempts in self._attempts.values())

    def take(self, event: tuple[float, Mapping[str, Any]]) -> None:
        """Takes a message as Dask hands it on, with the time when it came."""
        self._waiting.put(event[1])

    def pass_on(self) -> None:
        """Says how far all pieces together are."""
        while not self._waiting.empty():
            told = self._waiting.get()
            number = told["piece"]
            self._attempts.setdefault(number, set()).add(told["attempt"])
            if number in self._far:
                self._far[number] = told["rows"], told["bytes"]
        rows = self._done[0] + sum(rows for rows, _ in self._far.values())
        position = self._done[1] + sum(size for _, size in self._far.values())
        self.advance(rows - self._shown, position)
        self._shown = rows

    def begin(self, number: int) -> None:
        """Counts what is told of this piece, from here on."""
        self._far[number] = 0, 0

    def end(self, number: int, rows: int, size: int) -> None:
        """Counts a piece that is done with so many rows and bytes."""
        self._far.pop(number, None)
        self.leave(rows, size)

    def leave(self, rows: int, size: int) -> None:
        """Counts rows and bytes that are done otherwise."""
        self._done = self._done[0] + rows, self._done[1] + size
