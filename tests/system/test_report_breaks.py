"""Messages break between words at the width of the terminal that they are read at."""

from __future__ import annotations

import pytest
from command_line import Run, Stream

from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

LINE = "run networks/transactions.yaml"


def test_a_message_breaks_between_words_and_a_command_stays_whole(fwdprop: Run) -> None:
    assert fwdprop(f"{LINE} -i 1 2 3", columns=40).stderr == (
        "error: 3 numbers, expected 2, one for\n       each input\n"
        " --> --input:1:1\n  |\n1 | 1 2 3\n  | ^^^^^\n"
        "help: the inputs are children, accounts\n"
    )
    assert fwdprop("run networks/xor.yml", columns=30).stderr == (
        "error: there is no file\n       networks/xor.yml\nhelp: did you mean\n"
        "      networks/xor.yaml?\n"
    )
    assert fwdprop("check iris.yaml", columns=40).stderr == (
        "error: there is no file iris.yaml\nhelp: there is an example of that name:\n"
        "      fwdprop new --example iris -o iris.yaml\n"
    )


@pytest.mark.parametrize("columns", [20, 30, 40, 60])
def test_no_line_is_wider_but_one_of_a_single_unit(fwdprop: Run, columns: int) -> None:
    result = fwdprop(f"{LINE} -i 1e308 1e308 -i inf 1 --format csv", columns=columns)
    assert result.stderr.startswith("warning: ")
    for line in result.stderr.splitlines():
        assert len(line) <= columns or " " not in line.removeprefix("warning: ").strip()


def test_in_a_pipe_a_message_is_one_line(fwdprop: Run) -> None:
    said = "error: there is no file networks/xor.yml\nhelp: did you mean networks/xor.yaml?\n"
    assert fwdprop("run networks/xor.yml", environ={"COLUMNS": "20"}).stderr == said


def test_the_width_is_that_of_standard_error() -> None:
    err = Stream(tty=True)
    environ = {"COLUMNS": "40", "NO_COLOR": "1"}
    main([*LINE.split(), "-i", "1", "2", "3"], Terminal(Stream(), Stream(), err, environ))
    assert b"\n       " in err.getvalue()
