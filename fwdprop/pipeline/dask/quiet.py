"""What a worker of a local cluster does first: it says nothing, and leaves signals to others."""

from __future__ import annotations

import os
import signal
from typing import Any


def dask_setup(worker: Any) -> None:
    """Called by Dask in the worker's process.

    What a terminal, or `kill`, sends to a whole group of processes is for the one that started this
    worker: were the worker to die of it, Dask would start another one beside a run that ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
