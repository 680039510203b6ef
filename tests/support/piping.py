"""The command as a process of its own, between real pipes."""

from __future__ import annotations

import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from command_line import NETWORKS

NET = str(NETWORKS / "transactions.yaml")
SHELL = f"{shlex.quote(sys.executable)} -m fwdprop run {shlex.quote(NET)}"
LONG = 600
"""So many seconds after which a process that hangs is stopped: nothing that works takes so long."""


@contextmanager
def running(*words: str, command: str = "run") -> Iterator[subprocess.Popen[bytes]]:
    """`fwdprop run NET` with these words between pipes; it is stopped if it hangs."""
    pipe = subprocess.PIPE
    line = [sys.executable, "-m", "fwdprop", command, NET, *words]
    with subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        watchdog = threading.Timer(LONG, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()


def until(process: subprocess.Popen[bytes], holds: Callable[[], bool]) -> None:
    """Returns once it holds; an AssertionError where the process has ended before."""
    while not holds():
        assert process.poll() is None
        time.sleep(0.001)  # leaves the processor to the process


def waits(process: subprocess.Popen[bytes]) -> bool:
    """Whether the process has nothing to do until something comes: it sleeps, and goes on so."""
    looks = [Path(f"/proc/{process.pid}/stat").read_text().split() for _ in range(3)]
    return {look[2] for look in looks} == {"S"} and looks[0] == looks[2]


def in_shell(line: str) -> tuple[str, str, int]:
    """What bash makes of a line: both streams, and the status."""
    words = ["bash", "-c", line]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=LONG, check=False)
    return ran.stdout, ran.stderr, ran.returncode
