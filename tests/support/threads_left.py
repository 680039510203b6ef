"""Threads that should end."""

from __future__ import annotations

import threading
from collections.abc import Collection

from piping import LONG


def join_all_but(before: Collection[threading.Thread]) -> None:
    """Waits for the end of all threads that were not there before; one that hangs is an error."""
    for thread in threading.enumerate():
        if thread not in before:
            thread.join(LONG)
            assert not thread.is_alive()
