"""Threads that should be gone, and how long to wait for them."""

from __future__ import annotations

import threading
import time

SOON = 20.0
"""So many seconds are enough for anything on any machine."""


def wait_until_no_more_than(threads: int) -> None:
    deadline = time.monotonic() + SOON
    while threading.active_count() > threads:
        assert time.monotonic() < deadline, threading.enumerate()
        time.sleep(0.01)
