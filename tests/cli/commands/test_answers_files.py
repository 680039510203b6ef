"""fwdprop check --answers takes one file; of several it says how the shell marks each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import NETWORKS, PACKAGE, Run

LOOP = 'do fwdprop check {} --answers "$f"; done'


@pytest.fixture
def files(folder: Path) -> Path:
    """A folder with a network, `my net`, and two files of answers."""
    shutil.copy(NETWORKS / "mazur.yaml", folder / "net.yaml")
    shutil.copy(NETWORKS / "mazur.yaml", folder / "my net")
    (folder / "a.txt").write_text("h1 = 0.593\n")
    (folder / "b 2.txt").write_text("h1 = 0.594\n")
    return folder


@pytest.mark.parametrize(
    ("words", "shown", "check"),
    [
        (
            ["net.yaml", "-i", "0.05", "0.1", "--answers", "a.txt", "--answers", "b 2.txt"],
            "a.txt 'b 2.txt'",
            "net.yaml --input 0.05 0.1",
        ),
        (
            ["net.yaml", "-i", "i2=-1", "i1=2", "--answers=a.txt", "b 2.txt", "a.txt"],
            "a.txt 'b 2.txt' a.txt",
            "net.yaml --input i2=-1 i1=2",
        ),
        (
            ["--answers", "a.txt", "b 2.txt", "net.yaml", "-i", "0.05,0.1"],
            "a.txt 'b 2.txt'",
            "net.yaml --input 0.05,0.1",
        ),
        (
            ["my net", "--answers", "-a.txt", "b 2.txt", "-i", "1", "-2"],
            "./-a.txt 'b 2.txt'",
            "'my net' --input 1 -2",
        ),
    ],
)
def test_a_second_file_is_refused(
    fwdprop: Run, files: Path, words: list[str], shown: str, check: str
) -> None:
    result = fwdprop("check", *words)
    number = len(shown.replace("b 2", "b").split())
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        f"error: --answers takes one file of answers, not {number}\n"
        f"help: one at a time: for f in {shown}; {LOOP.format(check)}\n"
    )


def test_the_loop_marks_each_file(fwdprop: Run, files: Path) -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("there is no shell")
    result = fwdprop(
        "check", "net.yaml", "-i", "0.05", "0.1", "--answers", "a.txt", "--answers", "b 2.txt"
    )
    loop = result.stderr.splitlines()[-1].removeprefix("help: one at a time: ")
    script = f'fwdprop() {{ "{sys.executable}" -m fwdprop "$@"; }}; {loop}'
    paths = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([shell, "-c", script], capture_output=True, text=True, env=paths)
    assert (done.stderr, done.returncode) == ("", 1)
    assert done.stdout.splitlines()[:3] == [
        "a.txt: 1 answer, right",
        "  right  hidden.h1 = 0.593",
        "b 2.txt: 0 of 1 answer right",
    ]
