"""What was made of which file: a record for each, by which a later run knows what is complete."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fwdprop import __version__
from fwdprop.network.digest import digest
from fwdprop.pipeline.files.folder import OURS, SUMMARY, named_after
from fwdprop.pipeline.files.job import Job, Outcome
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.work import Work
from fwdprop.system.stores import Entry, shown

Record = Mapping[str, Any]

# A record is a few hundred bytes; names of columns may make it longer.
_LONGEST = 1 << 24
_MOST = 1 << 63
_COUNTS = ("rows", "skipped", "non_finite")


class Records:
    """The records of a job's files in the folder of its results."""

    def __init__(self, work: Work) -> None:
        self._work, self._folder = work, work.results
        self._same = _of_all(work.job)

    def complete(self, task: Task) -> Record | None:
        """The task's record, where its file is there, whole and made from the same; else None."""
        made, record = self._made(task), self._read(task)
        if record is None or any(record.get(key) != value for key, value in made.items()):
            return None
        there = self._folder.entry(task.name)
        if not (_is_counted(record) and there and there.size == record.get("bytes")):
            return None
        if not _is_known(task.found.entry):
            return None
        record = {key: record.get(key) for key in (*made, "bytes", *_COUNTS, "rejects")}
        # Rows that were skipped must not be, or be kept elsewhere, now.
        is_whole = record["skipped"] == 0
        alike = not self._work.job.columns.stop and record.get("rejects") == self._rejects
        return record if is_whole or alike else None

    def write(self, task: Task, outcome: Outcome) -> Record:
        """Writes the record of a file that is in its place."""
        there, findings = self._folder.entry(task.name), outcome.findings
        counts = (findings.rows, outcome.skipped, findings.non_finite)
        record = {
            **self._made(task),
            "bytes": there and there.size,
            **dict(zip(_COUNTS, counts, strict=True)),
            "rejects": self._rejects,
        }
        self._folder.write(place_of_record(task.name), _text(record), lasting=False)
        return record

    def forget(self, task: Task) -> None:
        """Removes the record of a file that is about to be made anew."""
        self._folder.remove(place_of_record(task.name))

    @property
    def _rejects(self) -> str | None:
        rejects = self._work.rejects
        return None if rejects is None else str(rejects)

    def _made(self, task: Task) -> Record:
        entry = task.found.entry
        return {
            "input": shown(task.found.place),
            "size": entry.size,
            "stamp": entry.stamp,
            **self._same,
            "output": task.name,
        }

    def _read(self, task: Task) -> Record | None:
        text = self._folder.read(place_of_record(task.name), _LONGEST)
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return record if isinstance(record, dict) else None


def write_summary(work: Work, records: Sequence[Record], more: Record) -> None:
    """Writes what all files hold together, and `more`, when all of them are complete."""
    sums = {name: sum(record[name] for record in records) for name in _COUNTS}
    outputs = [record["output"] for record in records]
    summary = {**_of_all(work.job), "files": len(records), **sums, **more, "outputs": outputs}
    work.results.write(SUMMARY, _text(summary))


def _is_counted(record: Record) -> bool:
    """Whether the numbers of the record are such as a run may have written."""
    return all(type(record.get(key)) is int and 0 <= record[key] < _MOST for key in _COUNTS)


def _is_known(entry: Entry) -> bool:
    """Whether another file would look otherwise: a pipe does not, nor does one without a time."""
    return bool(entry.stamp) and (entry.size is not None or not entry.stamp.startswith("mtime:"))


def _of_all(job: Job) -> Record:
    """What is the same for all files."""
    return {"network": digest(job.network), "options": job.options, "fwdprop": __version__}


def place_of_record(name: str) -> str:
    """The name of the record of the file of results of that name."""
    return named_after(f"{OURS}/{name}", ".json")


def _text(record: Record) -> bytes:
    return (json.dumps(record, indent=1) + "\n").encode()
