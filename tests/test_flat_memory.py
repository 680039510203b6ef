"""However many rows there are, they take the same memory."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from piping import NET


def peak_mebibytes(rows: int, *words: str) -> float:
    """The peak memory of scoring so many rows of 400 characters."""
    row = "2.5,3.25," + "x" * 400
    feed = ["bash", "-c", f"echo children,accounts,note; yes {row} | head -{rows}"]
    with subprocess.Popen(feed, stdout=subprocess.PIPE) as producer:
        assert producer.stdout is not None
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "fwdprop", "run", NET, *words],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, producer.stdout.fileno(), 0),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            ],
        )
        _, status, usage = os.wait4(pid, 0)
    assert status == 0
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


@pytest.mark.parametrize("words", ["", "--keep note", "--format table --health"])
def test_memory_does_not_grow_with_the_rows(words: str) -> None:
    """300,000 rows more are 120 MB of text, of which nothing stays."""
    few, many = (peak_mebibytes(rows, *words.split()) for rows in (100_000, 400_000))
    assert many < few + 50
