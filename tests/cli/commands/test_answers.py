"""fwdprop check --answers: each answer of a file is marked."""

from __future__ import annotations

import json
import shlex
from math import exp
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

MAZUR = f"check {NETWORKS / 'mazur.yaml'} -i 0.05 0.1 --answers"
TRACE = f"fwdprop trace {NETWORKS / 'mazur.yaml'} --input 0.05 0.1"
RIGHT = "h1 = 0.59327\nh2 = 0.596884\no1 = 0.751365\no2 = 0.772928\n"


def sigmoid(z: float) -> float:
    return 1 / (1 + exp(-z))


def test_each_answer_is_marked(fwdprop: Run, folder: Path) -> None:
    o1 = sigmoid(0.4 * 0.59327 + 0.45 * 0.3925 + 0.6)
    (folder / "mine.txt").write_text(f"hidden.h1 = 0.593\nh2: 0.3925\no1={o1:.6f}\noutput.o2 = 5\n")
    result = fwdprop(f"{MAZUR} mine.txt")
    assert (result.stderr, result.status) == ("", 1)
    assert result.stdout == (
        "mine.txt: 1 of 4 answers right\n"
        "  right  hidden.h1 = 0.593\n"
        "  wrong  hidden.h2 = 0.3925\n"
        "           0.3925 is what you get when the activation of layer hidden is left out\n"
        f"  wrong  output.o1 = {o1:.6f}\n"
        "  wrong  output.o2 = 5\n"
        f"see: {TRACE} --node hidden.h2 --node output.o1 --node output.o2\n"
    )


@pytest.mark.parametrize("layer", ["- h", "-i", "--set", "it's"])
def test_the_command_that_shows_a_node_can_be_pasted(
    fwdprop: Run, folder: Path, layer: str
) -> None:
    layers = [{"name": layer, "nodes": {"--help": [2], "a=b": [3]}}]
    Path("net.json").write_text(json.dumps({"inputs": ["x"], "layers": layers}))
    answers = f"{layer}.--help = 1\n{layer}.a=b = 1\n"
    marked = fwdprop("check net.json -i 5 --answers -", stdin=answers).stdout
    assert marked.startswith("<stdin>: 0 of 2 answers right\n")
    program, *words = shlex.split(marked.splitlines()[-1].removeprefix("see: "))
    pasted = fwdprop(*words)
    assert (program, pasted.stderr, pasted.status) == ("fwdprop", "", 0)
    assert pasted.stdout == "--help = 2·x = 2·5 = 10\na=b = 3·x = 3·5 = 15\n"


def test_what_follows_from_a_wrong_answer_is_told(fwdprop: Run) -> None:
    o1 = sigmoid(0.4 * 0.59327 + 0.45 * 0.3925 + 0.6)
    result = fwdprop(f"{MAZUR} -", stdin=f"h1 = 0.59327\nh2 = 0.3925\no1 = {o1:.6f}\n")
    assert result.stdout == (
        "<stdin>: 1 of 3 answers right\n"
        "  right  hidden.h1 = 0.59327\n"
        "  wrong  hidden.h2 = 0.3925\n"
        "           0.3925 is what you get when the activation of layer hidden is left out\n"
        f"  wrong  output.o1 = {o1:.6f}\n"
        f"           {o1:.6f} is what you get when the other answers are used, not all of which"
        " are right\n"
        f"see: {TRACE} --node hidden.h2 --node output.o1\n"
    )


def test_what_is_worked_out_from_rounded_answers_is_right(fwdprop: Run) -> None:
    o1 = sigmoid(0.4 * 0.6 + 0.45 * 0.6 + 0.6)
    assert round(o1, 4) != 0.7514
    result = fwdprop(f"{MAZUR} -", stdin=f"h1 = 0.6\nh2 = 0.6\no1 = {o1:.6f}\n")
    assert (result.stdout.splitlines()[0], result.status) == ("<stdin>: 3 answers, all right", 0)


def test_a_line_that_is_not_filled_in_is_blank(fwdprop: Run) -> None:
    answers = "# a comment\n\nhidden.h1 = ____\r\n  h2 =\no1 = ?\n  h2: 0.597  # rounded\n"
    result = fwdprop(f"{MAZUR} -", stdin=answers)
    assert (result.stderr, result.status) == ("", 1)
    assert result.stdout == (
        "<stdin>: 1 of 3 answers right, 2 blank\n"
        "  blank  hidden.h1\n"
        "  right  hidden.h2 = 0.597\n"
        "  blank  output.o1\n"
    )


def test_digits_decide_but_no_more_than_the_sheet_has(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(
        "inputs: 1\nlayers:\n"
        "- nodes: {a: [0.333333333333], b: [123456.7], c: [5.0000001], d: [2/3]}\n"
    )
    answers = "a = 1/3\nb = 123457\nc = 5\n"
    check = "check net.yaml -i 1 --answers -"
    assert fwdprop(check, stdin=answers).status == 0
    assert fwdprop(f"{check} --precision 9", stdin=answers).status == 1
    assert fwdprop(f"{check} --precision 2", stdin="a=.33\nb=120000\nc=5\n").status == 0
    assert fwdprop(f"{check} --tolerance 1000", stdin="a=7\nb=123000\n").status == 0
    assert fwdprop(check, stdin="a = 0.4\n").stdout.splitlines()[1] == "  wrong  output.a = 0.4"
    cut = fwdprop(check, stdin="d = 0.6666\n")
    assert cut.stderr == (
        "note: <stdin>, answer 1: layer output, node d is cut off: 0.666667 rounds to 0.6667\n"
    )
    assert (cut.stdout, cut.status) == ("<stdin>: 1 answer, right\n  right  output.d = 0.6666\n", 0)


def test_a_program_gets_a_row_for_each_answer(fwdprop: Run) -> None:
    result = fwdprop(f"{MAZUR} - --format csv", stdin="h1 = 0.593\no1 =\nh2 = 0.3925\n")
    assert result.status == 1
    rows = [line.split(",", 5) for line in result.stdout.splitlines()]
    assert [row[:5] for row in rows] == [
        ["file", "example", "held", "layer", "node"],
        ["<stdin>", "1", "true", "hidden", "h1"],
        ["<stdin>", "2", "", "output", "o1"],
        ["<stdin>", "3", "false", "hidden", "h2"],
    ]
    assert rows[2][5] == "," * 7
    assert rows[3][5].startswith("0.3925,0.59688437")
    assert "the activation of" in rows[3][5]


def test_what_is_no_answer_is_shown_where_it_stands(fwdprop: Run) -> None:
    answers = "h1 = 0,59\nh3 = 1\n0.5\nh2 = 1 + 2 = 3\nh2 = 5\nh2 = 6\n= 7\no1 \uff1d 8\n"
    result = fwdprop(f"{MAZUR} -", stdin=answers)
    assert (result.stdout, result.status) == ("", 2)
    lines = [line for line in result.stderr.splitlines() if line[:1] not in " 123456789"]
    form = "help: a line looks like this: output.o1 = 0.5"
    assert lines == [
        "error: '0,59' is not a number",
        "help: decimals take a point: 0.59",
        "error: there is no node 'h3' in a layer",
        "help: the nodes are hidden.h1, hidden.h2, output.o1, output.o2",
        "error: '0.5' is no answer: there is no = behind a name",
        form,
        "error: '1 + 2 = 3' is not a number",
        "help: write the result alone: 3",
        "error: node 'hidden.h2' is answered twice",
        "help: the first answer is in line 4",
        "error: node 'hidden.h2' is answered twice",
        "help: the first answer is in line 4",
        "error: there is no name in front of the answer",
        form,
        "error: 'o1 \uff1d 8' is no answer: there is no = behind a name",
        "help: U+FF1D (fullwidth equals sign) is not '='",
    ]
    assert " --> <stdin>:4:6\n" in result.stderr


@pytest.mark.parametrize(
    "line", ["h1 = 8, h2 = 2", "h1=8;hidden.h2=2", "h1: 8 h2: 2", "h1 = 8, h2 = 2, o1 = 3"]
)
def test_each_answer_has_a_line_of_its_own(fwdprop: Run, line: str) -> None:
    """What is proposed is never the number of another node."""
    result = fwdprop(f"{MAZUR} -", stdin=line)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.splitlines()[-1] == "help: each answer has a line of its own"


def test_long_lines_are_cut(fwdprop: Run) -> None:
    lines = ["x" * 100_000 + " = 5", "=" * 100_000, "h1 = " + "9" * 200_000, "#" * 100_000]
    result = fwdprop(f"{MAZUR} -", stdin="\n".join(lines))
    assert (result.stderr.count("error: "), result.status) == (3, 2)
    assert max(map(len, result.stderr.splitlines())) < 150


def test_ten_faults_are_shown(fwdprop: Run) -> None:
    result = fwdprop(f"{MAZUR} -", stdin="z = 1\n" * 5000)
    assert result.stderr.count("error: ") <= 11
    assert "4,990 more" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "there are no answers in mine.txt"),
        (b"# nothing\n", "there are no answers in mine.txt"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "mine.txt is a binary file"),
        (b"h1 = 0.5\n\xff", "this is not a text file in UTF-8: byte 0xff"),
    ],
)
def test_a_file_without_answers(fwdprop: Run, folder: Path, content: bytes, message: str) -> None:
    (folder / "mine.txt").write_bytes(content)
    result = fwdprop(f"{MAZUR} mine.txt")
    assert result.stderr.splitlines()[0] == f"error: {message}"
    assert result.stderr.splitlines()[-1] == "help: a line looks like this: output.o1 = 0.5"
    assert (result.stdout, result.status) == ("", 2)


def test_a_text_of_notepad_is_read(fwdprop: Run, folder: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (folder / "mine.txt").write_bytes(RIGHT.replace("\n", "\r\n").encode(encoding))
        assert fwdprop(f"{MAZUR} mine.txt").status == 0


@pytest.mark.parametrize(
    ("line", "message", "help"),
    [
        (
            "net.yaml -i 2 3 --answers ''",
            "there is no file behind --answers",
            "name one, or - for standard input",
        ),
        (
            "net.yaml --answers a.txt",
            "--answers needs one --input, whose answers they are, and there is none",
            "say what goes in: --input 2 3",
        ),
        (
            "net.yaml -i 2 3 -i 4 5 --answers a.txt",
            "--answers needs one --input, whose answers they are, and there are 2 times --input",
            "say what goes in: --input 2 3",
        ),
        (
            "net.yaml --data a.csv --answers a.txt",
            "--answers is for --input, not for --data",
            "say what goes in: --input 2 3",
        ),
        (
            "net.yaml -i 2 3 --expect 9 --answers a.txt",
            "--expect and --answers exclude each other",
            "leave one of them out",
        ),
        (
            "net.yaml net.yaml -i 2 3 --answers a.txt",
            "--answers is for one network, not 2",
            "name one network",
        ),
        (
            "- -i 2 3 --answers -",
            "standard input can be read only once",
            "name - once",
        ),
    ],
)
def test_what_does_not_go_together(
    fwdprop: Run, folder: Path, line: str, message: str, help: str
) -> None:
    result = fwdprop(f"check {line}")
    assert (result.stderr, result.status) == (f"error: {message}\nhelp: {help}\n", 2)


def test_a_file_that_is_not_there(fwdprop: Run, folder: Path) -> None:
    (folder / "answers.txt").write_text(RIGHT)
    assert fwdprop(f"{MAZUR} answer.txt").stderr == (
        "error: there is no file answer.txt\nhelp: did you mean answers.txt?\n"
    )
    assert "would overwrite answers.txt, which is read" in (
        fwdprop(f"{MAZUR} answers.txt -o answers.txt").stderr
    )
