"""Proof that a file of rows was one and the same while it was read."""

from __future__ import annotations

from fwdprop.errors import InputError
from fwdprop.pipeline.files.plan import Task
from fwdprop.system.stores import Entry, is_remote, shown, store_of


def prove_unchanged(task: Task) -> None:
    """Raises InputError where the task's file is another one than when it was found.

    Its results would be those of no file that ever was, or of one that the record does not tell.
    """
    found = task.found
    if found.entry.size is None:  # a pipe; a file of a store that does not say
        return
    entry = store_of(found.place).entry(found.place)
    if entry is None or not _is_same(entry, found.entry, is_remote(found.place)):
        message = f"{shown(found.place)} has changed while it was read"
        raise InputError(message, "score it when nobody writes to it any more")


def _is_same(now: Entry, then: Entry, is_far: bool) -> bool:
    # Of one file a store may give a time to the second, and one more exact in a listing.
    is_time = is_far and not (now.stamp.startswith("etag:") and then.stamp.startswith("etag:"))
    return now.size == then.size and (is_time or now.stamp == then.stamp)
