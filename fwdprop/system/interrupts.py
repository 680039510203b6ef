"""Interrupts (Ctrl-C) and terminations (`kill`) that leave nothing half done."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

_TERMINATIONS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


_clears: list[Callable[[], object]] = []
"""What clears away unfinished things, as long as there may be some."""


def interrupt(number: int, frame: object) -> NoReturn:
    """Ends what is going on, as an error would; a further interrupt does not wait for that."""
    signal.signal(signal.SIGINT, leave)
    raise KeyboardInterrupt


def leave(*_: object) -> NoReturn:
    """Clears away what is unfinished, and ends the process at once."""
    for clear in _clears:
        clear()
    os._exit(130)


@contextmanager
def interrupt_delayed() -> Iterator[None]:
    """An interrupt within waits for the end, so that no half line is written; a second does not."""
    handler = signal.getsignal(signal.SIGINT)
    ours = handler is signal.default_int_handler or handler is interrupt
    if not _in_main_thread() or not callable(handler) or not ours:
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
        if not came:
            signal.signal(signal.SIGINT, handler)
    if came:
        handler(signal.SIGINT, None)


@contextmanager
def signals_blocked() -> Iterator[None]:
    """Every interrupt and termination within waits for the end, for steps that belong together."""
    came: list[int] = []
    before: dict[int, Any] = {}
    try:
        for number in (signal.SIGINT, *_TERMINATIONS) if _in_main_thread() else ():
            handler = signal.getsignal(number)
            if handler is signal.SIG_DFL or callable(handler):
                before[number] = handler
                signal.signal(number, lambda number, frame: came.append(number))
        yield
    finally:
        # An interrupt is an error from where it is let in again, so it comes last.
        for number, handler in reversed(before.items()):
            signal.signal(number, handler)
            if number in came:
                signal.raise_signal(number)


@contextmanager
def cleaning_up(clear: Callable[[], object]) -> Iterator[None]:
    """A termination within first clears away what is unfinished; then it ends the process.

    It is one by `kill`, or by a terminal that is closed. Where there is another such block around
    this one, what is unfinished there goes, too.
    """
    ours = [
        number
        for number in _TERMINATIONS
        if _in_main_thread() and signal.getsignal(number) is signal.SIG_DFL
    ]

    def end(number: int, frame: object) -> None:
        for each in reversed(_clears):
            each()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    try:
        _clears.append(clear)
        for number in ours:
            signal.signal(number, end)
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
        clear()
        _clears.remove(clear)


def _in_main_thread() -> bool:
    """Whether this is the one thread that signals come to."""
    return threading.current_thread() is threading.main_thread()
