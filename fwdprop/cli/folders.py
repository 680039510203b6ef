"""Many files in, a file for each out: `-o DIR/`, with the options that belong to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.options import Group, Option
from fwdprop.errors import FwdpropError, UsageError, count
from fwdprop.system.stores import is_remote

if TYPE_CHECKING:
    from fwdprop.cli.data import DataOptions
    from fwdprop.pipeline.files.job import Job
    from fwdprop.pipeline.files.total import Total
    from fwdprop.pipeline.files.work import Work
    from fwdprop.system.terminal import Terminal


class FolderOptions(NamedTuple):
    """What the command line says of a folder of results, and of what makes the files in it."""

    resume: bool
    overwrite: bool
    on: str | None

    @property
    def asked(self) -> dict[str, bool]:
        """Which of the options are asked for."""
        asked = {"--resume": self.resume, "--overwrite": self.overwrite}
        return {**asked, "--on": self.on is not None}

    def is_meant(self, output: str | None) -> bool:
        """Whether results go to a folder; UsageError where these options ask for one in vain."""
        from fwdprop.pipeline.files.folder import is_folder

        if self.on is not None:
            from fwdprop.cli.on import proven

            proven(self.on)
        if output is not None and output != "-" and is_folder(output):
            if self.resume and self.overwrite:
                help = "leave one of them out"
                raise UsageError("--resume and --overwrite exclude each other", help)
            return True
        for option in (name for name, is_asked in self.asked.items() if is_asked):
            help = "name one, with a / at its end: -o out/"
            raise UsageError(f"{option} is for a folder of results", help)
        return False


FOLDER = Group(
    "folder",
    (
        Option(
            "resume",
            ("--resume",),
            None,
            "Leave files in -o DIR/ that are complete and made from the same.",
            "flag",
            default=False,
        ),
        Option(
            "overwrite",
            ("--overwrite",),
            None,
            "Make files in -o DIR/ anew that are there.",
            "flag",
            default=False,
        ),
        Option(
            "on",
            ("--on",),
            "ENGINE",
            "Score the files on a cluster: dask, on all cores; dask=tcp://host:8786.",
        ),
    ),
    FolderOptions,
)


def prove_one_each(paths: Sequence[str], from_format: str | None, output: str | None) -> None:
    """Raises UsageError where one of the words for `--data` names several files.

    Each of these gives a file of results of its own, and `output` is no folder. Raises InputError
    where a pattern names none.
    """
    for path in paths:
        is_folder = os.path.isdir(path)
        if path == "-" or is_remote(path) or (os.path.exists(path) and not is_folder):
            continue
        from fwdprop.tables.inputs import inputs_of, is_pattern

        if not (is_folder or is_pattern(path)):
            continue
        found = len(inputs_of([path], from_format, {}))
        folder = "out" if output in (None, "", "-") or "." in str(output) else output
        help = f"name a folder for their results: -o {folder}/"
        raise UsageError(f"--data {path} names {count(found, 'file')}", help)


def score_files(
    terminal: Terminal,
    job: Job,
    data: DataOptions,
    paths: Sequence[str],
    format: str | None,
    output: str,
    folder: FolderOptions,
) -> Total:
    """What came of all files of rows; a file of results for each is in the folder `output`."""
    from fwdprop.cli.messages import remark, reporting
    from fwdprop.cli.on import runner
    from fwdprop.pipeline.files.ready import ready
    from fwdprop.pipeline.files.records import write_summary
    from fwdprop.pipeline.files.total import Total
    from fwdprop.pipeline.skipped import Skipped
    from fwdprop.system.progress import progress

    work, total = _work(job, data, paths, format, output, folder), Total()
    skipped = Skipped(job.columns.stop)
    kept = None if work.rejects is None else str(work.rejects)
    with ready(work, folder.resume or folder.overwrite), reporting(terminal, skipped, kept):
        try:
            with (
                runner(folder.on) as (run, beside),
                progress(terminal, data.quiet, work.size, beside) as advance,
            ):
                run(work, folder.resume, total, skipped, advance)
        except (FwdpropError, KeyboardInterrupt):
            if total.records:
                files = f"{len(total.records):,} of {count(len(work.tasks), 'file')}"
                are = "is" if len(total.records) == 1 else "are"
                remark(terminal, "note", f"{files} {are} complete; --resume goes on from there")
            raise
        already = {"complete_before": total.left}
        write_summary(work, total.records, {**already, **total.more})
    if not data.quiet:
        remark(terminal, "note", _said(work, total))
    if job.watched and total.left:
        remark(terminal, "note", "the health is that of the files written now")
    return total


def _work(
    job: Job,
    data: DataOptions,
    paths: Sequence[str],
    format: str | None,
    output: str,
    folder: FolderOptions,
) -> Work:
    """What is to be done, all of it proven before anything is written."""
    from fwdprop.pipeline.files.apart import prove_apart
    from fwdprop.pipeline.files.folder import Folder
    from fwdprop.pipeline.files.plan import planned
    from fwdprop.pipeline.files.work import Work
    from fwdprop.tables.inputs import inputs_of

    rejects = None if data.rejects is None else Folder(_folder("--rejects", data.rejects))
    written = {"results": output} | ({} if rejects is None else {"rejects": rejects.place})
    tasks = planned(inputs_of(paths, data.source_format, written), data.source_format, format)
    work = Work(job, tasks, Folder(output), rejects)
    prove_apart(work)
    return work


def _folder(option: str, place: str) -> str:
    """The place, which must be that of a folder."""
    from fwdprop.pipeline.files.folder import is_folder
    from fwdprop.system.stores import shown

    if place in ("", "-"):
        raise UsageError(f"{option} is a folder, not '{place}'", f"name one: {option} rejects/")
    if is_folder(place):
        return place
    message = f"{option} {shown(place)} is a file, and each file of rows has rejects of its own"
    raise UsageError(message, f"name a folder: {option} rejects/")


def _said(work: Work, total: Total) -> str:
    """How much was written where."""
    made = count(len(work.tasks) - total.left, "file")
    rows = count(total.findings.rows, "row")
    left = f"; {count(total.left, 'file')} complete before" if total.left else ""
    without = f", without {count(total.skipped_before, 'row')}" if total.skipped_before else ""
    times = total.more.get("pieces_run_again")
    again = f"; {count(times, 'piece')} ran again" if times else ""
    return f"{made} with {rows} written to {work.results}{left}{without}{again}"
