"""Proof that what a job writes is none of what it reads, and that nothing is written twice."""

from __future__ import annotations

import os

from fwdprop.errors import OutputError, UsageError
from fwdprop.pipeline.files.folder import Folder
from fwdprop.pipeline.files.rejects import rejects_name
from fwdprop.pipeline.files.work import Work
from fwdprop.system.files import note, note_url, prove_url_not_read
from fwdprop.system.stores import is_remote, shown
from fwdprop.system.stores.local import proven_file
from fwdprop.system.stores.url import local_path, url


def prove_apart(work: Work) -> None:
    """Raises an error where a file would be written over one that is read, or over results.

    Nothing is changed. From here on the inputs are noted as files that are read.
    """
    for task in work.tasks:
        place = task.found.place
        if is_remote(place):
            note_url(place)
        else:
            note(place, place)
    results = set()
    above = _identity(work.results)
    for task in work.tasks:
        _prove_not_read("-o", work.results.at(task.name))
        results.add(f"{above}/{task.name}")
    if work.rejects is None:
        return
    above = _identity(work.rejects)
    for task in work.tasks:
        name = rejects_name(task)
        place = work.rejects.at(name)
        _prove_not_read("--rejects", place)
        if f"{above}/{name}" in results:
            message = f"--rejects {shown(place)} would overwrite the results"
            raise UsageError(message, "name another folder")


def _identity(folder: Folder) -> str:
    """What folders have in common that are the same one; OutputError for what is no folder."""
    if is_remote(folder.place):
        return str(url(folder.place)._replace(user="", options="")).rstrip("/")
    path = os.path.realpath(local_path(folder.place))
    if os.path.exists(path) and not os.path.isdir(path):
        raise OutputError(f"cannot write {folder}: it is no folder")
    return path.rstrip("/")


def _prove_not_read(option: str, place: str) -> None:
    """Raises an error where the file is read, or cannot be a file that is written."""
    if is_remote(place):
        prove_url_not_read(option, place)
    else:
        proven_file(option, place)
