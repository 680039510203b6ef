"""What decides on colour: `--color`, then `NO_COLOR`, then `FORCE_COLOR`, then the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from fwdprop.cli.commands import command_names

RUN = "run networks/transactions.yaml -i 2 3"
FORCED = {"FORCE_COLOR": "1"}
BOTH = {"NO_COLOR": "1", "FORCE_COLOR": "1"}


@pytest.mark.parametrize(
    ("option", "environ", "columns", "is_coloured"),
    [
        ("", {}, 80, True),
        ("", {}, None, False),
        ("", {"NO_COLOR": "1"}, 80, False),
        ("", {"TERM": "dumb"}, 80, False),
        ("", FORCED, None, True),
        ("", {"FORCE_COLOR": ""}, None, False),
        ("", {"FORCE_COLOR": "1", "TERM": "dumb"}, 80, True),
        ("", BOTH, 80, False),
        ("auto", {}, 80, True),
        ("auto", {}, None, False),
        ("auto", BOTH, 80, False),
        ("always", {}, None, True),
        ("always", BOTH, None, True),
        ("never", {}, 80, False),
        ("never", FORCED, 80, False),
    ],
)
def test_who_goes_before_whom(
    fwdprop: Run, option: str, environ: dict[str, str], columns: int | None, is_coloured: bool
) -> None:
    asked = f"--color {option}" if option else ""
    environ = {"COLUMNS": "80", **environ}
    table = fwdprop(f"{RUN} --format table {asked}", columns=columns, environ=environ)
    assert ("\x1b[" in table.stdout, table.status) == (is_coloured, 0)
    error = fwdprop(f"run none.yaml {asked}", columns=columns, environ=environ)
    assert ("\x1b[" in error.stderr, error.status) == (is_coloured, 2)


@pytest.mark.parametrize("command", command_names())
@pytest.mark.parametrize("asked", ["--color always", "--color=always"])
def test_every_command_has_it_and_the_parsers_messages_heed_it(
    fwdprop: Run, command: str, asked: str
) -> None:
    assert "--color WHEN" in fwdprop(f"{command} --help").stdout
    result = fwdprop(f"{command} --colour {asked}")
    assert result.stderr.startswith("\x1b[1;31merror:\x1b[0m there is no option --colour\n")


@pytest.mark.parametrize(
    "line",
    [
        "check networks/transactions.yaml -i 2 3 --expect 8",
        "trace networks/transactions.yaml -i 2 3",
        "help rows",
        "show networks/transactions.yaml --format table",
        "sweep networks/transactions.yaml --over children=1:3:1 -i 2 3 --format table",
        "activations relu --format table",
    ],
)
def test_what_is_coloured_at_a_terminal_may_be_so_in_a_pipe(fwdprop: Run, line: str) -> None:
    at_a_terminal = fwdprop(line, columns=80, environ={"COLUMNS": "80"})
    result = fwdprop(f"{line} --color always", environ={"COLUMNS": "80"})
    assert "\x1b[" in result.stdout
    assert result.stdout == at_a_terminal.stdout


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "values"])
def test_what_programs_read_never_is(fwdprop: Run, format: str) -> None:
    line = f"{RUN} --format {format}"
    assert fwdprop(f"{line} --color always") == fwdprop(line)


def test_no_file_is(fwdprop: Run, tmp_path: Path) -> None:
    file = tmp_path / "table.txt"
    assert fwdprop(f"{RUN} -o '{file}' --color always").status == 0
    assert "\x1b" not in file.read_text()


def test_a_picture_keeps_its_colours(fwdprop: Run) -> None:
    """`--color` is about the terminal; `--theme` and `--color-by` say how a picture looks."""
    line = "draw networks/transactions.yaml --format svg"
    assert fwdprop(f"{line} --color never") == fwdprop(line)


def test_another_word_is_refused(fwdprop: Run) -> None:
    result = fwdprop(f"{RUN} --color red")
    assert result.stderr == "error: --color is auto, always or never, not red\n"
    assert result.status == 2
