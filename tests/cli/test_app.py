"""The command itself: help, version, unknown words, and the process around it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import NETWORKS, ROOT, Run
from piping import LONG, until, waits

from fwdprop import __version__
from fwdprop.cli.commands import command_names

NET = str(NETWORKS / "transactions.yaml")
COMMAND = [sys.executable, "-m", "fwdprop"]
CSV = "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"


def test_fwdprop_alone_prints_the_help(fwdprop: Run) -> None:
    page = fwdprop("--help")
    assert (page.stderr, page.status) == ("", 0)
    assert page.stdout.startswith(
        "Usage: fwdprop [OPTIONS] COMMAND [ARGS]...\n\n"
        "  Push numbers through a neural network and show every number on the way.\n\n"
        "  Examples:\n    fwdprop run networks/transactions.yaml --input 2 3\n"
    )
    assert fwdprop("") == fwdprop("-h") == page
    for name in command_names():
        assert re.search(rf"^  {name}  +[A-Z]", page.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", command_names())
def test_every_command_has_a_sentence_examples_and_help_for_every_option(
    fwdprop: Run, name: str
) -> None:
    page = fwdprop(f"{name} --help")
    assert fwdprop(f"{name} -h") == page
    assert (page.stderr, page.status) == ("", 0)
    assert re.match(
        rf"Usage: fwdprop {name} .*\n\n  [A-Z](?:.|\n  )*\.\n\n  Examples:\n", page.stdout
    )
    assert all(len(line) <= 100 for line in page.stdout.splitlines())
    entries = re.split(r"^(?:Arguments|Options):\n", page.stdout, flags=re.MULTILINE)[1:]
    for entry in re.findall(r"^  \S.*\n(?: {3,}.*\n)*", "".join(entries), re.MULTILINE):
        assert re.match(r"  (\S+ )*\S+ {2,}\S|  .*\n +\S", entry), entry
    assert "\x1b" not in fwdprop(f"{name} --help", columns=80, environ={}).stdout


@pytest.mark.parametrize("name", ["", *command_names()])
def test_the_examples_of_every_help_run_as_they_stand(
    fwdprop: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "networks").symlink_to(NETWORKS)
    page = fwdprop(f"{name} --help").stdout
    examples = page.split("  Examples:\n")[1].split("\n\n")[0]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-ec", examples],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert len(examples.splitlines()) >= 2
    assert all("fwdprop " in line for line in examples.splitlines())
    assert ran.stdout


def test_the_version_is_the_packages(fwdprop: Run) -> None:
    result = fwdprop("--version")
    assert (result.stdout, result.stderr, result.status) == (f"fwdprop {__version__}\n", "", 0)


LISTED = "help: `fwdprop --help` lists the commands\n"


@pytest.mark.parametrize(
    ("line", "stderr"),
    [
        ("rnu", "error: there is no command 'rnu'\nhelp: did you mean run?\n"),
        ("RUN", "error: there is no command 'RUN'\nhelp: did you mean run?\n"),
        ("run.py", "error: there is no command 'run.py'\nhelp: did you mean run?\n"),
        ("xyzzy", "error: there is no command 'xyzzy'\n" + LISTED),
        ("''", "error: there is no command ''\n" + LISTED),
        ("-", "error: there is no command '-'\n" + LISTED),
        ("__init__", "error: there is no command '__init__'\n" + LISTED),
        ("\x1b[31m", "error: there is no command '\\x1b[31m'\n" + LISTED),
        ("--verison", "error: there is no option --verison\nhelp: did you mean --version?\n"),
        ("-x", "error: there is no option -x\nhelp: `fwdprop --help` shows what there is\n"),
        ("run", "error: missing argument NET\nhelp: `fwdprop run --help` shows what there is\n"),
        (
            "run x --fromat csv",
            "error: there is no option --fromat\nhelp: did you mean --format?\n",
        ),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_one(
    fwdprop: Run, line: str, stderr: str
) -> None:
    result = fwdprop(line)
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_through_the_one_door(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    result = fwdprop(f"--show-completion {shell}")
    assert (result.stderr, result.status) == ("", 0)
    assert f"_FWDPROP_COMPLETE=complete_{shell}" in result.stdout


def run_process(*words: str, env: dict[str, str] | None = None) -> tuple[str, str, int]:
    ran = subprocess.run(
        [*COMMAND, *words], text=True, cwd=ROOT, check=False, capture_output=True, env=env
    )
    return ran.stdout, ran.stderr, ran.returncode


def test_a_process_gives_the_same_as_the_door(fwdprop: Run) -> None:
    words = ["run", NET, "--input", "2", "3"]
    result = fwdprop(*words)
    assert run_process(*words) == (result.stdout, result.stderr, result.status) == (CSV, "", 0)
    result = fwdprop("run", NET, "--input", "2", "é\x1b")
    assert run_process("run", NET, "--input", "2", "é\x1b") == ("", result.stderr, 2)


def test_completion_knows_commands_and_options() -> None:
    complete = {**os.environ, "_FWDPROP_COMPLETE": "complete_bash"}
    asked = {**complete, "COMP_WORDS": "fwdprop ru", "COMP_CWORD": "1"}
    assert run_process(env=asked) == ("run\n", "", 0)
    asked = {**complete, "COMP_WORDS": f"fwdprop run {NET} --input 2 --pr", "COMP_CWORD": "5"}
    assert run_process(env=asked) == ("--precision\n", "", 0)


@pytest.mark.parametrize(
    ("redirected", "stdout", "stderr", "status"),
    [
        (">&-", "", "error: cannot write the results: bad file descriptor\n", 2),
        ("2>&-", CSV, "", 0),
        ("<&- >&- 2>&-", "", "", 2),
        (">/dev/full", "", "error: cannot write the results: no space left on device\n", 2),
    ],
)
def test_streams_may_be_closed_or_full(
    redirected: str, stdout: str, stderr: str, status: int
) -> None:
    line = f"'{sys.executable}' -m fwdprop run '{NET}' --input 2 3 {redirected}"
    ran = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == (stdout, stderr, status)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    rows = ["-i", "1/3", "1/7"] * 6000
    words = ["run", NET, "--layers", "inputs,all", *rows]
    with subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"inputs.children,inputs.accounts,")
        process.stdout.close()
        assert process.wait() == 0
        assert process.stderr.read() == b""


def test_an_interrupt_leaves_with_130_and_says_nothing(tmp_path: Path) -> None:
    fifo = tmp_path / "net.yaml"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [*COMMAND, "run", str(fifo), "-i", "2", "3", "-o", str(tmp_path / "out.csv")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            writing = os.open(fifo, os.O_WRONLY)  # as soon as the process reads from it
            # A signal just before a system call would not interrupt it: let it wait there first.
            until(process, lambda: waits(process))
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=LONG) == (b"", b"")
            os.close(writing)
        finally:
            process.kill()
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == [fifo]
