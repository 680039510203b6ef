"""What came of the files of a job, taken as they end and noted in the order of the inputs."""

from __future__ import annotations

from dataclasses import dataclass, field

from fwdprop.analysis.health import Tally
from fwdprop.pipeline.files.job import Outcome
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.records import Record
from fwdprop.pipeline.files.total import Total
from fwdprop.pipeline.files.work import Work
from fwdprop.pipeline.skipped import Skipped


@dataclass
class Finished:
    """Passes on to `total` and `skipped` what came of each file when all before it are done."""

    work: Work
    total: Total
    skipped: Skipped
    _ahead: dict[int, tuple[Outcome | None, Record]] = field(default_factory=dict)
    _next: int = 0

    def __post_init__(self) -> None:
        if self.work.job.watched:
            self.total.findings.tally = Tally(self.work.job.network)

    def take(self, index: int, outcome: Outcome | None, record: Record) -> None:
        """Takes what came of the input of that number; None where it was complete before."""
        if outcome is not None and outcome.findings.tally is not None:
            # It may be large, and sums come out the same, to the last digits, in any order.
            self.total.findings.add_tally(outcome.findings.tally)
            outcome.findings.tally = None
        self._ahead[index] = outcome, record
        while self._next in self._ahead:
            self._note(self.work.tasks[self._next], *self._ahead.pop(self._next))
            self._next += 1

    def end(self) -> None:
        """Notes what is left, where an error has kept files before it from being done."""
        for index in sorted(self._ahead):
            self._note(self.work.tasks[index], *self._ahead.pop(index))

    def _note(self, task: Task, outcome: Outcome | None, record: Record) -> None:
        if outcome is None:
            self.total.leave(record)
        else:
            self.skipped.add(outcome.skipped, outcome.first)
            self.total.note(task, outcome, record)
