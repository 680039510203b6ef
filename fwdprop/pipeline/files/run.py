"""The files of a job on one machine, one after the other, each by all cores."""

from __future__ import annotations

from functools import partial

from fwdprop.pipeline.files.job import Advance, Outcome, Part, score_part
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.records import Records
from fwdprop.pipeline.files.rejects import rejects_of
from fwdprop.pipeline.files.total import Total
from fwdprop.pipeline.files.unchanged import prove_unchanged
from fwdprop.pipeline.files.work import Work
from fwdprop.pipeline.skipped import Skipped


def run_here(work: Work, resume: bool, total: Total, skipped: Skipped, advance: Advance) -> None:
    """Makes every file of results that is not complete, each with its record.

    `total` and `skipped` take what was found; `advance` the rows, and the bytes of all inputs that
    were read. At an error the files before it are complete.
    """
    records, before = Records(work), 0
    for task in work.tasks:
        record = records.complete(task) if resume else None
        if record is None:
            records.forget(task)
            outcome = _made(work, task, partial(_behind, advance, before))
            skipped.add(outcome.skipped, outcome.first)
            total.note(task, outcome, records.write(task, outcome))
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
        outcome = score_part(
            work.job,
            part,
            lambda kept: work.job.writer(task.format, stream, kept),
            rejects,
            advance,
        )
        prove_unchanged(task)
        return outcome
