"""The folders of a job, which are its own while it goes on."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from fwdprop.errors import UsageError
from fwdprop.pipeline.files.folder import SUMMARY, prove_empty
from fwdprop.pipeline.files.records import place_of_record
from fwdprop.pipeline.files.rejects import rejects_name
from fwdprop.pipeline.files.work import Work
from fwdprop.system.locks import locked
from fwdprop.system.spool import remove_abandoned
from fwdprop.system.stores import is_remote
from fwdprop.system.stores.url import local_path


@contextmanager
def ready(work: Work, may_hold_files: bool) -> Iterator[None]:
    """Within, no other run on this machine writes to the folders, as far as the system can say so.

    The folder of results is made. What a run that was killed has left half written, under names
    that this one writes to, is removed, and so is the summary of an earlier run.

    Raises UsageError where a folder holds files and may not, or another run writes to it, and
    OutputError where the folder cannot be made.
    """
    folders = [work.results] + ([] if work.rejects is None else [work.rejects])
    if not may_hold_files:
        for folder in folders:
            prove_empty(folder)
    work.results.store.make_folder(work.results.place)
    outputs = [task.name for task in work.tasks]
    names = [
        [SUMMARY, *outputs, *map(place_of_record, outputs)],
        list(map(rejects_name, work.tasks)),
    ]
    with ExitStack() as held:
        taken: set[tuple[int, int]] = set()
        for folder, written in zip(folders, names, strict=False):
            if is_remote(folder.place) or not folder.store.is_folder(folder.place):
                continue
            path = local_path(folder.place)
            status = os.stat(path)
            if (status.st_dev, status.st_ino) not in taken:
                taken.add((status.st_dev, status.st_ino))
                if not held.enter_context(locked(path)):
                    message = f"another run writes to the folder {folder} now"
                    raise UsageError(message, "wait until it has ended, or name another folder")
            _clear(path, written)
        work.results.remove(SUMMARY)  # it comes last
        yield


def _clear(folder: str, names: Sequence[str]) -> None:
    """Removes what is left of files of these names that were never complete."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        above, last = os.path.split(name)
        below[above].append(last)
    for above, here in below.items():
        remove_abandoned(os.path.join(folder, above), here)
