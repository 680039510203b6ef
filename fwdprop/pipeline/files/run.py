"""The files of a job on one machine, one after the other, each by all cores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from fwdprop.errors import ExitStatus
from fwdprop.pipeline.files.folder import Folder
from fwdprop.pipeline.files.job import Advance, Job, Outcome, Part, score_part
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.records import Record, Records
from fwdprop.pipeline.files.rejects import rejects_of
from fwdprop.pipeline.score import Findings
from fwdprop.pipeline.skipped import Skipped


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


@dataclass
class Total:
    """What came of all files so far, and their records.

    `left` counts those that were complete before. The first result that is not finite stands in the
    file `non_finite_in`. `more` is what the summary says beside that.
    """

    findings: Findings = field(default_factory=Findings)
    records: list[Record] = field(default_factory=list)
    left: int = 0
    non_finite_in: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> ExitStatus:
        """The exit status: NO where rows were skipped, now or before."""
        skipped = any(record["skipped"] for record in self.records)
        return ExitStatus.NO if skipped else ExitStatus.DONE

    def note(self, task: Task, found: Findings, record: Record) -> None:
        """Takes what was found in the file of a task that is done now."""
        is_first = self.findings.cause is None and found.cause is not None
        self.findings.add(found)
        if is_first:
            self.findings.first, self.non_finite_in = found.first, task.found.place
        self.records.append(record)

    def leave(self, record: Record) -> None:
        """Takes the record of a file that was complete before."""
        self.records.append(record)
        self.left += 1


def run_here(work: Work, resume: bool, total: Total, skipped: Skipped, advance: Advance) -> None:
    """Makes every file of results that is not complete, each with its record.

    `total` and `skipped` take what was found; `advance` the rows, and the bytes of all inputs that
    were read. At an error the files before it are complete.
    """
    records, before = Records(work.job, work.results), 0
    for task in work.tasks:
        record = records.complete(task) if resume else None
        if record is None:
            records.forget(task)
            outcome = _made(work, task, partial(_behind, advance, before))
            skipped.add(outcome.skipped, outcome.first)
            total.note(task, outcome.findings, records.write(task, outcome))
        else:
            total.leave(record)
        before += task.found.entry.size or 0
        advance(0, before)


def _behind(advance: Advance, before: int, rows: int, position: int) -> None:
    """The rows of a file, and the bytes that were read of it, behind those of the files before."""
    advance(rows, before + position)


def _made(work: Work, task: Task, advance: Advance) -> Outcome:
    """What came of one file, whose results are in their place now."""
    with rejects_of(work.rejects, task) as rejects, work.results.replacing(task.name) as stream:
        part = Part(task.found.place)
        return score_part(
            work.job,
            part,
            lambda kept: work.job.writer(task.format, stream, kept),
            rejects,
            advance,
        )
