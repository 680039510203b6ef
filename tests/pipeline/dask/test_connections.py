"""`--on dask` where a connection ends: that of a worker, or the client's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import NETWORKS, Result, Run
from on_dask import Other, address, cluster, heard

ROWS = 40_000


@pytest.fixture
def dask() -> Iterator[Any]:
    """A cluster of two workers, of which little may be left at the end."""
    config = pytest.importorskip("dask.config")
    with cluster() as found:
        yield found
        # Where the scheduler has ended, it is not asked for long to let the workers go.
        with config.set({"distributed.comm.timeouts.connect": "1s"}):
            found.close()


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """A network, and four files of rows."""
    shutil.copy(NETWORKS / "transactions.yaml", "net.yaml")
    Path("in").mkdir()
    lines = [f"{row % 97},{row % 89}.5" for row in range(ROWS)]
    for name in "abcd":
        Path(f"in/{name}.csv").write_text("\n".join(["children,accounts", *lines, ""]))


def score(fwdprop: Run, dask: Any) -> Result:
    """What `run` says of a job on the cluster."""
    line = ["run", "net.yaml", "--data", "in/", "-o", "out/", "--on", address(dask)]
    return fwdprop(*line)


def test_a_worker_that_is_lost_is_not_waited_for(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection ends, and it goes on without anybody to hear of it."""
    lost: list[str] = []

    def lose(said: Any) -> None:
        if not lost:
            lost.append(said["worker"])
            comm = dask.scheduler.stream_comms[said["worker"]].comm
            dask.loop.add_callback(comm.abort)

    fwdprop("run net.yaml --data in/ -o here/ --quiet")
    heard(monkeypatch, Other, lose)
    result = score(fwdprop, dask)
    assert lost
    assert result.stderr.startswith("note: 4 files with 160,000 rows written to out/")
    assert result.status == 0
    for path in Path("here").glob("*.csv"):
        assert Path("out", path.name).read_bytes() == path.read_bytes()
    assert not Path("out/_fwdprop/.parts").exists()


def test_the_client_connects_again_and_goes_on(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[str] = []

    def lose(said: Any) -> None:
        if not lost:
            clients = [each for each in dask.scheduler.client_comms if not each.startswith("fire")]
            lost.extend(clients)
            for client in clients:
                dask.loop.add_callback(dask.scheduler.client_comms[client].comm.abort)

    fwdprop("run net.yaml --data in/ -o here/ --quiet")
    heard(monkeypatch, Other, lose)
    result = score(fwdprop, dask)
    assert len(lost) == 1
    assert result.stderr.startswith("note: 4 files with 160,000 rows written to out/")
    assert result.status == 0
    for path in Path("here").glob("*.csv"):
        assert Path("out", path.name).read_bytes() == path.read_bytes()
    assert not Path("out/_fwdprop/.parts").exists()


def test_a_scheduler_that_ends_ends_the_run(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[None] = []

    def end(said: Any) -> None:
        if not ended:
            ended.append(None)
            dask.loop.add_callback(dask.scheduler.close)

    monkeypatch.setattr("fwdprop.pipeline.dask.cluster.CONNECTING", 0.5)
    heard(monkeypatch, Other, end)
    result = score(fwdprop, dask)
    message = f"the connection to the scheduler at {dask.scheduler_address} is lost"
    help = "--resume goes on from the files that are complete"
    assert result.stderr.endswith(f"error: {message}\nhelp: {help}\n")
    assert result.status == 2
    for path in Path("out").glob("*.csv"):
        assert path.read_text().count("\n") == ROWS + 1
    assert not Path("out/_fwdprop/.parts").exists()
