"""The progress bar: where a person watches it, after a while, and gone at the end."""

from __future__ import annotations

import io
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
from fcntl import ioctl

import pytest
from command_line import NETWORKS, ROOT, Stream
from piping import LONG

from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

NET = str(NETWORKS / "transactions.yaml")
ROWS = b"2,3\n1,4\n2,3\n"
RESULTS = b"transactions\n9\n7\n9\n"
GONE = "\n\x1b[?25h\r\x1b[1A\x1b[2K"
"""The cursor is shown, goes up to the bar's line, and the line is erased."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fwdprop.system.progress.PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def watched(
    *words: str,
    stdin: bytes = ROWS,
    environ: dict[str, str] | None = None,
    tty: tuple[bool, bool] = (False, True),
) -> tuple[bytes, str, int]:
    """Standard output, what a person saw on standard error, and the status; `tty` of both."""
    out, err = Stream(tty=tty[0]), Stream(tty=tty[1])
    status = main(["run", NET, *words], Terminal(Stream(stdin), out, err, environ or {}))
    return out.getvalue(), err.getvalue().decode(), status


def test_a_bar_tells_of_the_rows_and_is_gone_at_the_end() -> None:
    stdout, stderr, status = watched()
    assert (stdout, status) == (RESULTS, 0)
    assert "3 rows, " in stderr
    assert " a second" in stderr
    assert stderr.endswith(GONE)


def test_the_bar_shows_the_share_of_a_file() -> None:
    _, stderr, status = watched("--data", str(NETWORKS / "iris.csv"), "--columns", IRIS)
    assert status == 0
    assert "50 rows, " in stderr
    assert "━" * 20 in stderr
    assert stderr.endswith(GONE)


IRIS = "children=sepal_length,accounts=sepal_width"


@pytest.mark.parametrize(
    ("words", "environ", "tty"),
    [
        (["--quiet"], {}, (False, True)),
        (["-q"], {}, (False, True)),
        ([], {}, (False, False)),
        (["--format", "csv"], {}, (True, True)),
        ([], {"TERM": "dumb"}, (False, True)),
    ],
    ids=["quiet", "q", "stderr is a file", "results appear there", "a dumb terminal"],
)
def test_nothing_is_shown_where_nobody_wants_it_or_can_see_it(
    words: list[str], environ: dict[str, str], tty: tuple[bool, bool]
) -> None:
    _, stderr, status = watched(*words, environ=environ, tty=tty)
    assert (stderr, status) == ("", 0)


EXPECTED = b"children,accounts,transactions\n2,3,9\n1,4,7\n"
ON_ONE_SCREEN = {
    "run": ([], ROWS, "row   transactions"),
    "check": (["--data", "-"], EXPECTED, "transactions.yaml: 2 rows hold"),
    "region": (["--data", "-", "--row", "2"], ROWS, "transactions = "),
    "why": (["--data", "-", "--row", "1,2"], ROWS, "transactions: 9 in the first row"),
}


@pytest.mark.parametrize("command", ON_ONE_SCREEN)
def test_a_bar_is_shown_where_results_come_in_the_end_and_is_gone_before(command: str) -> None:
    """Both go to one terminal: nothing of the results is written while the bar is there."""
    words, stdin, found = ON_ONE_SCREEN[command]
    screen = Stream(tty=True)
    terminal = Terminal(Stream(stdin), screen, screen, {"NO_COLOR": "1", "COLUMNS": "80"})
    assert main([command, NET, *words], terminal) == 0
    bar, _, results = screen.getvalue().decode().partition(GONE)
    assert " rows, " in bar
    assert found not in bar
    assert found in results


def test_a_table_of_the_rows_before_an_error_stands_where_the_bar_was() -> None:
    screen = Stream(tty=True)
    terminal = Terminal(Stream(ROWS + b"2,x\n"), screen, screen, {"NO_COLOR": "1"})
    assert main(["run", NET, "--data", "-"], terminal) == 2
    _, _, after = screen.getvalue().decode().partition(GONE)
    assert after.startswith("row   transactions\n")
    assert "error: column accounts: 'x' is not a number\n" in after


def test_nothing_is_shown_in_the_first_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fwdprop.system.progress.PATIENCE", 1000)
    assert watched() == (RESULTS, "", 0)


def test_without_colour_the_bar_is_plain() -> None:
    _, stderr, _ = watched(environ={"NO_COLOR": "1"})
    assert "3 rows, " in stderr
    assert "\x1b[3" not in stderr
    assert stderr.endswith(GONE)


def test_an_error_stands_where_the_bar_was() -> None:
    stdout, stderr, status = watched("--data", "-", stdin=ROWS + b"2,x\n")
    assert (stdout, status) == (RESULTS, 2)
    _, _, after = stderr.partition(GONE)
    assert after.startswith("\x1b[1;31merror:\x1b[0m column accounts: 'x' is not a number\n")


def test_the_stream_stays_open_when_the_bar_is_forgotten() -> None:
    err = Stream(tty=True)
    terminal = Terminal(io.BytesIO(), io.BytesIO(), err, {"NO_COLOR": "1"})
    terminal.console_of_errors().print("a bar")
    terminal.say("and what comes after it")
    assert err.getvalue() == b"a bar\nand what comes after it\n"


def test_a_real_terminal_shows_it_after_a_second_until_ctrl_c() -> None:
    """Rows come every 0.3 seconds for ever; whoever sees the bar presses Ctrl-C."""
    person, program = pty.openpty()
    ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
    feed = "while echo 2,3 2>/dev/null; do sleep 0.3; done"
    environ = {
        key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")
    }
    with (
        subprocess.Popen(["bash", "-c", feed], stdout=subprocess.PIPE) as producer,
        subprocess.Popen(
            [sys.executable, "-m", "fwdprop", "run", NET],
            cwd=ROOT,
            env=environ,
            stdin=producer.stdout,
            stdout=subprocess.PIPE,
            stderr=program,
        ) as process,
    ):
        assert producer.stdout is not None
        producer.stdout.close()
        os.close(program)
        watchdog = threading.Timer(LONG, process.kill)
        watchdog.start()
        seen = b""
        interrupted = False
        while True:
            try:
                seen += os.read(person, 65536)
            except OSError:  # the other end is closed
                break
            if b" a second" in seen and not interrupted:
                process.send_signal(signal.SIGINT)
                interrupted = True
        assert process.wait() == 130
        watchdog.cancel()
        assert process.stdout is not None
        rows = process.stdout.read()
    os.close(person)
    assert rows.startswith(b"transactions\n9\n9\n")
    assert rows.endswith(b"\n")
    assert seen.decode().replace("\r\n", "\n").endswith(GONE)
    assert b"Traceback" not in seen
