"""Locks on files and folders, which end with the process that holds them, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


def taken(handle: int) -> bool | None:
    """Whether the open file is locked from here on; None where the system has no such locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


@contextmanager
def locked(path: str) -> Iterator[bool]:
    """Whether nobody else holds the file or folder within; True where that cannot be known."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # a folder that may only be written to, or not be opened at all
        yield True
        return
    try:
        yield taken(handle) is not False
    finally:
        os.close(handle)
