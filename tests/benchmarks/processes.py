"""Whole commands, timed and weighed from their start to their exit, taking turns.

The peak memory is what the system accounts to the process (`ru_maxrss`). On Linux that account
begins with the memory of the process that started it, so that whoever measures has to stay small:
no NumPy here, and nothing is reported below some 15 MiB.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Command:
    """A command line on so many rows, whose result is in `output`, if it has one, when it ends."""

    words: list[str]
    rows: int
    output: Path | None = None
    to_stdout: bool = False
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def result(self) -> Path:
        """The file of the result. Raises ValueError where there is none."""
        if self.output is None:
            raise ValueError(f"no result from {' '.join(self.words)[:200]}")
        return self.output


@dataclass(frozen=True)
class Cost:
    """What a command took: the median of the seconds, the highest of the peaks if known."""

    rows: int
    seconds: float
    mebibytes: float | None = None

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds

    def __str__(self) -> str:
        memory = "" if self.mebibytes is None else f", {self.mebibytes:.0f} MiB"
        return f"{self.rate / 1e6:.3g} M/s{memory}"


def run(command: Command) -> tuple[float, float]:
    """The seconds from start to exit, and the peak memory in MiB."""
    if command.output is not None:
        command.output.unlink(missing_ok=True)  # giving back its blocks is part of nobody's work
    stdout = str(command.output) if command.to_stdout else os.devnull
    opened = (os.POSIX_SPAWN_OPEN, 1, stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    start = time.perf_counter()
    pid = os.posix_spawnp(
        command.words[0],
        command.words,
        {**os.environ, **command.environ},
        file_actions=[opened],
    )
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        shown = " ".join(command.words)[:200]
        sys.exit(f"status {os.waitstatus_to_exitcode(status)} from: {shown}")
    return seconds, usage.ru_maxrss * MAXRSS_UNIT / 2**20


def take_turns(commands: list[Command], rounds: int) -> list[Cost]:
    """What each command took, when all of them ran once a round, one after the other."""
    turns = [[run(command) for command in commands] for _ in range(rounds)]
    runs = zip(*turns, strict=True)
    return [cost(command.rows, mine) for command, mine in zip(commands, runs, strict=True)]


def cost(rows: int, runs: Sequence[tuple[float, float]]) -> Cost:
    """What so many rows took, by the seconds and the MiB of each run."""
    seconds, mebibytes = zip(*runs, strict=True)
    return Cost(rows, statistics.median(seconds), max(mebibytes))
