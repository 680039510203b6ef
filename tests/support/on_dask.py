"""A cluster that tests share, and workers on it that do something else than others."""

from __future__ import annotations

import logging
import os
import signal
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fwdprop.pipeline.dask import messages, run, told
from fwdprop.pipeline.dask.messages import Telling
from fwdprop.pipeline.dask.pool import Result
from fwdprop.pipeline.dask.worker import Failed, Worker

LONG = 300
"""So many seconds after which something that hangs is given up."""


@contextmanager
def cluster(workers: int = 2) -> Iterator[Any]:
    """A cluster of Dask as somebody else might have started it, without certificates."""
    distributed = pytest.importorskip("distributed")
    before = set(os.environ)
    logging.disable(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=None,
            silence_logs=logging.CRITICAL,
        ) as found:
            yield found
    # Dask sets in this process, too, what its workers are to have.
    for name in set(os.environ) - before:
        del os.environ[name]
    logging.disable(logging.NOTSET)


def address(found: Any) -> str:
    """What stands behind `--on`."""
    return f"dask={found.scheduler_address}"


def once(flag: Path) -> bool:
    """Whether this is the first process that asks."""
    try:
        flag.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def until(holds: Callable[[], object]) -> None:
    """Returns when it holds."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


class Other(Worker):
    """A Worker that does something else on the cluster; `folder` is where tests look for signs."""

    folder = Path()

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        own = (self.job, self.results, self.keeps_rejects, self.run)
        return remade, (type(self).__name__, str(self.folder), own)


def remade(name: str, folder: str, own: tuple[Any, ...]) -> Other:
    """The worker on the cluster."""
    kind: type[Other] = globals()[name]
    kind.folder = Path(folder)
    return kind(*own)


class _Telling(Telling):
    """Calls a function when the first rows of a piece are done."""

    done: Callable[[_Telling], None]

    def __call__(self, rows: int, position: int) -> None:
        type(self).done(self)
        super().__call__(rows, position)


class Dying(Other):
    """Ends its process in the middle of the first piece, once the client knows of that."""

    def __call__(self, asked: bytes) -> Result:
        def die(telling: _Telling) -> None:
            if once(self.folder / "died"):
                until((self.folder / "known").exists)
                os.kill(os.getpid(), signal.SIGKILL)

        return _told_by(die, self, asked)


class AlwaysDying(Other):
    """Ends its process in the middle of each piece."""

    def __call__(self, asked: bytes) -> Result:
        return _told_by(lambda telling: os.kill(os.getpid(), signal.SIGKILL), self, asked)


class Waiting(Other):
    """Waits in the middle of each piece until that is not wanted any more, and leaves a sign."""

    def __call__(self, asked: bytes) -> Result:
        def wait(telling: _Telling) -> None:
            until(telling._is_in_vain)
            (self.folder / "stopped").touch()

        return _told_by(wait, self, asked)


class Filling(Other):
    """Has no room left on its disk."""

    def __call__(self, asked: bytes) -> Result:
        return Failed(OSError(28, os.strerror(28)), "tcp://worker")


def _told_by(done: Callable[[_Telling], None], on: Worker, asked: bytes) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "Telling", type("T", (_Telling,), {"done": staticmethod(done)}))
        return Worker.__call__(on, asked)


def heard(
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Other],
    listen: Callable[[Mapping[str, Any]], object] = dict,
) -> None:
    """Has workers do something else, and calls a function with each message when it comes."""
    monkeypatch.setattr(run, "Worker", kind)
    monkeypatch.setattr(kind, "folder", Path.cwd())
    take = told.Told.take

    def take_too(self: told.Told, event: tuple[float, Mapping[str, Any]]) -> None:
        take(self, event)
        listen(event[1])

    monkeypatch.setattr(told.Told, "take", take_too)
