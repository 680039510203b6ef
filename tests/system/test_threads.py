"""Where a system gives few threads, or none beside the first, everything goes on with these."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS, Run, Stream
from opened_rows import written

import fwdprop as api
from fwdprop.system import extras
from fwdprop.system import progress as bars
from fwdprop.system.terminal import Terminal
from fwdprop.system.threads import can_start, started

start = threading.Thread.start


@pytest.fixture(params=[0, 1, 2])
def few_threads(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[int]:
    """Only so many threads can be started; how many."""
    most: int = request.param
    left = [None] * most

    def start_few(thread: threading.Thread) -> None:
        if not left:
            raise RuntimeError("can't start new thread")
        left.pop()
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_few)
    extras._pyarrow_works.cache_clear()
    yield most
    extras._pyarrow_works.cache_clear()


def test_as_many_threads_start_as_there_can_be(few_threads: int) -> None:
    done = []
    threads = started(lambda: done.append(1), 5)
    for thread in threads:
        thread.join()
    assert (len(threads), len(done)) == (few_threads, few_threads)


def test_it_is_known_whether_they_can_be_there_together(few_threads: int) -> None:
    assert can_start(0)
    assert not can_start(few_threads + 1)


def test_a_network_computes_in_the_threads_there_are(
    few_threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    monkeypatch.setattr("fwdprop.forward.blocks.cores", lambda: 4)
    monkeypatch.setattr("fwdprop.forward.blocks.THREADS_WORK", 0)
    net = api.load(str(NETWORKS / "transactions.yaml"))
    rows = np.random.default_rng(7).integers(-99, 99, (40_000, 2)).astype(float)
    assert np.array_equal(net.forward(rows)[:, 0], 3 * rows[:, 0] + rows[:, 1])
    assert np.array_equal(net.run(rows)["output"][:, 0], 3 * rows[:, 0] + rows[:, 1])


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json", "npy", "parquet", "arrow"])
def test_rows_of_every_format_are_read_and_written_with_the_threads_there_are(
    folder: Path, fwdprop: Run, few_threads: int, form: str
) -> None:
    if form in ("parquet", "arrow"):
        pytest.importorskip("pyarrow")
    rows = np.random.default_rng(7).integers(-99, 99, (40_000, 2)).astype(float)
    Path(f"rows.{form}").write_bytes(written(form, ["children", "accounts"], [rows]))
    net = str(NETWORKS / "transactions.yaml")
    result = fwdprop("run", net, "--data", f"rows.{form}", "-o", f"out.{form}")
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    Path("net.yaml").write_text("inputs: [transactions]\nlayers: [{nodes: {y: [1]}}]\n")
    result = fwdprop("run", "net.yaml", "--data", f"out.{form}", "--format", "values")
    assert (result.stderr, result.status) == ("", 0)
    found = np.array(result.stdout.split(), float)
    assert np.array_equal(found, 3 * rows[:, 0] + rows[:, 1])


def test_pyarrow_is_left_alone_where_its_threads_could_not_start(
    few_threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> Any:
        raise AssertionError("it would end the process")

    monkeypatch.setattr(extras, "import_module", load)
    assert not extras.has_pyarrow()


def test_a_bar_needs_no_thread(monkeypatch: pytest.MonkeyPatch, few_threads: int) -> None:
    monkeypatch.setattr(bars, "PATIENCE", -1)
    error = Stream(tty=True)
    terminal = Terminal(Stream(), Stream(tty=True), error, {"TERM": "xterm", "COLUMNS": "80"})
    with bars.progress(terminal, False, 100) as advance:
        for _ in range(3):
            advance(1000, 20)
    said = error.getvalue().decode()
    assert "3,000 rows" in said
    assert said.rstrip().endswith("\x1b[2K")
