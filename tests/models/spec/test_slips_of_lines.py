"""Lines with something that is not of YAML: how to write them, tried before it is proposed."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = """inputs: [a, b]
layers:
  - name: hidden
    nodes:
      n0: [1, -1]
      n1: [-1, 1]
  - nodes: {y: [2, -1]}
"""


@pytest.mark.parametrize(
    ("line", "written", "help"),
    [
        ("n0: [1, -1]", "n0: [1, -1];", "leave out the ; at the end"),
        ("n0: [1, -1]", "n0: [1, -1],", "leave out the , at the end"),
        ("n0: [1, -1]", "n0: [1, - 1]", "a minus stands right before its number"),
        ("n1: [-1, 1]", "n1: [- 1, 1]", "a minus stands right before its number"),
        ("- name: hidden", "-name: hidden", "an item of a list begins with a dash and a space"),
        ("- name: hidden", "* name: hidden", "an item of a list begins with a dash and a space"),
    ],
)
def test_the_line_to_write_is_the_one_that_was_meant(
    fwdprop: Run, folder: Path, line: str, written: str, help: str
) -> None:
    (folder / "net.yaml").write_text(NET.replace(line, written))
    result = fwdprop("check net.yaml")
    assert result.stderr.splitlines()[-1] == f"help: {help}: {line}"
    (folder / "net.yaml").write_text(NET)
    assert fwdprop("check net.yaml").status == 0


@pytest.mark.parametrize(
    ("text", "help"),
    [
        (NET.replace("[1, -1]", "[1, -1] // why"), "a comment begins with #: n0: [1, -1] # why"),
        (
            NET.replace("[1, -1]", "[1,, -1]"),
            "a value stands before each comma, and no space behind a minus",
        ),
        (
            NET.replace("[1, -1]", "[, -1]"),
            "a value stands before each comma, and no space behind a minus",
        ),
        (
            f"```yaml\n{NET}```\n",
            "the lines with ``` are Markdown around the file: leave them out",
        ),
    ],
)
def test_what_is_left_out_or_comes_first(fwdprop: Run, folder: Path, text: str, help: str) -> None:
    (folder / "net.yaml").write_text(text)
    assert fwdprop("check net.yaml").stderr.splitlines()[-1] == f"help: {help}"
