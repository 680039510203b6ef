"""fwdprop worksheet: the arithmetic with blanks, and the answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Run
from pdflatex import complaints, needs

MAZUR = "worksheet networks/mazur.yaml -i 0.05 0.1 --seed 7"
DEEP = "worksheet networks/two-hidden.yaml -i 3 5"


@pytest.fixture
def soft(folder: Path) -> str:
    """Three nodes with softmax, and one behind them."""
    layers = [
        {"name": "h", "activation": "softmax", "nodes": {"a": [1], "b": [2], "c": [3]}},
        {"nodes": {"y": [10, 20, 30]}},
    ]
    (folder / "net.yaml").write_text(json.dumps({"inputs": ["x"], "layers": layers}))
    return "worksheet net.yaml -i 0.5"


def test_a_sheet_is_the_trace_with_blanks(fwdprop: Run) -> None:
    result = fwdprop(MAZUR)
    assert (result.stderr, result.status) == ("", 0)
    # It is as wide as a terminal, wherever it goes: somebody prints it.
    assert result.stdout == (
        "worksheet of mazur: 2 of 4 values blank (--hide 40% --seed 7)\n\n"
        "inputs\n"
        "  i1 = 0.05, i2 = 0.1\n\n"
        "hidden  sigmoid(z) = 1 / (1 + exp(−z))\n"
        "  h1 = sigmoid(0.15·i1 + 0.2·i2 + 0.35)\n"
        "     = sigmoid(0.15·0.05 + 0.2·0.1 + 0.35)\n"
        "     = sigmoid(0.3775)\n"
        "     = 0.59327\n"
        "  h2 = sigmoid(0.25·i1 + 0.3·i2 + 0.35)\n"
        "     = sigmoid(0.25·0.05 + 0.3·0.1 + 0.35)\n"
        "     = sigmoid(____)\n"
        "     = ____\n\n"
        "output  sigmoid(z) = 1 / (1 + exp(−z))\n"
        "  o1 = sigmoid(0.4·h1 + 0.45·h2 + 0.6)\n"
        "     = sigmoid(0.4·0.59327 + 0.45·____ + 0.6)\n"
        "     = sigmoid(1.10591)\n"
        "     = 0.751365\n"
        "  o2 = sigmoid(0.5·h1 + 0.55·h2 + 0.6)\n"
        "     = sigmoid(0.5·0.59327 + 0.55·____ + 0.6)\n"
        "     = sigmoid(____)\n"
        "     = ____\n\n"
        "answers\n"
        "  hidden.h2 = ____\n"
        "  output.o2 = ____\n\n"
        "check them: fwdprop check networks/mazur.yaml --input 0.05 0.1 --answers answers.txt\n"
    )


def test_a_sheet_in_markdown(fwdprop: Run) -> None:
    assert fwdprop(f"{MAZUR} --format markdown --layers output").stdout == (
        "## worksheet of mazur: 1 of 2 values blank (--hide 40% --seed 7)\n\n"
        "### inputs\n\n"
        "i1 = 0.05, i2 = 0.1\n\n"
        "### output\n\n"
        "sigmoid(z) = 1 / (1 + exp(−z))\n\n"
        "| node | arithmetic | value |\n"
        "|---|---|---|\n"
        "| o1 | sigmoid(0.4·h1 + 0.45·h2 + 0.6) = sigmoid(0.4·0.59327 + 0.45·0.596884 + 0.6)"
        " = sigmoid(1.10591) | 0.751365 |\n"
        "| o2 | sigmoid(0.5·h1 + 0.55·h2 + 0.6) = sigmoid(0.5·0.59327 + 0.55·0.596884 + 0.6)"
        " = sigmoid(\\_\\_\\_\\_) | \\_\\_\\_\\_ |\n\n"
        "### answers\n\n"
        "| node | value |\n"
        "|---|---|\n"
        "| output.o2 | \\_\\_\\_\\_ |\n\n"
        "    fwdprop check networks/mazur.yaml --input 0.05 0.1 --answers answers.txt\n"
    )


@needs("amsmath")
@pytest.mark.parametrize("row", ["mazur.yaml -i 1 -1", "iris.yaml -i 5.1 3.5 1.4 0.2 --hide all"])
@pytest.mark.parametrize("key", ["", " --key"])
def test_a_sheet_in_latex_compiles(fwdprop: Run, row: str, key: str) -> None:
    result = fwdprop(f"worksheet networks/{row} --format latex{key}")
    assert complaints(result.stdout, "amsmath") == []


def test_a_sheet_in_latex_is_the_trace_with_blanks(fwdprop: Run) -> None:
    traced = fwdprop("trace networks/mazur.yaml -i 0.05 0.1 --format latex").stdout
    blank = r"\framebox[3em]{\rule{0pt}{1.6ex}}"
    for node, value in (("0.3925", "0.596884"), ("1.22\\d*", "0.772928")):
        traced = re.sub(rf"sigmoid\}}\({node}\)", lambda _: f"sigmoid}}({blank})", traced)
        traced = traced.replace(value, blank)
    assert traced.count(blank) == 6
    assert fwdprop(f"{MAZUR} --format latex").stdout == (
        "\\begin{flushleft}\n"
        "\\textbf{worksheet of mazur: 2 of 4 values blank (-{}-hide 40\\% -{}-seed 7)}\n"
        "\\end{flushleft}\n"
        f"{traced}"
        "\\begin{flushleft}\n"
        "\\textbf{answers}\\par\\medskip\n"
        f"hidden.h2 $= {blank}$ \\\\[0.5ex]\n"
        f"output.o2 $= {blank}$\\par\\medskip\n"
        "\\texttt{fwdprop check networks/mazur.yaml -{}-input 0.05 0.1 -{}-answers answers.txt}\n"
        "\\end{flushleft}\n"
    )


def test_the_key_in_each_format(fwdprop: Run) -> None:
    title = "key of mazur: 2 of 4 values blank (--hide 40% --seed 7)"
    check = "fwdprop check networks/mazur.yaml --input 0.05 0.1 --answers answers.txt"
    assert fwdprop(f"{MAZUR} --key").stdout == (
        f"# {title}\n# {check}\nhidden.h2 = 0.596884\noutput.o2 = 0.772928\n"
    )
    assert fwdprop(f"{MAZUR} --key --format markdown").stdout == (
        f"## {title}\n\n| node | value |\n|---|---|\n"
        f"| hidden.h2 | 0.596884 |\n| output.o2 | 0.772928 |\n\n    {check}\n"
    )
    assert fwdprop(f"{MAZUR} --key --format latex").stdout == (
        "\\begin{flushleft}\n"
        "\\textbf{key of mazur: 2 of 4 values blank (-{}-hide 40\\% -{}-seed 7)}\\par\\medskip\n"
        "hidden.h2 $= 0.596884$ \\\\[0.5ex]\n"
        "output.o2 $= 0.772928$\\par\\medskip\n"
        "\\texttt{fwdprop check networks/mazur.yaml -{}-input 0.05 0.1 -{}-answers answers.txt}\n"
        "\\end{flushleft}\n"
    )


def test_the_command_that_checks_has_what_the_sheet_was_made_with(
    fwdprop: Run, soft: str, folder: Path
) -> None:
    options = "--precision 3 --dtype float32 --root ."
    assert fwdprop(f"{soft} {options} --key -o key.txt").stdout == ""
    _, second, *_ = (folder / "key.txt").read_text().splitlines()
    assert second == f"# fwdprop check net.yaml --input 0.5 --answers key.txt {options}"
    checked = fwdprop(second.removeprefix("# fwdprop "))
    assert (checked.stdout.splitlines()[0], checked.status) == ("key.txt: 2 answers, all right", 0)


def blank_nodes(fwdprop: Run, line: str) -> list[str]:
    return re.findall(r"^(\S+) = ", fwdprop(f"{line} --key").stdout, re.MULTILINE)


def test_a_seed_draws_the_same_nodes_on_every_machine(fwdprop: Run) -> None:
    # Python's generator begins with 0.844, 0.758, 0.421, 0.259 and 0.511 for the seed 0.
    found = [blank_nodes(fwdprop, f"{DEEP} --seed {seed}") for seed in (0, 1, 2, 3, 10**38)]
    assert found == [
        ["hidden_2.node_0", "hidden_2.node_1"],
        ["hidden_1.node_0", "hidden_2.node_1"],
        ["hidden_2.node_0", "hidden_2.node_1"],
        ["hidden_1.node_0", "hidden_2.node_0"],
        ["hidden_2.node_0", "output.transactions"],
    ]
    assert blank_nodes(fwdprop, DEEP) == found[0]


def test_a_larger_share_leaves_the_same_nodes_blank_and_others(fwdprop: Run) -> None:
    before: set[str] = set()
    for share, number in (("1%", 1), ("30%", 2), ("1/2", 3), ("0.8", 4), ("100%", 5), ("all", 5)):
        found = blank_nodes(fwdprop, f"{DEEP} --seed 9 --hide {share}")
        assert len(found) == number
        assert before <= set(found)
        before = set(found)


@pytest.mark.parametrize(
    ("share", "help"),
    [
        ("0", "two of five: --hide 40%"),
        ("0%", "two of five: --hide 40%"),
        ("101%", "two of five: --hide 40%"),
        ("nan", "two of five: --hide 40%"),
        ("half", "two of five: --hide 40%"),
        ("", "two of five: --hide 40%"),
        ("40", "write --hide 40%"),
        ("0,4", "decimals take a point: 0.4"),
        ("12,5%", "decimals take a point: 12.5%"),
    ],
)
def test_a_share_that_is_none(fwdprop: Run, share: str, help: str) -> None:
    result = fwdprop(*DEEP.split(), "--hide", share)
    message = f"error: --hide is a share above 0%, up to 100%, or all, not {share}"
    assert result.stderr == f"{message.rstrip() if share else message}\nhelp: {help}\n"
    assert (result.stdout, result.status) == ("", 2)


def test_a_node_of_a_softmax_is_blank_in_the_sums_of_others(fwdprop: Run, soft: str) -> None:
    sheet = fwdprop(f"{soft} --hide 1% --seed 1 --layers h", columns=200).stdout
    (name,) = blank_nodes(fwdprop, f"{soft} --hide 1% --seed 1 --layers h")
    assert name == "h.a"
    assert [
        line for line in sheet.splitlines() if "softmax(1·" in line or "softmax(2·" in line
    ] == [
        "  a = softmax(1·x) = softmax(1·0.5) = softmax(____)"
        " = e^(____) / (e^(____) + e^1 + e^1.5) = ____ / ____ = ____",
        "  b = softmax(2·x) = softmax(2·0.5) = softmax(1)"
        " = e^1 / (e^(____) + e^1 + e^1.5) = 2.71828 / ____ = 0.307196",
    ]


def test_one_row_is_taken(fwdprop: Run) -> None:
    result = fwdprop(f"{DEEP} -i 1 2")
    assert result.stderr == (
        "error: a worksheet is about one row, and there are 2 times --input\n"
        "help: take one of them at a time\n"
    )
    line = "worksheet networks/iris.yaml --data networks/iris.csv --row 3 --key"
    assert "--input 6.5 3 5.2 2 --answers" in fwdprop(line).stdout
    assert fwdprop("worksheet networks/xor.yaml").stderr == (
        "error: no inputs: this network has 2 inputs (x1, x2)\n"
        "help: fwdprop worksheet networks/xor.yaml --input 0 0\n"
    )
