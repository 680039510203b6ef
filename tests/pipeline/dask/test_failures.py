"""`--on dask` where workers end, are lost or are not wanted any more."""

from __future__ import annotations

import _thread
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import NETWORKS, Result, Run
from on_dask import AlwaysDying, Dying, Filling, Waiting, address, cluster, heard, until

ROWS = 40_000


@pytest.fixture
def dask() -> Iterator[Any]:
    """A cluster of two workers. A piece that ends both of them is not tried again."""
    with cluster() as found:
        found.scheduler.allowed_failures = 1
        yield found


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """A network, and six files of rows, each of some blocks."""
    shutil.copy(NETWORKS / "transactions.yaml", "net.yaml")
    Path("in").mkdir()
    for name in "abcdef":
        lines = [f"{row % 97},{row % 89}.5" for row in range(ROWS)]
        Path(f"in/{name}.csv").write_text("\n".join(["children,accounts", *lines, ""]))


def score(fwdprop: Run, dask: Any) -> Result:
    """What `run` says of a job on the cluster."""
    line = ["run", "net.yaml", "--data", "in/", "-o", "out/", "--on", address(dask)]
    return fwdprop(*line)


def summary() -> dict[str, Any]:
    """The summary of the results."""
    found: dict[str, Any] = json.loads(Path("out/_fwdprop.json").read_text())
    return found


def left() -> set[str]:
    """The files of results that are there, each of which is complete."""
    found = set()
    for path in Path("out").glob("*.csv"):
        assert path.read_text().count("\n") == ROWS + 1
        found.add(path.name)
    assert not Path("out/_fwdprop/.parts").exists()
    return found


def test_pieces_of_a_worker_that_is_killed_run_again(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fwdprop("run net.yaml --data in/ -o here/ --quiet")
    heard(monkeypatch, Dying, lambda said: Path("known").touch())
    result = score(fwdprop, dask)
    assert Path("died").exists()
    again = summary()["pieces_run_again"]
    assert again >= 1  # others may have been begun on that worker
    ran = f"{again} {'piece' if again == 1 else 'pieces'} ran again"
    said = f"note: 6 files with 240,000 rows written to out/; {ran}\n"
    assert result == Result("", said, 0)
    for path in Path("here").glob("*.csv"):
        assert Path("out", path.name).read_bytes() == path.read_bytes()
    assert left() == {f"{name}.csv" for name in "abcdef"}
    assert summary()["pieces"] == 6


def test_a_file_that_ends_all_workers_ends_the_run(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(monkeypatch, AlwaysDying)
    for name in "bcdef":
        Path(f"in/{name}.csv").unlink()
    result = score(fwdprop, dask)
    message = "error: the workers that scored in/a.csv ended, one after the other\n"
    help = "help: most often they had too little memory: give each some more\n"
    assert result == Result("", message + help, 2)
    assert left() == set()


def test_small_files_that_are_scored_together_run_again_together(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcdef":
        Path(f"in/{name}.csv").unlink()
    for number in range(64):
        Path(f"in/{number:02}.csv").write_text(f"children,accounts\n{number},2\n")
    fwdprop("run net.yaml --data in/ -o here/ --quiet")
    heard(monkeypatch, Dying, lambda said: Path("known").touch())
    result = score(fwdprop, dask)
    assert (result.stdout, result.status) == ("", 0)
    assert result.stderr.startswith("note: 64 files with 64 rows written to out/; ")
    assert summary()["pieces"] == 64
    assert summary()["pieces_run_again"] >= 1
    for path in Path("here").glob("*.csv"):
        assert Path("out", path.name).read_bytes() == path.read_bytes()


def test_the_files_are_named_that_end_all_workers_together(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(monkeypatch, AlwaysDying)
    for name in "abcdef":
        Path(f"in/{name}.csv").unlink()
    for number in range(32):
        Path(f"in/{number:02}.csv").write_text(f"children,accounts\n{number},2\n")
    result = score(fwdprop, dask)
    first = r"in/\d\d\.csv"
    files = f"{first}, or the file behind it,"
    message = f"error: the workers that scored {files} ended, one after the other\n"
    help = "help: most often they had too little memory: give each some more\n"
    assert re.fullmatch(message + help, result.stderr)
    assert (result.status, left()) == (2, set())


def test_an_interrupt_stops_what_workers_are_at(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(monkeypatch, Waiting, lambda said: _thread.interrupt_main())
    result = score(fwdprop, dask)
    assert result == Result("", "", 130)
    assert left() == set()
    until(Path("stopped").exists)


def test_an_error_of_a_worker_is_that_of_the_command(
    fwdprop: Run, dask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(monkeypatch, Filling)
    result = score(fwdprop, dask)
    message = "error: cannot write the results: no space left on device\n"
    assert result == Result("", message, 2)
    assert left() == set()
