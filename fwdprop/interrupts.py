"""Interrupts (Ctrl-C) that wait until what is being written is complete."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """An interrupt within waits for the end, so that no half line is written; a second does not."""
    handler = signal.getsignal(signal.SIGINT)
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or handler is not signal.default_int_handler:
        yield
        return
    came: list[int] = []

    def first(number: int, frame: object) -> None:
        came.append(number)
        signal.signal(signal.SIGINT, handler)

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if came:
        raise KeyboardInterrupt
