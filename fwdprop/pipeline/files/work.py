"""What is to be done in a job of many files, all of it proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fwdprop.pipeline.files.folder import Folder
from fwdprop.pipeline.files.job import Job
from fwdprop.pipeline.files.plan import Task


class Work(NamedTuple):
    """The tasks of a job, where their results go, and where rejects do, if anywhere."""

    job: Job
    tasks: Sequence[Task]
    results: Folder
    rejects: Folder | None = None

    @property
    def size(self) -> int | None:
        """The bytes of all inputs, None where that is not known."""
        sizes = [task.found.entry.size for task in self.tasks]
        return None if None in sizes else sum(size or 0 for size in sizes)
