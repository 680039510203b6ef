"""What workers say to the client while they work: that they began a piece, and how far they are."""

from __future__ import annotations

import os
import time
from typing import Any

EVERY = 1.0
"""Seconds between two messages about a piece."""


class Stopped(Exception):  # noqa: N818 - it is none
    """The piece is not wanted any more."""


def topic_of(run: str) -> str:
    """What Dask calls the messages of a run."""
    return f"fwdprop-{run}"


def address() -> str:
    """The address of the worker that this is called on."""
    return str(_worker().address)


class Telling:
    """Says that a piece was begun, and each second how many rows and bytes of it are done."""

    def __init__(self, run: str, number: int) -> None:
        self._topic, self._number = topic_of(run), number
        self._attempt = os.urandom(6).hex()
        self._worker = _worker()
        self._key = self._worker.get_current_task()
        self._rows = 0
        self._say(0)

    def __call__(self, rows: int, position: int) -> None:
        """Takes so many more rows, and the bytes so far; raises Stopped where that is in vain."""
        self._rows += rows
        if self._is_in_vain():
            raise Stopped
        if time.monotonic() - self._said >= EVERY:
            self._say(position)

    def _say(self, position: int) -> None:
        self._said = time.monotonic()
        told = {
            "piece": self._number,
            "attempt": self._attempt,
            "rows": self._rows,
            "bytes": position,
        }
        self._worker.log_event(self._topic, told)

    def _is_in_vain(self) -> bool:
        """Whether Dask has cancelled the task that this thread is at work on."""
        task = self._worker.state.tasks.get(self._key)
        return task is None or task.state == "cancelled"


def _worker() -> Any:
    from distributed import get_worker

    return get_worker()
