"""`--on dask` without an address: who can reach it, and what is left when it ends by a signal."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import NETWORKS, Run
from on_dask import LONG, until

from fwdprop.pipeline.dask.cluster import connected

FILES = 3000


@pytest.fixture(autouse=True)
def net(folder: Path) -> None:
    """A network, and an empty folder for temporary files."""
    pytest.importorskip("distributed")
    shutil.copy(NETWORKS / "transactions.yaml", "net.yaml")
    Path("tmp").mkdir()


def listening(psutil: Any, processes: list[Any]) -> set[tuple[str, int]]:
    """Where these processes listen."""
    kinds = [each for process in processes for each in process.net_connections("inet")]
    return {tuple(each.laddr) for each in kinds if each.status == psutil.CONN_LISTEN}


def test_nobody_else_can_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    psutil = pytest.importorskip("psutil")
    monkeypatch.setenv("TMPDIR", str(Path("tmp").resolve()))
    monkeypatch.setattr("tempfile.tempdir", None)
    me, before = psutil.Process(), dict(os.environ)
    known = listening(psutil, [me])
    with connected(None, 1) as cluster:
        everyone = [me, *me.children(recursive=True)]
        found = listening(psutil, everyone) - known
        assert found
        assert {host for host, _ in found} == {"127.0.0.1"}
        assert cluster.address.startswith("tls://127.0.0.1:")
        for place in found:
            assert answer(place) in (b"", b"HTTP/1.1 404 Not Found")
    assert not any(Path("tmp").iterdir())
    assert dict(os.environ) == before
    assert listening(psutil, [me]) <= known


def answer(place: tuple[str, int]) -> bytes:
    """The first line that somebody without a certificate gets there."""
    with socket.create_connection(place) as connection:
        try:
            connection.sendall(b"GET /json/identity.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.shutdown(socket.SHUT_WR)
            return connection.makefile("rb").readline().strip()
        except OSError:  # it was refused
            return b""


@contextmanager
def at_work(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run as a terminal starts it, so many files long that it does not end by itself soon."""
    Path("in").mkdir()
    for index in range(FILES):
        Path(f"in/{index}.csv").write_text("children,accounts\n2,3\n")
    line = [sys.executable, "-m", "fwdprop", "run", "net.yaml", "--data", "in/", "-o", "out/"]
    environ = {**os.environ, "TMPDIR": str(Path("tmp").resolve())}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*line, *words], stdout=pipe, stderr=pipe, env=environ, start_new_session=True
    ) as process:
        watchdog = threading.Timer(LONG, process.kill)
        watchdog.start()
        try:
            until(lambda: any(Path("out").glob("*.csv")) or process.poll() is not None)
            yield process
        finally:
            watchdog.cancel()
            process.kill()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_to_the_whole_terminal_leaves_complete_files_only(fwdprop: Run, name: str) -> None:
    psutil = pytest.importorskip("psutil")
    number = getattr(signal, name)
    with at_work("--on", "dask") as process:
        everyone = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, number)
        said = process.communicate()
    assert said[0] == b""
    complete = rb"(note: [0-9,]+ of 3,000 files (is|are) complete; --resume goes on from there\n)?"
    assert re.fullmatch(complete, said[1])
    assert process.returncode == (130 if name == "SIGINT" else -number)
    psutil.wait_procs(everyone, LONG)
    assert not any(Path("tmp").iterdir())
    assert not Path("out/_fwdprop/.parts").exists()
    made = list(Path("out").glob("*.csv"))
    assert 0 < len(made) < FILES
    assert {path.read_text() for path in made} == {"transactions\n9\n"}
    missing = sorted({path.name for path in Path("in").iterdir()} - {path.name for path in made})
    for unneeded in missing[9:]:
        Path("in", unneeded).unlink()
    assert fwdprop("run net.yaml --data in/ -o out/ --resume").status == 0
    assert len(list(Path("out").glob("*.csv"))) == len(made) + len(missing[:9])
