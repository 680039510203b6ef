"""A cluster of this machine's own: a process for each core, which nobody else can reach."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import resource_tracker
from typing import Any

from fwdprop.forward.blocks import cores
from fwdprop.system.interrupts import cleaning_up

LOOPBACK = "127.0.0.1"

# What a worker's process is started with. One thread computes there, and whatever Dask or Python
# have to say is no message of ours.
_ENVIRON = {
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PYTHONWARNINGS": "ignore",
    "DASK_LOGGING__DISTRIBUTED": "critical",
}
_PRELOAD = "fwdprop.pipeline.dask.quiet"


@contextmanager
def configured(config: Any) -> Iterator[None]:
    """Dask as a local cluster needs it, with a temporary folder that is gone at the end."""
    folder = tempfile.mkdtemp(prefix="fwdprop-")
    with (
        cleaning_up(partial(shutil.rmtree, folder, ignore_errors=True)),
        config.set(_settings(folder)),
        _environment(_ENVIRON),
    ):
        yield


def started(distributed: Any, workers: int | None) -> Any:
    """A cluster with so many processes of one thread each: as many as there are cores if None.

    All that listens does so on loopback, and takes only what comes with a certificate that was made
    for this cluster and is in memory alone: other users of the machine cannot run anything in it.
    """
    _without_signals()
    with _errors_to_nowhere():
        resource_tracker.ensure_running()
    _without_signals()  # that has let some through to whatever this thread starts next
    return distributed.LocalCluster(
        n_workers=workers or cores(),
        threads_per_worker=1,
        processes=True,
        host=LOOPBACK,
        protocol="tls://",
        security=distributed.Security.temporary(),
        dashboard_address=f"{LOOPBACK}:0",
        memory_limit=None,
        silence_logs=logging.CRITICAL,
    )


def kill(cluster: Any) -> None:
    """Ends the workers' processes at once, and for good."""
    nannies = list(cluster.workers.values())
    for nanny in nannies:
        nanny.close_gracefully()  # it starts no other worker
    for process in [nanny.pid for nanny in nannies]:
        if process is not None:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def _settings(folder: str) -> dict[str, Any]:
    return {
        "temporary-directory": folder,
        # Dask always starts HTTP servers, here on loopback: they have nothing to show.
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.worker.multiprocessing-method": "spawn",
        "distributed.worker.preload": [_PRELOAD],
        "distributed.worker.profile.enabled": False,
        "distributed.diagnostics.nvml": False,
        "distributed.nanny.pre-spawn-environ": _ENVIRON,
    }


def _without_signals() -> None:
    """Keeps what a terminal sends to all its processes from those that this thread starts.

    They end when this process does.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})


@contextmanager
def _errors_to_nowhere() -> Iterator[None]:
    """What is started within has nowhere to write errors to.

    Python's process that counts semaphores writes some where those that use them are killed.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        kept = os.dup(2)
    except OSError:  # it is closed
        kept = None
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        if kept is None:
            os.close(2)
        else:
            os.dup2(kept, 2)
            os.close(kept)


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """These variables of the environment, which is as it was at the end: Dask sets more of them."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)
