"""What is proven before work begins: workers are there, of this version, and see the results."""

from __future__ import annotations

import os
import time
from typing import Any

from fwdprop import __version__
from fwdprop.errors import InputError
from fwdprop.pipeline.dask.cluster import Cluster
from fwdprop.pipeline.dask.parts import PARTS
from fwdprop.pipeline.dask.worker import CLIENT, SHARED, other_version, prove_seen, sendable
from fwdprop.pipeline.files.folder import Folder

WAITING = 60.0
"""Seconds that the first worker has to come."""
_PATIENCE = 0.5
# A worker that has no fwdprop can say so.
_VERSION = "__import__('fwdprop').__version__"


def proven_workers(cluster: Cluster, results: Folder, run: str) -> int:
    """How many threads the workers have together.

    Raises InputError where there are no workers, one has another fwdprop, or does not see the
    folder of results as it is seen here.
    """
    threads = _there(cluster)
    for worker, version in cluster.run(eval, _VERSION).items():
        found = version if isinstance(version, str) else None
        if found != __version__:
            raise other_version(worker, found, __version__)
    results.write(f"{PARTS}/{run}/{CLIENT}", run.encode())
    for worker, written in cluster.run(seen, results.place, run).items():
        if isinstance(written, Exception):
            raise written
        if results.read(written, 100) != run.encode():
            message = f"what the worker {worker} writes to {results} is not seen here"
            raise InputError(message, SHARED)
    return threads


def seen(place: str, run: str, dask_worker: Any) -> str | Exception:
    """On a worker: the name of a file that it wrote beside that of the client, which it sees."""
    results, name = Folder(place), f"{PARTS}/{run}/{os.urandom(6).hex()}"
    try:
        prove_seen(results, run, dask_worker.address)
        results.write(name, run.encode())
    except Exception as error:
        return sendable(error, dask_worker.address)
    return name


def _there(cluster: Cluster) -> int:
    """How many threads there are, when there are some."""
    end = time.monotonic() + WAITING
    while not (threads := cluster.threads()):
        if time.monotonic() > end:
            message = f"{cluster.name} has no workers, and none came in {WAITING:g} seconds"
            raise InputError(message, f"start some: dask worker {cluster.address}")
        time.sleep(_PATIENCE)
    return threads
