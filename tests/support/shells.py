"""Shells at a terminal of their own, in which a person types and presses Tab."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
BEFORE = {"bash": "", "zsh": "autoload -Uz compinit; compinit -u -D; ", "fish": ""}
PROGRAM = f"""#!/bin/bash
if [ -n "$_FWDPROP_COMPLETE" ]; then exec '{sys.executable}' -m fwdprop "$@"; fi
printf '%s\\x1f' "$@" > words
"""
"""What is called fwdprop there: it completes as fwdprop does, and notes the words that it gets."""


def typed(shell: str, folder: Path, line: str) -> Sequence[str]:
    """The words that the program gets, when the line was typed, Tab pressed, and then Enter."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here: its completion was not tried")
    bin = folder / ".bin"
    bin.mkdir(exist_ok=True)
    (bin / "fwdprop").write_text(PROGRAM)
    (bin / "fwdprop").chmod(0o755)
    environ = {"PATH": f"{bin}:{os.environ['PATH']}", "HOME": str(folder), "TERM": "xterm"}
    environ |= {"LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(folder / ".config")}
    shown = subprocess.run(
        [sys.executable, "-m", "fwdprop", "--show-completion", shell],
        env={**environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        check=True,
    )
    (bin / "completion").write_bytes(shown.stdout)
    source = f"{BEFORE[shell]}source {bin}/completion; echo rea''dy\n"
    seen = _at_terminal(STARTS[shell], folder, environ, [source, f"{line}\t\r", "exit\r"])
    words = folder / "words"
    assert words.exists(), seen
    assert not re.search("Traceback|rror:", seen), seen
    return words.read_text().split("\x1f")[:-1]


def _at_terminal(
    command: Sequence[str], folder: Path, environ: dict[str, str], lines: Sequence[str]
) -> str:
    """What a terminal shows, when these were typed, the second after `ready` was seen."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], [*command], environ)
    signal.alarm(60)
    seen = b""
    try:
        os.write(terminal, lines[0].encode())
        rest = list(lines[1:])
        while chunk := os.read(terminal, 65536):
            seen += chunk
            if b"\x1b[c" in chunk:  # fish asks what kind of terminal it is
                os.write(terminal, b"\x1b[?62c")
            if rest and b"ready\r" in seen:
                os.write(terminal, "".join(rest).encode())
                rest = []
    except OSError:  # the shell has left
        pass
    finally:
        signal.alarm(0)
        os.close(terminal)
        os.waitpid(process, 0)
    return seen.decode(errors="replace")
