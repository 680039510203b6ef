"""Interrupts (Ctrl-C) and terminations (`kill`) that leave nothing half done."""

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


class _Terminated(BaseException):
    """The process is asked to end; what is open is put away on the way out."""


_TERMINATIONS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def put_away() -> Iterator[None]:
    """A termination within first ends what is within, as an error would; then the process ends.

    It is one by `kill`, or by a terminal that is closed.
    """
    in_main = threading.current_thread() is threading.main_thread()
    ours = [each for each in _TERMINATIONS if in_main and signal.getsignal(each) is signal.SIG_DFL]
    came: list[int] = []

    def end(number: int, frame: object) -> None:
        for each in ours:
            signal.signal(each, signal.SIG_IGN)  # what is on its way to the end gets there
        came.append(number)
        raise _Terminated

    for each in ours:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)
        if came:
            signal.raise_signal(came[0])
