"""Colour, width and encoding: what the streams and the environment ask for."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios

import pytest
from command_line import NETWORKS, Run, Stream

from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

NET = NETWORKS / "transactions.yaml"
LINE = f"run {NET} --input 2 3"
TABLE = """\
inputs         →   hidden   identity   →   output         identity
──────────────────────────────────────────────────────────────────
children   2       node_0          5       transactions          9
accounts   3       node_1          1
"""
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": ""}, {"TERM": "xterm-256color"}])
def test_a_terminal_shows_the_table_in_colour(fwdprop: Run, environ: dict[str, str]) -> None:
    result = fwdprop(LINE, columns=80, environ=environ)
    plain = ESCAPES.sub("", result.stdout)
    assert plain != result.stdout
    assert "\x1b" not in plain
    assert [line.rstrip() for line in plain.splitlines()] == TABLE.splitlines()


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"NO_COLOR": "0"}, {"TERM": "dumb"}])
def test_colour_can_be_turned_off(fwdprop: Run, environ: dict[str, str]) -> None:
    assert fwdprop(LINE, columns=80, environ=environ).stdout == TABLE
    assert fwdprop(f"{LINE} 4", columns=80, environ=environ).stderr.startswith("error: 3 numbers")


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "values"])
def test_what_programs_read_is_never_coloured(fwdprop: Run, format: str) -> None:
    result = fwdprop(f"{LINE} --format {format}", columns=80, environ={})
    assert result == fwdprop(f"{LINE} --format {format}")


def test_messages_are_coloured_at_a_terminal_only(fwdprop: Run) -> None:
    red, cyan, off = "\x1b[1;31m", "\x1b[36m", "\x1b[0m"
    result = fwdprop("run nothing.yml", columns=80, environ={})
    assert result.stderr == f"{red}error:{off} there is no file nothing.yml\n"
    assert fwdprop("run nothing.yml", environ={}).stderr == "error: there is no file nothing.yml\n"
    result = fwdprop("rnu", columns=80, environ={})
    assert result.stderr == (
        f"{red}error:{off} there is no command 'rnu'\n{cyan}help:{off} did you mean run?\n"
    )
    result = fwdprop(f"run {NET} -i inf 1", columns=80, environ={})
    assert result.stderr == (
        f"{cyan}warning:{off} input children is inf, the first value that is not finite\n"
    )


def test_each_stream_is_coloured_by_what_it_is_itself() -> None:
    terminal = Terminal(Stream(), Stream(tty=True), Stream(), {"COLUMNS": "80"})
    main(f"run {NET} --input inf 3".split(), terminal)
    assert isinstance(terminal.stdout, Stream)
    assert isinstance(terminal.stderr, Stream)
    assert b"\x1b[" in terminal.stdout.getvalue()
    assert b"\x1b[" not in terminal.stderr.getvalue()


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "80 ", "²", "9" * 30, "9" * 5000])
def test_a_width_that_is_none_is_passed_over(fwdprop: Run, columns: str) -> None:
    result = fwdprop(LINE, columns=80, environ={"COLUMNS": columns, "NO_COLOR": "1"})
    assert (result.stderr, result.stdout) == ("", TABLE)


def table_of(name: str, encoding: str) -> bytes:
    net = json.dumps({"inputs": [name], "layers": [{"nodes": {name: [1]}}]})
    environ = {"COLUMNS": "80", "NO_COLOR": "1"}
    terminal = Terminal(Stream(net.encode()), Stream(tty=True), Stream(tty=True), environ, encoding)
    assert main(["run", "-", "-i", "5"], terminal) == 0
    assert isinstance(terminal.stdout, Stream)
    return terminal.stdout.getvalue()


def test_a_terminal_that_shows_few_characters_gets_a_plain_table() -> None:
    assert table_of("x", "ascii").decode("ascii") == (
        "inputs |   | -> | output | identity\n"
        "-------+---+----+--------+---------\n"
        "x      | 5 |    | x      |        5\n"
    )


@pytest.mark.parametrize(
    ("name", "encoding", "shown"),
    [
        ("é", "latin-1", "é"),
        ("é", "ascii", "\\xe9"),
        ("日本", "latin-1", "\\u65e5\\u672c"),
        ("日本", "shift_jis", "日本"),
        ("😀", "cp1252", "\\U0001f600"),
    ],
)
def test_a_character_that_the_terminal_cannot_show_is_escaped_and_columns_stay_aligned(
    name: str, encoding: str, shown: str
) -> None:
    found = table_of(name, encoding).decode(encoding)
    if shown != name:
        assert found == table_of(shown, encoding).decode(encoding)
    assert found.splitlines()[2].startswith(shown)


def test_programs_read_utf_8_whatever_the_locale() -> None:
    net = '{"inputs": ["日本"], "layers": [{"nodes": {"é": [1]}}]}'
    terminal = Terminal(Stream(net.encode()), Stream(), Stream(), {}, "ascii")
    main(["run", "-", "-i", "5", "--layers", "inputs,all"], terminal)
    assert isinstance(terminal.stdout, Stream)
    assert terminal.stdout.getvalue().decode() == "inputs.日本,output.é\n5,5\n"


def at_a_real_terminal(columns: int, **environ: str) -> str:
    """What a process shows on a pseudo-terminal of that width."""
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {name: text for name, text in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "fwdprop", *LINE.split()],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", "PYTHONUTF8": "1", **environ},
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(mine, 65536):
            shown += chunk
    except OSError:
        pass  # the other end is closed: all was read
    os.close(mine)
    assert process.wait() == 0
    return shown.decode().replace("\r\n", "\n")


def test_a_real_terminal_shows_the_table() -> None:
    shown = at_a_real_terminal(80)
    assert "\x1b[" in shown
    plain = ESCAPES.sub("", shown)
    assert [line.rstrip() for line in plain.splitlines()] == TABLE.splitlines()
    assert at_a_real_terminal(66, NO_COLOR="1") == TABLE


def test_a_narrow_real_terminal_stacks_it_and_columns_counts_more_than_its_width() -> None:
    stacked = at_a_real_terminal(65, NO_COLOR="1")
    assert stacked.splitlines()[3:6] == ["accounts   3", "", "hidden   identity"]
    assert at_a_real_terminal(200, NO_COLOR="1", COLUMNS="40") == stacked
    assert at_a_real_terminal(40, NO_COLOR="1", COLUMNS="120") == TABLE


@pytest.mark.parametrize(("color", "wide"), [("always", False), ("never", True)])
def test_a_page_for_a_pager_is_as_wide_as_its_terminal(color: str, wide: bool) -> None:
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 50, 0, 0))
    plain = {name: text for name, text in os.environ.items() if name != "COLUMNS"}
    ran = subprocess.run(
        [sys.executable, "-m", "fwdprop", "help", "rows", "--color", color],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**plain, "PYTHONUTF8": "1"},
        check=True,
    )
    os.close(theirs)
    os.close(mine)
    lines = re.sub("\x1b[^m]*m", "", ran.stdout.decode()).splitlines()
    assert (max(map(len, lines)) > 50) == wide
