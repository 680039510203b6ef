"""The command as a process of its own, between real pipes."""

from __future__ import annotations

import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from conftest import NETWORKS

NET = str(NETWORKS / "transactions.yaml")
SHELL = f"{shlex.quote(sys.executable)} -m fwdprop run {shlex.quote(NET)}"
LONG = 60
"""So many seconds are enough for anything on any machine."""


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """`fwdprop run NET` with these words between pipes; it is stopped if it hangs."""
    pipe = subprocess.PIPE
    line = [sys.executable, "-m", "fwdprop", "run", NET, *words]
    with subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        watchdog = threading.Timer(LONG, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()


def in_shell(line: str) -> tuple[str, str, int]:
    """What bash makes of a line: both streams, and the status."""
    words = ["bash", "-c", line]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=LONG, check=False)
    return ran.stdout, ran.stderr, ran.returncode
