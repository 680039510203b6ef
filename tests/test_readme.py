"""The README is executed: its sessions at a terminal of 80 columns, its Python, its tables."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
import termios
from fcntl import ioctl

import pytest
from command_line import ROOT

from fwdprop.activations import CATALOGUE

README = (ROOT / "README.md").read_text()
ENVIRON = {
    "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}",
    "NO_COLOR": "1",
    "TERM": "xterm",
    "LANG": "C.UTF-8",
}


def sessions() -> list[tuple[str, str]]:
    """Each `$ command` of the README with the output that it shows."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = session.partition("\n")
            found.append((command, output))
    return found


def at_a_terminal(command: str) -> str:
    """What a person at a terminal of 80 columns sees of a command."""
    person, program = pty.openpty()
    ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=ROOT, env=ENVIRON, stdout=program, stderr=program
    )
    os.close(program)
    seen = b""
    while True:
        try:
            piece = os.read(person, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    process.wait()
    os.close(person)
    return seen.decode().replace("\r\n", "\n")


COMMANDS = [re.sub(r"\W+", " ", command)[:60] for command, _ in sessions()]


@pytest.mark.parametrize(("command", "output"), sessions(), ids=COMMANDS)
def test_a_session_in_the_readme_shows_what_happens(command: str, output: str) -> None:
    assert at_a_terminal(command) == output


def test_the_python_in_the_readme_prints_what_it_says() -> None:
    ((code, output),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == (output, "")


def activations_table() -> str:
    lines = ["| name | formula | parameters |", "|---|---|---|"]
    for activation in CATALOGUE.values():
        names = ", ".join(f"`{name}`" for name in (activation.name, *activation.aliases))
        formula = activation.formula.replace("|", "\\|")
        parameters = ", ".join(
            f"`{p.name}`"
            if p.default is None
            else f"`{p.name}` = {p.default:.6g}"
            if isinstance(p.default, float | int)
            else f"`{p.name}` = {p.default}"
            for p in activation.parameters
        )
        lines.append(f"| {names} | {formula} | {parameters} |")
    return "\n".join(lines) + "\n"


def test_the_readme_lists_the_activations_that_there_are() -> None:
    assert activations_table() in README
