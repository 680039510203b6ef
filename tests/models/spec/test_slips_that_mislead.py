"""Slips with two explanations, or that others follow from: what is proposed is no wrong guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = """inputs: [a, b]
layers:
  - nodes: {n0: [1, 1], n1: [-1, 1]}
  - nodes: {y: [2, -1]}
"""
EXAMPLES = """examples:
  - input: [2, 3]
    output: [9]
"""
NODES = "nodes: {n0: [1, 1], n1: [-1, 1]}"
NODES_BELOW = "nodes:\n      n0: [1, 1]\n      n1: [-1, 1]"


@pytest.mark.parametrize(
    ("line", "written", "help"),
    [
        ("[1, 1]", "[1 000, 1]", "nothing stands between the thousands of a number: 1000"),
        (
            "[1, 1]",
            "[100 200]",
            "a comma stands between two numbers: 100, 200;"
            " and nothing between the thousands of one: 100200",
        ),
        ("[1, 1]", "[10 20]", "a comma stands between two numbers: 10, 20"),
        (NODES, NODES_BELOW.replace("[1, 1]", "(1, 1)"), "numbers stand in brackets: [1, 1]"),
        (
            NODES,
            NODES_BELOW.replace("[1, 1]", "\u30101, 1\u3011"),
            "numbers stand in brackets: [1, 1]",
        ),
        (
            NODES,
            "weights: [[1, 1, 5], [-1, 1, 6]]",
            "is it the other way round? one row for each node: [[1, -1], [1, 1], [5, 6]], or"
            " is the last number of each row a bias? weights: [[1, 1], [-1, 1]] and bias: [5, 6]",
        ),
        (NODES, "weights: w.npy", "a file stands behind `file`: {file: w.npy}"),
        (
            NODES,
            "nodes: [[1, 1], [-1, 1]]",
            "rows of weights without names stand behind `weights:`, in place of `nodes:`",
        ),
        ("input: [2, 3]", "inputs: [2, 3]", "did you mean input?"),
        (
            "inputs: [a, b]",
            "inputs: [2]",
            "[2] is one input of that name; to count them: inputs: 2",
        ),
    ],
)
def test_what_helps(fwdprop: Run, folder: Path, line: str, written: str, help: str) -> None:
    (folder / "net.yaml").write_text((NET + EXAMPLES).replace(line, written))
    found = fwdprop("check net.yaml").stderr.splitlines()
    assert [each for each in found if each.startswith("help: ")][-1] == f"help: {help}"


def test_a_count_in_brackets_is_no_bias(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(NET.replace("[a, b]", "[2]"))
    assert "a bias?" not in fwdprop("check net.yaml").stderr


def test_a_key_that_is_misspelt_is_told_once(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text((NET + EXAMPLES).replace("layers:", "layer:"))
    assert fwdprop("check net.yaml").stderr == (
        "error: a network has no key 'layer'\n --> net.yaml:2:1\n  |\n2 | layer:\n"
        "  | ^^^^^\nhelp: did you mean layers?\n"
    )


@pytest.mark.parametrize("name", ["// n0", "//n0"])
def test_a_comment_of_another_language_is_no_node(fwdprop: Run, folder: Path, name: str) -> None:
    (folder / "net.yaml").write_text(NET.replace("n0:", f"{name}:"))
    result = fwdprop("run net.yaml -i 1 2")
    assert result.stderr.splitlines()[0] == "error: a comment begins with #, not with //"
    (folder / "net.yaml").write_text(NET.replace("n0:", f'"{name}":'))
    assert fwdprop("run net.yaml -i 1 2").status == 0
