"""The cluster that a job runs on: one of this machine's own, or the one at an address."""

from __future__ import annotations

import logging
import re
import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from fwdprop.errors import InputError, UsageError, count, shortened
from fwdprop.pipeline.dask import local
from fwdprop.pipeline.dask.refusals import first_line, unreachable
from fwdprop.system.extras import package
from fwdprop.system.threads import answered

Done = TypeVar("Done")

CONNECTING = 7.0
"""Seconds that a scheduler has to answer."""
STARTING = 60.0
"""Seconds that a cluster of this machine's own has to start."""
ANSWERING = 30.0
"""Seconds that a scheduler has to answer once it is connected."""
_CLOSING = 10.0

ADDRESS = "tcp://scheduler:8786"
"""What an address looks like."""
_is_address = re.compile(
    r"(tcp|tls|ws|wss)://(\[[0-9a-fA-F:.]+\]|[^\[\]:/@?#\s]+):[0-9]{1,5}"
).fullmatch


@dataclass
class Cluster:
    """A connected cluster: Dask's `client`, and the `name` that messages call it by.

    `workers` is how many there were when they were last counted. What is in `afterwards` is left
    when it is closed, and a cluster of this machine's own is gone; `kill` ends that at once.
    """

    client: Any
    name: str
    afterwards: ExitStack
    kill: Callable[[], object] = tuple
    workers: int = 0

    def asked(self, question: Callable[[], Done]) -> Done:
        """What the scheduler answers; InputError where it does not."""
        try:
            return answered(question, ANSWERING)
        except (TimeoutError, OSError) as error:
            raise self.lost() from error

    def lost(self) -> InputError:
        """The error for a scheduler that is gone."""
        message = f"the connection to {self.name} is lost"
        return InputError(message, "--resume goes on from the files that are complete")

    @property
    def address(self) -> str:
        """Where the scheduler is."""
        return str(self.client.scheduler.address)

    @property
    def is_there(self) -> bool:
        """Whether the scheduler is connected."""
        return bool(self.client.status == "running")

    @property
    def is_connecting(self) -> bool:
        """Whether the connection was lost, and may come again."""
        return bool(self.client.status == "connecting")

    def threads(self) -> int:
        """How many threads the workers have together."""
        found: dict[str, int] = self.asked(self.client.nthreads)
        self.workers = len(found)
        return sum(found.values())

    def said(self) -> str:
        """How many workers there are, as it stands behind something else."""
        return f", {count(self.workers, 'worker')}" if self.workers else ""

    def run(self, function: Callable[..., Any], *args: Any) -> dict[str, Any]:
        """What the function gives on each worker, by its address, or the error there."""
        found: dict[str, Any] = self.asked(
            partial(self.client.run, function, *args, on_error="return")
        )
        return found


def proven(address: str) -> str:
    """The address of a scheduler; UsageError where it cannot be one."""
    if not _is_address(address) or not 0 < _host_and_port(address)[1] < 1 << 16:
        message = f"'{shortened(address)}' is no address of a scheduler"
        raise UsageError(message, f"it looks like this: --on dask={ADDRESS}")
    return address


@contextmanager
def connected(address: str | None, workers: int | None = None) -> Iterator[Cluster]:
    """The cluster at that address; with None one of this machine's own with so many workers.

    That one is gone at the end. Raises InputError where there is none that answers.
    """
    with _quiet(), ExitStack() as afterwards:
        what = "--on dask"
        distributed = package("distributed", what, "dask[distributed]", "cluster")
        config = package("dask.config", what, "dask[distributed]", "cluster")
        if address is None:
            package("cryptography", what, "cryptography", "cluster")
            with local.configured(config), _local(distributed, workers) as (client, kill):
                yield Cluster(client, "the cluster on this machine", afterwards, kill)
        else:
            with _remote(distributed, address) as client:
                yield Cluster(client, f"the scheduler at {address}", afterwards)


@contextmanager
def _local(distributed: Any, workers: int | None) -> Iterator[tuple[Any, Callable[[], object]]]:
    """A client of a new cluster, and what kills the processes of that."""

    def start() -> tuple[Any, Any]:
        cluster = local.started(distributed, workers)
        return cluster, distributed.Client(cluster, set_as_default=False)

    try:
        cluster, client = answered(start, STARTING)
    except Exception as error:
        message = f"a cluster cannot be started on this machine: {first_line(error)}"
        raise InputError(message, "run without --on, or end other programs") from None
    try:
        yield client, partial(local.kill, cluster)
    finally:
        _closed(client.close)
        _closed(cluster.close)


@contextmanager
def _remote(distributed: Any, address: str) -> Iterator[Any]:
    """A client of the scheduler at an address."""

    def connect() -> Any:
        # Dask tries for as long as it may, and does not say what is in the way.
        with socket.create_connection(_host_and_port(address), timeout=CONNECTING):
            pass
        return distributed.Client(address, timeout=CONNECTING, set_as_default=False)

    try:
        client = answered(connect, CONNECTING + 1)
    except Exception as error:
        raise unreachable(address, error, CONNECTING) from None
    try:
        yield client
    finally:
        _closed(client.close)


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.partition("://")[2].rpartition(":")
    return host.strip("[]"), int(port)


def _closed(close: Callable[[], object]) -> None:
    """Closes something, or leaves it where that takes long."""
    with suppress(Exception):
        answered(close, _CLOSING)


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own messages and warnings go nowhere within."""
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
