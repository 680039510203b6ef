"""Which file of results each file of rows gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from fwdprop.errors import UsageError
from fwdprop.system.compression import COMPRESSED
from fwdprop.system.stores import shown
from fwdprop.tables.endings import format_of
from fwdprop.tables.formats import read_formats
from fwdprop.tables.inputs import Found

_HELP = "rename one of them, or write them to folders of their own"


class Task(NamedTuple):
    """A file of rows, and its file of results in the folder of these: `name`, in this `format`."""

    found: Found
    name: str
    format: str


def planned(
    inputs: Sequence[Found], source_format: str | None, format: str | None
) -> Sequence[Task]:
    """A task for each input; results have the format, or that of their rows where it is None.

    Raises UsageError where two of them would be called the same, or one as the folder of another.
    """
    tasks = list(_tasks(inputs, source_format, format))
    first: dict[str, Task] = {}
    for task in tasks:
        other = first.setdefault(task.name, task)
        if other is not task and other.found.entry == task.found.entry:
            message = f"{shown(task.found.place)} is named twice in --data"
            raise UsageError(message, "leave one of them out")
        if other is not task:
            places = [shown(each.found.place) for each in (other, task)]
            message = f"{places[0]} and {places[1]} would both become {task.name}"
            raise UsageError(message, _HELP)
    for task in tasks:
        for above in map(str, PurePosixPath(task.name).parents):
            if above in first:
                places = [shown(each.found.place) for each in (first[above], task)]
                message = f"{places[0]} would become {above}, and {places[1]} {task.name} below it"
                raise UsageError(message, _HELP)
    return tasks


def _tasks(
    inputs: Sequence[Found], source_format: str | None, format: str | None
) -> Iterator[Task]:
    known = read_formats()
    for found in inputs:
        came_in = source_format or format_of(found.place, known) or "csv"
        ending = format or came_in
        yield Task(found, f"{_stem(found.name)}.{ending}", ending)


def _stem(name: str) -> str:
    """The name without the endings of its compression and its format; a number is no ending."""
    path = PurePosixPath(name)
    if path.suffix.lower() in COMPRESSED:
        path = path.with_suffix("")
    return str(path if path.suffix[1:].isdecimal() else path.with_suffix(""))
