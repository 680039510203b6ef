"""Blocks of rows: their one shape, and how they are shared out over the cores.

A matrix product may give a row other last digits when another number of rows stands beside it. Rows
therefore go through in blocks of one fixed shape that follows from the network alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator

import numpy as np

from fwdprop.network.network import Network
from fwdprop.system.threads import started

# Smaller blocks lose to the switching of threads (some 45 us a block), larger ones leave the cache.
BLOCK_BYTES = 1024 * 1024
BLOCK_ROWS = (512, 8192)
# So much for the widest depth of a network, however wide it is.
MOST_BYTES = 64 * 1024 * 1024

# One thread per core gains from about 10 million operations on (measured on two cores: 30,000 rows
# of 8-16-1, 4,000 of 64-32-10, 1,000 of 784-128-10); below, starting and switching threads loses.
THREADS_WORK = 10_000_000
_WORK_PER_NODE = 8

Share = Callable[[Iterator[slice]], None]


def block_rows(network: Network) -> int:
    """How many rows go through together: a power of two that follows from the widths alone."""
    fitting = BLOCK_BYTES // (np.dtype(network.dtype).itemsize * network.width)
    low, high = BLOCK_ROWS
    most = max(MOST_BYTES // (np.dtype(network.dtype).itemsize * network.width), 1)
    rows = min(max(fitting, low), high, most)
    return 1 << (rows.bit_length() - 1)


def share_out(network: Network, rows: int, one_share: Share) -> None:
    """Shares the blocks of rows out to this thread, or to one per core where that pays."""
    block = block_rows(network)
    starts = iter(range(0, rows, block))
    lock = threading.Lock()

    def blocks() -> Iterator[slice]:
        while True:
            with lock:
                start = next(starts, None)
            if start is None:
                return
            yield slice(start, min(start + block, rows))

    work = sum(layer.weights.size + _WORK_PER_NODE * len(layer.nodes) for layer in network.layers)
    if rows <= block or rows * work < THREADS_WORK or not blas_has_one_thread():
        one_share(blocks())
        return
    _in_threads(one_share, blocks, cores())


def _in_threads(one_share: Share, blocks: Callable[[], Iterator[slice]], threads: int) -> None:
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            one_share(blocks())
        except BaseException as error:
            failed.append(error)

    others = started(guarded, threads - 1)
    one_share(blocks())
    for thread in others:
        thread.join()
    if failed:
        raise failed[0]


def blas_has_one_thread() -> bool:
    """Whether the matrix product uses one thread by the environment when NumPy was loaded."""
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    return "1" in map(os.environ.get, names)


def cores() -> int:
    """How many cores this process may use, as far as the system says."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
