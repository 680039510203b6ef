"""The folders of a job, which are its own while it goes on."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from unicodedata import normalize

from fwdprop.errors import UsageError
from fwdprop.pipeline.files.folder import SUMMARY, Folder, prove_empty
from fwdprop.pipeline.files.records import place_of_record
from fwdprop.pipeline.files.rejects import rejects_name
from fwdprop.pipeline.files.work import Work
from fwdprop.system.locks import locked
from fwdprop.system.spool import remove_abandoned, tells_case
from fwdprop.system.stores import is_remote
from fwdprop.system.stores.url import local_path


@contextmanager
def ready(work: Work, may_hold_files: bool) -> Iterator[None]:
    """Within, no other run on this machine writes to the folders, as far as the system can say so.

    The folder of results is made, and gone again where an error leaves nothing in it. What a run
    that was killed has left half written, under names that this one writes to, is removed, and so
    is the summary of an earlier run.

    Raises UsageError where a folder holds files and may not, or another run writes to it, and
    OutputError where the folder cannot be made.
    """
    folders = [work.results] + ([] if work.rejects is None else [work.rejects])
    if not may_hold_files:
        for folder in folders:
            prove_empty(folder)
    outputs = [task.name for task in work.tasks]
    names = [
        [SUMMARY, *outputs, *map(place_of_record, outputs)],
        list(map(rejects_name, work.tasks)),
    ]
    with _made(work.results), ExitStack() as held:
        ours: set[str] = set()
        for folder, written in zip(folders, names, strict=False):
            if not is_remote(folder.place) and folder.store.is_folder(folder.place):
                path = os.path.realpath(local_path(folder.place))
                if path not in ours:
                    _hold(folder, held)
                    ours.add(path)
                _clear(path, written)
                _prove_told_apart(folder, written)
        work.results.remove(SUMMARY)  # it comes last
        yield


@contextmanager
def _made(folder: Folder) -> Iterator[None]:
    """Makes the folder, which goes again where an error leaves nothing in it."""
    is_new = not is_remote(folder.place) and not folder.store.is_folder(folder.place)
    folder.store.make_folder(folder.place)
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):  # there is something in it
                os.rmdir(local_path(folder.place))
        raise


def _hold(folder: Folder, held: ExitStack) -> None:
    """Keeps other runs out until the end; UsageError where one is in."""
    if not held.enter_context(locked(local_path(folder.place))):
        message = f"another run writes to the folder {folder} now"
        raise UsageError(message, "wait until it has ended, or name another folder")


def _prove_told_apart(folder: Folder, names: Sequence[str]) -> None:
    """Raises UsageError where two names are one to the system, as A.csv and a.csv are to some."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(normalize("NFC", name).casefold(), name)
        if other != name:
            if tells_case(local_path(folder.place)):
                return
            message = f"{other} and {name} are one file in the folder {folder}"
            raise UsageError(message, "rename one of them, or write them to folders of their own")


def _clear(folder: str, names: Sequence[str]) -> None:
    """Removes what is left of files of these names that were never complete."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        above, last = os.path.split(name)
        below[above].append(last)
    for above, here in below.items():
        remove_abandoned(os.path.join(folder, above), here)
