"""The user's door: `fwdprop` runs a command line and gives stdout, stderr and the status."""

from __future__ import annotations

import re
import shlex
import signal
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import walk_packages

import pytest
from command_line import ROOT, Result, Run, Stream
from effort import USUAL
from hypothesis import settings

import fwdprop as package
from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

# A process in the background, or one that outlives its terminal, ignores these, and so does all
# that it starts: tests of what a signal does would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# A module that is first imported while a test has replaced something keeps what it found there.
for found in walk_packages(package.__path__, "fwdprop."):
    if found.name != "fwdprop.__main__":
        import_module(found.name)

# How long an example takes says nothing here: machines are busy.
settings.register_profile("short", deadline=None, max_examples=USUAL)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("short")

LONGEST_ID = 24
"""A parameter's id has at most so many characters, whatever its value is."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """The id of a test's parameter: a few plain words of a text, the parameter's name for bytes.

    Ids are the same in every process and at every time: workers that find other tests than each
    other run none. Values of other types keep the ids that pytest makes.
    """
    if isinstance(val, bytes | bytearray):
        return argname
    if not isinstance(val, str | PurePath):
        return None
    text = str(val).replace(f"{ROOT}/", "")[: 4 * LONGEST_ID]
    found = " ".join(re.findall(r"[A-Za-z0-9_.:=+-]+", text))
    return found[:LONGEST_ID].strip() or argname


@pytest.fixture
def fwdprop(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line, in the repository's folder unless the test has left it.

    `stdin` is text or bytes; `columns` makes standard output a terminal of that width; `environ`
    is the whole environment.
    """
    monkeypatch.chdir(ROOT)

    def run(
        *words: str,
        stdin: str | bytes = b"",
        columns: int | None = None,
        environ: dict[str, str] | None = None,
    ) -> Result:
        line = shlex.split(words[0]) if len(words) == 1 else list(words)
        content = stdin.encode() if isinstance(stdin, str) else stdin
        terminal = Terminal(
            Stream(content),
            Stream(tty=columns is not None),
            Stream(tty=columns is not None),
            {"NO_COLOR": "1", "COLUMNS": str(columns or 80)} if environ is None else environ,
        )
        status = main(line, terminal)
        out, err = terminal.stdout, terminal.stderr
        assert isinstance(out, Stream)
        assert isinstance(err, Stream)
        return Result(out.getvalue().decode(), err.getvalue().decode(), int(status))

    return run


@pytest.fixture
def folder(fwdprop: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that command lines run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
