"""Pieces under way on the workers of a cluster, which run again wherever a worker is lost."""

from __future__ import annotations

import operator
import pickle
import queue
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fwdprop.errors import InputError
from fwdprop.pipeline.dask.cluster import Cluster
from fwdprop.pipeline.dask.messages import topic_of
from fwdprop.pipeline.dask.parts import Made
from fwdprop.pipeline.dask.worker import Failed, Worker
from fwdprop.system.threads import answered

LARGEST = 1 << 30
"""A network of more bytes is not sent to workers."""
WITHOUT_WORKERS = 300.0
"""Seconds that a cluster may be without workers while there is work."""
_PATIENCE = 0.5
_EVERY = 2.0
_CANCELLING = 5.0
_FETCHING = 5.0


Result = list[Made] | Failed | None
"""What a worker gives back."""


class _Task(NamedTuple):
    """What is asked, pickled, and what messages call the file that it is about."""

    asked: bytes
    name: str
    future: Any


@dataclass
class Pool:
    """Hands pickled pieces to a Worker on some machine, and gives what comes back.

    `heard` is called with each message that workers send, in whatever thread.
    """

    cluster: Cluster
    worker: Worker
    heard: Callable[[Any], object]
    threads: int = 0
    _tasks: dict[int, _Task] = field(default_factory=dict)
    _ended: queue.SimpleQueue[tuple[int, Any]] = field(default_factory=queue.SimpleQueue)
    _looked: float = 0.0
    _worked: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        # Functions of Python's own, so that a scheduler needs no fwdprop.
        self._sent = pickled(self.worker)
        self._begin()

    @property
    def under_way(self) -> int:
        """How many are not done yet."""
        return len(self._tasks)

    def submit(self, number: int, asked: object, name: str) -> None:
        """Has something done; errors name the file that it is about."""
        self._send(number, pickle.dumps(asked), name)

    def done(self) -> Iterator[Made]:
        """What came of all that is done; waits a moment for some.

        Raises what went wrong on a worker, and InputError where workers or the scheduler are gone.
        """
        for number, future, result in self._fetched(self._all_ended()):
            made = self._made(number, future, result)
            if made is not None:
                del self._tasks[number]
                yield from made
        self._look()

    def close(self) -> None:
        """Cancels what is under way."""
        client = self.cluster.client
        futures = [task.future for task in self._tasks.values()]
        self._tasks.clear()
        with suppress(Exception):
            answered(lambda: client.cancel(futures, force=True), _CANCELLING)
        with suppress(Exception):
            client.unsubscribe_topic(self._topic)

    @property
    def _topic(self) -> str:
        return topic_of(self.worker.run)

    def _begin(self) -> None:
        """Sends the worker to the cluster, from where each machine gets it once."""
        client = self.cluster.client
        with suppress(Exception):  # after a lost connection it may be known still
            client.unsubscribe_topic(self._topic)
        client.subscribe_topic(self._topic, self.heard)
        self._on_cluster = client.submit(pickle.loads, self._sent, pure=False)

    def _send(self, number: int, asked: bytes, name: str) -> None:
        future = self.cluster.client.submit(operator.call, self._on_cluster, asked, pure=False)
        self._tasks[number] = _Task(asked, name, future)
        future.add_done_callback(lambda ended: self._ended.put((number, ended)))

    def _all_ended(self) -> dict[int, Any]:
        """The futures that have ended, by number; waits a moment for one."""
        ended = list[tuple[int, Any]]()
        with suppress(queue.Empty):
            ended.append(self._ended.get(timeout=_PATIENCE))
            while not self._ended.empty():
                ended.append(self._ended.get())
        under_way = {number: task.future for number, task in self._tasks.items()}
        return {number: future for number, future in ended if under_way.get(number) is future}

    def _fetched(self, ended: Mapping[int, Any]) -> Iterator[tuple[int, Any, Result]]:
        """Each with what came of it, None where it did not end well; none where it takes long.

        All are fetched together, which takes half the time of one after the other.
        """
        well = {number: future for number, future in ended.items() if future.status == "finished"}
        client = self.cluster.client
        try:
            results = answered(lambda: client.gather(well, errors="skip"), _FETCHING)
        except (OSError, RuntimeError) as error:
            # A worker that has some is gone, and they are made anew; or the scheduler is.
            if not isinstance(error, OSError) and self.cluster.is_there:
                raise
            for each in ended.items():
                self._ended.put(each)
            return
        for number, future in ended.items():
            yield number, future, results.get(number)

    def _made(self, number: int, future: Any, result: Result) -> list[Made] | None:
        """What came of it; None where it was sent again."""
        if isinstance(result, Failed):
            raise result.error
        if result is not None:
            return result
        task = self._tasks[number]
        if future.status == "error":
            raise _ended(task.name, future.exception())
        self._wait_for_scheduler()
        self._send(number, task.asked, task.name)
        return None

    def _wait_for_scheduler(self) -> None:
        """Waits while the client connects again, and begins anew on the cluster that it finds."""
        if self.cluster.is_there and self._on_cluster.status not in ("cancelled", "lost"):
            return
        while self.cluster.is_connecting:
            time.sleep(_PATIENCE)
        if not self.cluster.is_there:
            raise self.cluster.lost()
        self._begin()

    def _look(self) -> None:
        """Counts the workers now and then; InputError where there are none for long."""
        now = time.monotonic()
        if now - self._looked < _EVERY:
            return
        self._wait_for_scheduler()
        self._looked, self.threads = now, self.cluster.threads()
        if self.threads or not self._tasks:
            self._worked = now
        elif now - self._worked > WITHOUT_WORKERS:
            message = f"{self.cluster.name} has had no workers for {WITHOUT_WORKERS:g} seconds"
            raise InputError(message, "start some; --resume goes on from the complete files")


def pickled(worker: Worker) -> bytes:
    """The worker as it is sent; InputError where that cannot be, or is too much."""
    try:
        sent = pickle.dumps(worker)
    except MemoryError:
        raise
    except Exception as error:
        raise InputError(f"the network cannot be sent to workers: {error}") from None
    if len(sent) > LARGEST:
        message = f"the network takes {len(sent) / 2**30:.1f} GiB, and {LARGEST >> 30} GiB is sent"
        raise InputError(message, "run it without --on, on a machine that has the memory")
    return sent


def _ended(name: str, error: Any) -> Exception:
    """The error for a piece of a file that workers could not do."""
    if type(error).__name__ == "KilledWorker":
        message = f"the workers that scored {name} ended, one after the other"
        return InputError(message, "most often they had too little memory: give each some more")
    if isinstance(error, Exception) and not isinstance(error, ImportError):
        return error
    message = f"a worker cannot load what scores {name}: {error}"
    return InputError(message, "install the same fwdprop on all machines")
