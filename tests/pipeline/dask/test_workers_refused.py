"""A cluster whose workers, or whose network, cannot be used: what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from command_line import Run
from on_dask import SETUP, address, cluster, refused, score

import fwdprop as package
from fwdprop.pipeline.dask import pool, probe, worker
from fwdprop.pipeline.files.folder import Folder

pytestmark = pytest.mark.usefixtures("one_file")


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A cluster of one worker."""
    with cluster(1) as found:
        yield found


def test_rows_that_workers_do_not_see(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwdprop.pipeline.dask.parts.os.path.abspath", lambda path: f"/no/{path}")
    at = next(iter(dask.scheduler.workers))
    message = f"the worker {at} does not see in/a.csv"
    help = "help: all machines need the rows under that path, or in a store\n"
    assert score(fwdprop, address(dask)) == refused(message, help)


@pytest.mark.parametrize("asking", [probe, worker], ids=["at first", "later"])
def test_another_version_on_a_worker(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch, asking: ModuleType
) -> None:
    monkeypatch.setattr(asking, "__version__", "9.9.9")
    at = next(iter(dask.scheduler.workers))
    there = f"the worker {at} has fwdprop {package.__version__}, and this is fwdprop 9.9.9"
    help = "help: install the same there: pip install fwdprop-cli==9.9.9\n"
    assert score(fwdprop, address(dask)) == refused(there, help)


def test_no_fwdprop_on_the_workers(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "_VERSION", "__import__('nothing_of_this_name').__version__")
    at = next(iter(dask.scheduler.workers))
    there = f"the worker {at} has no fwdprop, and this is fwdprop {package.__version__}"
    help = f"help: install the same there: pip install fwdprop-cli=={package.__version__}\n"
    assert score(fwdprop, address(dask)) == refused(there, help)


def test_a_network_that_is_too_large(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LARGEST", 1000)
    result = score(fwdprop, address(dask))
    assert result.stderr.startswith("error: the network takes 0.0 GiB, and 0 GiB is sent")


def test_a_network_that_cannot_be_sent(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsent(self: object) -> object:
        raise TypeError("cannot pickle 'module' object")

    monkeypatch.setattr(worker.Worker, "__reduce__", unsent)
    message = "the network cannot be sent to workers: cannot pickle 'module' object"
    assert score(fwdprop, address(dask)) == refused(message)
    assert not list(Path("out").glob("*.csv"))


def test_workers_that_do_not_see_the_results(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "write", lambda self, name, data: None)
    at = next(iter(dask.scheduler.workers))
    message = f"the worker {at} does not see what is written to {Path.cwd() / 'out'}"
    help = "help: name a folder that all machines share, or an object store: -o s3://bucket/out/\n"
    assert score(fwdprop, address(dask)) == refused(message, help)


def test_workers_whose_results_are_not_seen(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "read", lambda self, name, most: b"")
    at = next(iter(dask.scheduler.workers))
    message = f"what the worker {at} writes to {Path.cwd() / 'out'} is not seen here"
    help = "help: name a folder that all machines share, or an object store: -o s3://bucket/out/\n"
    assert score(fwdprop, address(dask)) == refused(message, help)


def test_no_workers(fwdprop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "WAITING", 0.1)
    with cluster(0) as found:
        at = found.scheduler_address
        message = f"the scheduler at {at} has no workers, and none came in 0.1 seconds"
        help = f"help: start some: dask worker {at}\n"
        assert score(fwdprop, address(found)) == refused(message, help)


def test_no_certificates(fwdprop: Run, dask: Any) -> None:
    at = dask.scheduler_address.replace("tcp", "tls")
    message = f"{at} needs certificates, and Dask's configuration names none"
    assert score(fwdprop, f"dask={at}") == refused(message, SETUP)
