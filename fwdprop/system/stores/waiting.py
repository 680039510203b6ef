"""Waiting for a store that may never answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

PATIENCE = 60.0
"""In seconds: a store that says nothing for so long to a short question is not waited for."""

Answer = TypeVar("Answer")


class _Question(Generic[Answer]):
    """Work, and what came of it."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        self._work = work
        self.is_done = False
        self._answer: list[Answer] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        """Does the work."""
        try:
            self._answer.append(self._work())
        except BaseException as error:
            self._error = error
        self.is_done = True

    def answer(self) -> Answer:
        """What the work has given; raises what it has raised."""
        if self._error is not None:
            raise self._error
        return self._answer[0]


def answered(work: Callable[[], Answer], limit: float | None = None) -> Answer:
    """What the work gives, which is done in a thread of its own, so that an interrupt ends waiting.

    Raises TimeoutError where it takes longer than so many seconds; nobody waits for it then.
    """
    question = _Question(work)
    thread = threading.Thread(target=question.run, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # there are no more threads
        return work()
    thread.join(limit)
    if not question.is_done:
        raise TimeoutError(f"there was no answer within {limit:.0f} seconds")
    return question.answer()
