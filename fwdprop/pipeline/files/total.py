"""What came of all files of a job together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fwdprop.errors import ExitStatus
from fwdprop.pipeline.files.job import Outcome
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.records import Record
from fwdprop.pipeline.score import Findings


@dataclass
class Total:
    """What came of all files so far, and their records.

    `left` counts those that were complete before, without the rows `skipped_before`. The first
    result that is not finite stands in the file `non_finite_in`. `warned` counts the files that may
    have been read otherwise than they were meant, and `warning` is that of the first. `more` is
    what the summary says beside that.
    """

    findings: Findings = field(default_factory=Findings)
    records: list[Record] = field(default_factory=list)
    left: int = 0
    skipped_before: int = 0
    non_finite_in: str = ""
    warned: int = 0
    warning: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> ExitStatus:
        """The exit status: NO where rows were skipped, now or before."""
        skipped = any(record["skipped"] for record in self.records)
        return ExitStatus.NO if skipped else ExitStatus.DONE

    def note(self, task: Task, outcome: Outcome, record: Record) -> None:
        """Takes what came of the file of a task that is done now."""
        found = outcome.findings
        if outcome.warning is not None:
            self.warned += 1
            self.warning = self.warning or outcome.warning
        is_first = self.findings.cause is None and found.cause is not None
        self.findings.add(found)
        if is_first:
            self.findings.first, self.non_finite_in = found.first, task.found.place
        self.records.append(record)

    def leave(self, record: Record) -> None:
        """Takes the record of a file that was complete before."""
        self.records.append(record)
        self.left += 1
        self.skipped_before += record["skipped"]
