"""Rows that cannot be read: the first one stops the run, or they are skipped and counted."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fwdprop.errors import Fault, InputError, count
from fwdprop.system.report import visible
from fwdprop.tables.types import BadRow

FIRST_SHOWN = 3


class Rejects(Protocol):
    """Where rows that are skipped are kept."""

    def write(self, data: bytes) -> object:
        """Writes behind what was written."""

    def flush(self) -> None:
        """Lets out what was written so far."""


@dataclass
class Skipped:
    """The rows that were skipped so far: how many, and what was wrong with the first three.

    `rejects` is where they are kept as they were, a record each: `file:line`, a tab, the reason, a
    tab, the row. With `stop` the first one is an InputError.
    """

    stop: bool = True
    rejects: Rejects | None = None
    rows: int = 0
    first: list[Fault] = field(default_factory=list)

    def note(self, file: str, before: int, bad: Sequence[BadRow]) -> None:
        """Takes the bad rows of a block, before which so many lines of the file stand."""
        for row in bad:
            if self.stop:
                raise InputError(row.fault(file, before))
            self.add(1, [row.fault(file, before)] if len(self.first) < FIRST_SHOWN else [])
            if self.rejects is not None:
                number = before + row.at + 1
                head = f"{visible(file)}:{number}\t{visible(row.fault(file, before).message)}\t"
                self.rejects.write(head.encode(errors="backslashreplace"))
                self._keep(self.rejects, row)
            if not isinstance(row.raw, bytes):
                row.raw.close()
        if self.rejects is not None:
            self.rejects.flush()  # however the run ends, these rows are kept

    def add(self, rows: int, first: Sequence[Fault]) -> None:
        """Counts so many rows that were skipped next, the `first` of them with these faults."""
        self.rows += rows
        self.first += first[: FIRST_SHOWN - len(self.first)]

    def summary(self, where: str | None) -> str:
        """The sentence that says how many rows were skipped, and where they are kept."""
        were = "was" if self.rows == 1 else "were"
        kept = "" if where is None else f" and kept in {where}"
        shown = "" if self.rows == 1 else ", the first of them above"
        return f"{count(self.rows, 'row')} {were} skipped{kept}{shown}; the results are incomplete"

    def _keep(self, rejects: Rejects, row: BadRow) -> None:
        """Writes the row as it was, to its line end."""
        if not isinstance(row.raw, bytes):
            shutil.copyfileobj(row.raw, rejects)
        else:
            rejects.write(row.raw if row.raw.endswith(b"\n") else row.raw + b"\n")
