"""JSON rows that are too long, too deep or too slow, and how they stream."""

from __future__ import annotations

import select
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Run
from sum_rows import NET, RunRows, runner

DEEP = 100_000


@pytest.fixture
def run(fwdprop: Run, folder: Path) -> RunRows:
    return runner(fwdprop, folder)


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b'{"a":', b"}")])
@pytest.mark.parametrize(
    ("form", "whole"), [("jsonl", b"[1,2]\n[1,%b]\n"), ("json", b"[[1,2],[1,%b]]")]
)
def test_values_nested_too_deeply_are_refused(
    run: RunRows, form: str, whole: bytes, opening: bytes, closing: bytes
) -> None:
    nested = opening * DEEP + b"0" + closing * DEEP
    result = run(whole % nested, "--from", form, "--format", "values")
    assert (result.stdout, result.status) == ("21\n", 2)
    assert result.stderr.startswith("error: values are nested too deeply\n --> <stdin>:")
    assert len(result.stderr) < 500


def test_brackets_without_an_end_are_refused(run: RunRows) -> None:
    result = run(b"[" * DEEP, "--from", "json")
    assert result.status == 2
    assert result.stderr.startswith(
        "error: the array has no end, and neither has its last row, which begins here\n"
    )


def test_a_line_of_100_mb_is_refused_and_can_be_skipped(run: RunRows) -> None:
    line = b'{"a": 1, "t": "' + b"x" * 100_000_000 + b'", "b": 2}\n'
    result = run(
        b"[1,2]\n" + line + b"[3,4]\n",
        "--from", "jsonl", "--format", "values", "--on-error", "skip",
    )  # fmt: skip
    assert (result.stdout, result.status) == ("21\n43\n", 1)
    assert result.stderr.startswith(
        'error: the row is longer than 32 MiB\n --> <stdin>:2:1\n  |\n2 | {"a": 1, "t": "xxx'
    )
    assert len(result.stderr) < 500


def test_a_row_of_100_mb_in_an_array_is_refused(run: RunRows) -> None:
    content = b'[[1,2], {"a": 1, "t": "' + b"x" * 100_000_000 + b'", "b": 2}]'
    result = run(content, "--from", "json", "--format", "values")
    assert (result.stdout, result.status) == ("21\n", 2)
    assert result.stderr.startswith(
        "error: the row that begins here is longer than 32 MiB\n --> <stdin>:1:9\n"
    )
    assert result.stderr.endswith("help: is there a quote or a bracket that is not closed?\n")


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_a_number_without_an_end_is_refused(run: RunRows, form: str) -> None:
    rows = {"jsonl": b"[1,2]\n[1,%b]\n", "json": b"[[1,2],[1,%b]]"}[form]
    result = run(rows % (b"1" * 200_000), "--from", form, "--format", "values")
    assert (result.stdout, result.status) == ("21\n", 2)
    assert result.stderr.startswith("error: column b: a number of 200,000 characters\n")
    assert result.stderr.endswith("help: no more than 100,000 are read\n")


@pytest.mark.parametrize(
    ("form", "first", "then"), [("jsonl", b"[1,2]\n", b"[3,4]\n"), ("json", b"[[1,2]", b",[3,4]]")]
)
def test_a_slow_producer_is_answered_at_once(
    tmp_path: Path, form: str, first: bytes, then: bytes
) -> None:
    (tmp_path / "net.yaml").write_text(NET)
    command = [sys.executable, "-m", "fwdprop", "run", str(tmp_path / "net.yaml")]
    command += ["--data", "-", "--from", form, "--format", "values"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(first)
        process.stdin.flush()
        # The pipe is still open: a command that waits for its end does not answer.
        ready, _, _ = select.select([process.stdout], [], [], 20)
        assert ready
        assert process.stdout.readline() == b"21\n"
        process.stdin.write(then)
        process.stdin.close()
        assert process.stdout.read() == b"43\n"
    assert process.returncode == 0
