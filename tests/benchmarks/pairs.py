"""Paired timings: two contestants, each in a process of its own, take turns on the same work."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Self

# A thread pool goes on spinning for a while when its work is done (OpenBLAS: some 20 ms), and
# whoever is next would pay for that.
PAUSE = 0.05


class Contestant:
    """A process that has set up its work and does it once for each line that it is sent."""

    def __init__(self, script: str, words: Sequence[str], environ: dict[str, str] | None = None):
        self._process = subprocess.Popen(
            [sys.executable, script, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | (environ or {}),
        )
        self.seconds()  # the first time is a warm-up

    def seconds(self) -> float:
        """How long the work took this time."""
        time.sleep(PAUSE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def ratio(ours: Contestant, theirs: Contestant, rounds: int) -> float:
    """The other's median time over ours, taking turns: 2.0 means that ours is twice as fast."""
    times = [(ours.seconds(), theirs.seconds()) for _ in range(rounds)]
    return statistics.median(t for _, t in times) / statistics.median(t for t, _ in times)
