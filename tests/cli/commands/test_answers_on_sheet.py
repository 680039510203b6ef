"""fwdprop check --answers reads a worksheet that was filled in, and numbers on its blanks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

ROW = f"{NETWORKS / 'mazur.yaml'} -i 0.05 0.1"


def sheet(fwdprop: Run, options: str = "") -> str:
    """The worksheet with two blanks, as it is printed into a file."""
    result = fwdprop(f"worksheet {ROW} --seed 7 -o sheet.txt {options}")
    assert (result.stderr, result.status) == ("", 0)
    return Path("sheet.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_sheet_that_is_filled_in_is_marked(fwdprop: Run, folder: Path, ending: str) -> None:
    text = sheet(fwdprop)
    text = text.replace("hidden.h2 = ____", "hidden.h2 = 0.597").replace("\n", ending)
    text = text.replace("output.o2 = ____", "output.o2 = __0.8__")
    (folder / "sheet.txt").write_bytes(f"{ending}{text}{ending}".encode())
    result = fwdprop(f"check {ROW} --answers sheet.txt")
    assert (result.stderr, result.status) == ("", 0)
    assert result.stdout == (
        "sheet.txt: 2 answers, all right\n  right  hidden.h2 = 0.597\n  right  output.o2 = 0.8\n"
    )


def test_a_sheet_as_it_is_printed_is_blank(fwdprop: Run, folder: Path) -> None:
    text = sheet(fwdprop, "--hide all")
    result = fwdprop(f"check {ROW} --answers -", stdin=text)
    assert (result.stderr, result.status) == ("", 1)
    assert result.stdout.splitlines()[0] == "<stdin>: 0 of 4 answers right, 4 blank"


def test_what_is_wrong_on_a_sheet_is_shown_where_it_stands(fwdprop: Run, folder: Path) -> None:
    text = sheet(fwdprop).replace("hidden.h2 = ____", "hidden.h2 = __ 0,5 __")
    number = text.splitlines().index("  hidden.h2 = __ 0,5 __") + 1
    result = fwdprop(f"check {ROW} --answers -", stdin=text)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: '0,5' is not a number\n"
        f"  --> <stdin>:{number}:18\n"
        "   |\n"
        f"{number} |   hidden.h2 = __ 0,5 __\n"
        "   |                  ^^^\n"
        "help: decimals take a point: 0.5\n"
    )


def test_a_sheet_without_its_answers_is_refused(fwdprop: Run, folder: Path) -> None:
    text = sheet(fwdprop).replace("\nanswers\n", "\n")
    result = fwdprop(f"check {ROW} --answers -", stdin=text)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: <stdin> is a worksheet without its line 'answers'\n"
        "help: a line looks like this: output.o1 = 0.5, below a line 'answers'\n"
    )


def test_names_like_the_texts_of_a_sheet(fwdprop: Run, folder: Path) -> None:
    """Nodes and a layer that are called like what stands around the answers keep their names."""
    nodes = {"worksheet of x": [1], "check them": [2], "answers": [3]}
    layers = [{"name": "answers", "nodes": nodes}, {"nodes": {"y": [1, 1, 1]}}]
    (folder / "net.yaml").write_text(json.dumps({"inputs": 1, "layers": layers}))
    check = "check net.yaml -i 1 --answers"
    text = "worksheet of x: 1\ncheck them: 2\nanswers.answers = 3\ny = 6\n"
    assert fwdprop(f"{check} -", stdin=text).stdout.startswith("<stdin>: 4 answers, all right\n")
    made = fwdprop("worksheet net.yaml -i 1 --hide all").stdout
    for name, value in (("worksheet of x", 1), ("check them", 2), ("answers", 3)):
        made = made.replace(f"answers.{name} = ____", f"answers.{name} = {value}")
    marked = fwdprop(f"{check} -", stdin=made).stdout
    assert marked.startswith("<stdin>: 3 of 4 answers right, 1 blank\n")


@pytest.mark.parametrize("text", ["____ 1", "__1__", "1____", "__ 1 __  # so", "_1", "1_", "1"])
def test_a_number_on_a_blank(fwdprop: Run, folder: Path, text: str) -> None:
    """The lines around it are read away in every file of answers, not on a sheet alone."""
    net = str(NETWORKS / "transactions-relu.yaml")
    result = fwdprop(f"check {net} -i 2 3 --answers -", stdin=f"node_0 = {text}\n")
    assert result.stdout.splitlines()[1].endswith("hidden.node_0 = 1")
    negative = text.replace("1", "-9")
    result = fwdprop(f"check {net} -i 2 3 --answers -", stdin=f"node_0 = {negative}\n")
    assert result.stdout.splitlines()[1] == "  wrong  hidden.node_0 = -9"


@pytest.mark.parametrize("text", ["1_000", "1 __ 2", "__x__"])
def test_what_is_no_number_on_a_blank(fwdprop: Run, text: str) -> None:
    result = fwdprop(f"check {ROW} --answers -", stdin=f"h1 = {text}\n")
    assert result.stderr.startswith(f"error: '{text.strip('_')}' is not a number\n")
