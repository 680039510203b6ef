"""Work shared out over the cores, with the results in the order of the work."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from typing import Generic, TypeVar

from fwdprop.forward.blocks import cores
from fwdprop.system.threads import started

Taken = TypeVar("Taken")
Done = TypeVar("Done")


def in_order(
    work: Callable[[Taken], Done], pieces: Iterable[Taken], workers: int | None = None
) -> Generator[Done]:
    """The result of the work on each piece, in order; each thread takes a piece and works on it.

    Only a few pieces are under way at a time, so memory stays flat, and the first result is there
    as soon as it is done, even where the next piece is long in coming. An error of the pieces or of
    the work is raised in its place. The work ends when no more results are taken.
    """
    shared = _Shared(work, iter(pieces), workers or cores())
    if not shared.start_worker():  # no thread is to be had: this one does the work
        yield from map(work, shared.pieces)
        return
    try:
        while (future := shared.under_way.get()) is not None:
            yield future.result()
    finally:
        shared.ended.set()


class _Shared(Generic[Taken, Done]):
    """What the workers share: the pieces to come, and the results under way in their order."""

    def __init__(
        self, work: Callable[[Taken], Done], pieces: Iterator[Taken], workers: int
    ) -> None:
        self._work, self.pieces, self._workers_left = work, pieces, workers
        self._taking = threading.Lock()
        self.under_way: queue.Queue[Future[Done] | None] = queue.Queue(workers)
        self.ended = threading.Event()

    def start_worker(self) -> bool:
        """Starts another worker, if there may be more and a thread is to be had."""
        if not self._workers_left:
            return False
        self._workers_left -= 1
        return bool(started(self._run, 1))

    def _run(self) -> None:
        while taken := self._take():
            piece, future = taken
            try:
                future.set_result(self._work(piece))
            except BaseException as error:
                future.set_exception(error)

    def _take(self) -> tuple[Taken, Future[Done]] | None:
        """The next piece, and where its result belongs; None after the last one."""
        with self._taking:
            if self.ended.is_set():
                return None
            future: Future[Done] = Future()
            try:
                piece = next(self.pieces)
            except StopIteration:
                self._put(None)
            except BaseException as error:
                future.set_exception(error)
                self._put(future)
            else:
                self._put(future)
                self.start_worker()
                return piece, future
            self.ended.set()
            return None

    def _put(self, item: Future[Done] | None) -> None:
        """Waits for room, unless no more results are taken."""
        while not self.ended.is_set():
            try:
                self.under_way.put(item, timeout=0.1)
                return
            except queue.Full:
                pass
