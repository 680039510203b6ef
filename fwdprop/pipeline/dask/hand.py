"""Hands out the pieces of a job to workers, and brings what comes of them to its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fwdprop.pipeline.dask.finished import Finished
from fwdprop.pipeline.dask.parts import Made, Piece, batches, pieces_of
from fwdprop.pipeline.dask.pool import Pool
from fwdprop.pipeline.dask.told import Told
from fwdprop.pipeline.dask.worker import Join
from fwdprop.pipeline.files.job import Outcome
from fwdprop.pipeline.files.plan import Task
from fwdprop.pipeline.files.records import Records
from fwdprop.pipeline.files.rejects import rejects_of
from fwdprop.pipeline.files.unchanged import prove_unchanged
from fwdprop.pipeline.files.work import Work

# So many batches of pieces are under way for each thread: none of them waits for the client.
_FOR_EACH = 3


@dataclass
class _File:
    """A file on its way: its task and pieces, and what came of those that are done."""

    index: int
    task: Task
    pieces: list[Piece]
    made: dict[int, Made] = field(default_factory=dict)

    @property
    def in_order(self) -> list[Made]:
        """What came of its pieces."""
        return [self.made[piece.number] for piece in self.pieces]


@dataclass
class Hand:
    """What is on its way in a job; a piece has about `size` bytes of rows, where it can be cut."""

    work: Work
    pool: Pool
    told: Told
    finished: Finished
    resume: bool
    size: int
    pieces: int = 0
    _numbers: int = 0
    _of: dict[int, _File] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._records = Records(self.work)

    def run(self) -> None:
        """Does all of it."""
        coming = batches(self._coming(), len(self.work.tasks), self.pool.threads)
        while True:
            while self.pool.under_way < max(self.pool.threads, 1) * _FOR_EACH:
                batch = next(coming, None)
                if batch is None:
                    break
                self.pool.submit(batch[0].number, batch, _name_of(batch))
            if not self.pool.under_way:
                return
            for made in self.pool.done():
                self._take(made)
            self.told.pass_on()

    def _coming(self) -> Iterator[Piece]:
        """The pieces that are to be done, of one file after the other."""
        for index, task in enumerate(self.work.tasks):
            record = self._records.complete(task) if self.resume else None
            if record is not None:
                self.finished.take(index, None, record)
                self.told.leave(0, task.found.entry.size or 0)
                continue
            self._records.forget(task)
            file = _File(index, task, pieces_of(self.work, task, self.size, self._numbers))
            self._numbers += len(file.pieces)
            self.pieces += len(file.pieces)
            for piece in file.pieces:
                self._of[piece.number] = file
                self.told.begin(piece.number)
            yield from file.pieces

    def _take(self, made: Made) -> None:
        """Takes what came of a piece, or of joining the parts of a file."""
        file = self._of.pop(made.number)
        if made.outcome is None:
            self._complete(file, made.name)
            for part in file.in_order:
                self.work.results.remove(part.name)
            return
        file.made[made.number] = made
        piece = next(each for each in file.pieces if each.number == made.number)
        self.told.end(made.number, made.outcome.findings.rows, piece.size)
        if piece.is_whole:
            self._complete(file, made.name)
        elif len(file.made) == len(file.pieces):
            self._join(file)

    def _join(self, file: _File) -> None:
        """Has the parts of a file joined."""
        number, parts = self._numbers, file.in_order
        self._numbers += 1
        self._of[number] = file
        names = [part.name for part in parts]
        asked = Join(number, names, file.task.format, parts[0].kept)
        self.pool.submit(number, asked, file.task.name)

    def _complete(self, file: _File, name: str) -> None:
        """Moves a file's results to their place, with their rejects, and writes its record."""
        results, outcome = self.work.results, Outcome()
        with rejects_of(self.work.rejects, file.task) as rejects:
            for made in file.in_order:
                assert made.outcome is not None
                outcome.add(made.outcome)
                if made.rejects is not None and rejects is not None:
                    with results.store.open(results.at(made.rejects)) as kept:
                        shutil.copyfileobj(kept, rejects, 1 << 20)
            prove_unchanged(file.task)
            results.store.move(results.at(name), results.at(file.task.name))
        self.finished.take(file.index, outcome, self._records.write(file.task, outcome))


def _name_of(batch: Sequence[Piece]) -> str:
    """What messages call the pieces."""
    first, more = str(batch[0].part.name), len(batch) - 1
    if not more:
        return first
    return f"{first}, or {'the file' if more == 1 else f'one of the {more} files'} behind it,"
