"""The command's way in: what an interrupt does before there is anything to clear away."""

from __future__ import annotations

import subprocess
import sys

import pytest

IMPORT = "import signal; import fwdprop.__main__"
IGNORE = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); import fwdprop.__main__"
OWN = (
    "import signal; signal.signal(signal.SIGINT, lambda *_: print('own')); import fwdprop.__main__"
)
RAISE = "signal.raise_signal(signal.SIGINT); print('went on')"


@pytest.mark.parametrize(
    ("start", "stdout", "status"),
    [(IMPORT, "", 130), (IGNORE, "went on\n", 0), (OWN, "own\nwent on\n", 0)],
)
def test_an_interrupt_while_modules_load_ends_it_unless_it_is_ignored(
    start: str, stdout: str, status: int
) -> None:
    words = [sys.executable, "-c", f"{start}; {RAISE}"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == (stdout, "", status)


def test_a_command_in_the_background_goes_on_ignoring_it() -> None:
    # The first thing that the command does is to be interrupted.
    code = f"""{IGNORE}
import fwdprop.cli.app as app
app.main = lambda words, terminal: signal.raise_signal(signal.SIGINT) or 7
fwdprop.__main__.entry()"""
    words = [sys.executable, "-c", code]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 7)
    words = [sys.executable, "-c", code.replace(IGNORE, IMPORT)]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 130)
