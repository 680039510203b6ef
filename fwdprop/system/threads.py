"""Threads, of which a system may let a process have only a few, or none beside the first."""

from __future__ import annotations

import threading
from collections.abc import Callable


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
