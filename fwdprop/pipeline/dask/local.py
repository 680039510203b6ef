"""A cluster of this machine's own: a process for each core, which nobody else can reach."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from fwdprop.forward.blocks import cores
from fwdprop.system.extras import package

LOOPBACK = "127.0.0.1"
_CLOSING = 5.0
"""Seconds that workers have to end by themselves."""

# Set before a worker's process starts. Its one thread computes; what Dask has to say there is no
# message of ours.
_ENVIRON = {
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PYTHONWARNINGS": "ignore",
    "DASK_LOGGING__DISTRIBUTED": "critical",
}


def config(folder: str) -> dict[str, Any]:
    """What Dask is told while a local cluster is there, whose temporary files are in the folder."""
    return {
        "temporary-directory": folder,
        # The pages that an HTTP server on loopback would show; there is no way to have no server.
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
        "distributed.worker.multiprocessing-method": "spawn",
        "distributed.worker.profile.enabled": False,
        "distributed.diagnostics.nvml": False,
        "distributed.nanny.pre-spawn-environ": _ENVIRON,
    }


@contextmanager
def temporary_folder() -> Iterator[str]:
    """A folder for what Dask writes, which is gone at the end."""
    folder = tempfile.mkdtemp(prefix="fwdprop-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def started(workers: int | None = None) -> Any:
    """A cluster with so many processes of one thread each: one for each core.

    All that listens does so on loopback, and takes only what comes with a certificate that was made
    for this cluster and is in memory alone: other users of the machine cannot run anything in it.
    """
    distributed = package("distributed", "--on dask", "dask[distributed]", "cluster")
    package("cryptography", "--on dask", "cryptography", "cluster")
    return distributed.LocalCluster(
        n_workers=workers or cores(),
        threads_per_worker=1,
        processes=True,
        host=LOOPBACK,
        protocol="tls://",
        security=True,
        dashboard_address=f"{LOOPBACK}:0",
        memory_limit=None,
        silence_logs=logging.CRITICAL,
    )
