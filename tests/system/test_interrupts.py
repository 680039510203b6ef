"""Ctrl-C: at once, with status 130, whole lines and no file left behind."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from command_line import NETWORKS, ROOT
from piping import LONG, running, until, waits

from fwdprop.system.interrupts import interrupt_delayed


def write_interrupted(times: int, done: list[str]) -> None:
    """Writes something while that many interrupts come."""
    with interrupt_delayed():
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        done.append("written")


def test_an_interrupt_waits_for_the_end() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        write_interrupted(1, done)
    assert done == ["written"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_interrupt_does_not_wait() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        write_interrupted(2, done)
    assert done == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_nothing_happens() -> None:
    with interrupt_delayed():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_within_comes_out_and_the_interrupt_is_as_before() -> None:
    with pytest.raises(ValueError, match="disk"), interrupt_delayed():
        raise ValueError("disk")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_handler_of_somebody_else_is_left_alone() -> None:
    came = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        with interrupt_delayed():
            signal.raise_signal(signal.SIGINT)
            assert came == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_have_no_interrupts() -> None:
    done = []

    def write() -> None:
        with interrupt_delayed():
            done.append("written")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert done == ["written"]


def feed(process: subprocess.Popen[bytes], rows: bytes) -> threading.Thread:
    """Gives the rows again and again, until nobody takes them any more."""

    def give() -> None:
        assert process.stdin is not None
        try:
            while True:
                process.stdin.write(rows)
                process.stdin.flush()
        except (BrokenPipeError, ValueError):
            with suppress(BrokenPipeError):  # what is buffered goes nowhere either
                process.stdin.close()

    thread = threading.Thread(target=give)
    thread.start()
    return thread


@pytest.mark.parametrize("times", [1, 2])
def test_a_run_that_waits_for_rows_ends_at_once(tmp_path: Path, times: int) -> None:
    with running() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"2,3\n")
        process.stdin.flush()
        assert process.stdout.readline() + process.stdout.readline() == b"transactions\n9\n"
        until(process, lambda: waits(process))
        for _ in range(times):
            process.send_signal(signal.SIGINT)
        assert process.wait(LONG) == 130
        assert process.stdout.read() + process.stderr.read() == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("read", [1, 100_000, 3_000_000])
def test_a_run_that_streams_ends_with_a_whole_line(
    monkeypatch: pytest.MonkeyPatch, read: int, unbuffered: str
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with running() as process:
        assert process.stdout is not None
        assert process.stderr is not None
        thread = feed(process, b"2.5,3.25\n" * 10_000)
        assert process.stdout.readline() == b"transactions\n"
        process.stdout.read(read)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(LONG) == 130
        thread.join()
        assert process.stderr.read() == b""
        assert rest.endswith(b"\n10.75\n")


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)],
)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("form", ["csv", "json", "npy", "parquet"])
def test_a_run_that_is_ended_leaves_neither_the_file_nor_a_part_of_it(
    tmp_path: Path, form: str, times: int, number: signal.Signals, status: int
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    with running("-o", str(tmp_path / f"out.{form}")) as process:
        thread = feed(process, b"2.5,3.25\n" * 10_000)
        until(process, lambda: any(path.stat().st_size for path in tmp_path.iterdir()))
        for _ in range(times):
            process.send_signal(number)
        assert process.wait(LONG) == status
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() + process.stderr.read() == b""
        thread.join()
    assert list(tmp_path.iterdir()) == []


ENDED = {"INT": 130, "TERM": -signal.SIGTERM, "HUP": -signal.SIGHUP}
OUTPUTS = {"schema": ("out.json", "old"), "new": ("new.yaml", None), "run": ("out.csv", "old")}
BEGINNINGS = {"schema": '{\n  "$schema"', "new": "# yaml", "run": "transactions\n"}


@pytest.mark.parametrize(
    ("words", "name", "again", "every"),
    [
        ("schema -o out.json", "TERM", 0, 11),
        ("schema -o out.json", "INT", 0, 13),
        ("schema -o out.json", "HUP", 0, 17),
        ("schema -o out.json", "TERM", 9, 29),
        ("schema -o out.json", "INT", 2, 29),
        ("new 2-1 -o new.yaml", "TERM", 0, 23),
        ("new 2-1 -o new.yaml", "INT", 0, 23),
        ("run net.yaml --data rows.csv -o out.csv --rejects new.tsv", "TERM", 0, 47),
        ("run net.yaml --data rows.csv -o out.csv --rejects new.tsv", "INT", 2, 47),
    ],
)
def test_whenever_a_signal_comes_the_file_is_the_old_one_or_complete(
    tmp_path: Path, words: str, name: str, again: int, every: int
) -> None:
    shutil.copy(NETWORKS / "transactions.yaml", tmp_path / "net.yaml")
    (tmp_path / "rows.csv").write_text("children,accounts\n1,2\nx,3\n4,5\n")
    command = words.split()[0]
    file, before = OUTPUTS[command]
    if before is not None:
        (tmp_path / file).write_text(before)
    number = int(signal.Signals[f"SIG{name}"])
    line = [
        sys.executable,
        str(ROOT / "tests" / "support" / "every_step.py"),
        *map(str, (number, again, every)),
    ]
    ran = subprocess.run([*line, *words.split()], cwd=tmp_path, capture_output=True, check=True)
    *found, (last, _, complete) = map(json.loads, ran.stdout.splitlines())
    assert last == 99, "the last child got no signal"
    assert complete[file].startswith(BEGINNINGS[command])
    for status, said, files in found:
        assert status == ENDED[name]
        assert "Traceback" not in said
        assert files.get(file) in (before, complete[file])
        assert set(files) <= set(complete)
    assert {files.get(file) for _, _, files in found} == {before, complete[file]}
