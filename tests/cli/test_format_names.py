"""A format goes by its name, and by the short one that files end in, in every command."""

from __future__ import annotations

import pytest
from command_line import Run

XOR = "networks/xor.yaml"
IRIS = "networks/iris.yaml --data networks/iris.csv"
LINES = [
    (f"trace {XOR} -i 1 1", "markdown", "md"),
    (f"trace {XOR} -i 1 1", "latex", "tex"),
    (f"trace {XOR} -i 1 1", "text", "txt"),
    (f"sweep {XOR} -i 1 1 --over x1=0:1:1", "markdown", "md"),
    (f"sweep {XOR} -i 1 1 --over x1=0:1:1", "table", "txt"),
    (f"why {XOR} 0,0 1,1", "markdown", "md"),
    (f"region {XOR} -i 0 0", "markdown", "md"),
    (f"interactions {IRIS} --sample 9", "markdown", "md"),
    (f"draw {XOR}", "tikz", "tex"),
    (f"draw {XOR}", "html", "htm"),
    (f"draw {XOR}", "dot", "gv"),
    (f"draw {XOR}", "mermaid", "mmd"),
    (f"check {XOR}", "text", "txt"),
]


@pytest.mark.parametrize(("words", "name", "short"), LINES)
def test_a_format_goes_by_its_ending_too(fwdprop: Run, words: str, name: str, short: str) -> None:
    expected = fwdprop(f"{words} --format {name}")
    assert expected.stdout
    assert expected.status == 0
    assert fwdprop(f"{words} --format {short}") == expected
    assert fwdprop(f"{words} --format {short.upper()}") == expected


@pytest.mark.parametrize("short", ["md", "htm"])
def test_a_short_name_of_another_commands_format_is_refused(fwdprop: Run, short: str) -> None:
    result = fwdprop(f"check {XOR} --format {short}")
    assert result.stderr == (
        f"error: --format has no '{short}'\nhelp: there are text, csv, tsv, jsonl, json\n"
    )
    assert (result.stdout, result.status) == ("", 2)


def test_a_short_name_does_not_get_into_a_compressed_file(fwdprop: Run) -> None:
    result = fwdprop(f"trace {XOR} -i 1 1 --format md -o t.gz")
    assert result.stderr == (
        "error: -o t.gz: markdown is not written with gzip\n"
        "help: write it through a pipe: --format markdown | gzip > t.gz\n"
    )
    assert (result.stdout, result.status) == ("", 2)
