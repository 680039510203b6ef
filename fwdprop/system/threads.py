"""Threads, of which a system may let a process have only a few, or none beside the first."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar, cast

Done = TypeVar("Done")


def started(work: Callable[[], object], most: int) -> list[threading.Thread]:
    """Threads that do the work: so many, or as many as can be started."""
    threads: list[threading.Thread] = []
    for _ in range(most):
        # It may wait for others for ever, and must not keep the process from ending.
        thread = threading.Thread(target=work, daemon=True)
        try:
            thread.start()
        except RuntimeError:  # no more of them are to be had
            break
        threads.append(thread)
    return threads


def can_start(most: int) -> bool:
    """Whether so many more threads can be there at the same time."""
    end = threading.Event()
    threads = started(end.wait, most)
    end.set()
    for thread in threads:
        thread.join()
    return len(threads) == most


def answered(work: Callable[[], Done], limit: float | None = None) -> Done:
    """What the work gives, which is done in a thread of its own, so that an interrupt ends waiting.

    Raises TimeoutError where it takes longer than so many seconds; it then goes on unheard. Where
    no thread is to be had, this one does the work.
    """
    results: queue.Queue[tuple[Done | None, BaseException | None]] = queue.Queue()

    def run() -> None:
        try:
            results.put((work(), None))
        except BaseException as error:
            results.put((None, error))

    if not started(run, 1):
        return work()
    try:
        done, error = results.get(timeout=limit)
    except queue.Empty:
        raise TimeoutError(f"there was no answer within {limit:g} seconds") from None
    if error is not None:
        raise error
    return cast("Done", done)
