"""How far a long run is, on standard error: rows, rate, and the time left where it is known."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds that pass before anything is shown."""

AGAIN = 0.1
"""Seconds that pass before it is drawn again."""

Advance = Callable[[int, int], None]
"""Takes how many more rows are done, and how many bytes of all were read."""


@contextmanager
def progress(
    terminal: Terminal, quiet: bool, size: int | None, beside: Callable[[], str] = str
) -> Iterator[Advance]:
    """A function that shows how far the run is, where a person watches and it takes a while.

    `size` is how many bytes there are to read, None where that is not known. With `quiet` nothing
    is shown. `beside` gives what stands behind rows and rate.
    """
    if quiet or not terminal.can_redraw:
        yield lambda rows, position: None
        return
    bar = _Bar(terminal, size, beside)
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    """A bar that appears after a second, and is gone at the end."""

    def __init__(self, terminal: Terminal, size: int | None, beside: Callable[[], str]) -> None:
        self._terminal, self._size, self._beside = terminal, size, beside
        self._start, self._rows = time.monotonic(), 0
        self._last = 0.0
        self._shown: Progress | None = None

    def advance(self, rows: int, position: int) -> None:
        """Counts rows that are done, and draws where it is time to."""
        self._rows += rows
        seconds = time.monotonic() - self._start
        if seconds < PATIENCE:
            return
        if self._shown is None:
            self._shown = self._drawn()
        text = f"{self._rows:,} rows, {self._rows / seconds:,.0f} a second{self._beside()}"
        self._shown.update(self._shown.task_ids[0], description=text, completed=position)
        if seconds - self._last >= AGAIN:
            self._shown.refresh()
            self._last = seconds

    def stop(self) -> None:
        """Takes the bar away."""
        if self._shown is not None:
            self._shown.stop()

    def _drawn(self) -> Progress:
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft

        ends = [SpinnerColumn("line")] if self._size is None else [BarColumn(20), TimeLeft()]
        text = TextColumn("{task.description}", markup=False)
        console = self._terminal.console_of_errors()
        # A thread that draws it again and again may not be to be had.
        bar = Progress(text, *ends, console=console, transient=True, auto_refresh=False)
        bar.add_task("", total=self._size)
        bar.start()
        return bar
