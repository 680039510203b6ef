"""The tables of a network's weights: large layers, every width, and names of every kind."""

from __future__ import annotations

import json

import pytest
from command_line import Run


def one_layer(nodes: int, inputs: int) -> str:
    rows = [[node * inputs + source for source in range(inputs)] for node in range(nodes)]
    return json.dumps({"inputs": inputs, "layers": [{"weights": rows}]})


def lines_of(nodes: int, inputs: int) -> list[str]:
    """Every line of the table of `one_layer`, with single spaces between the columns."""
    lines = []
    for node in range(nodes):
        each = [f"x{source} {node * inputs + source}" for source in range(inputs)]
        lines += [f"node_{node} {each[0]}", *each[1:], "bias 0"]
    return lines


def shown(text: str) -> list[str]:
    """The lines of the only table of weights below its rule, with single spaces."""
    table = text.split("\n\n")[-1].splitlines()
    assert table[0].split() == ["output", "source", "weight"]
    return [" ".join(line.split()) for line in table[2:]]


@pytest.mark.parametrize(("nodes", "inputs"), [(6, 3), (12, 1), (1, 23)])
def test_a_layer_of_24_lines_is_shown_whole(fwdprop: Run, nodes: int, inputs: int) -> None:
    result = fwdprop("show - --weights", stdin=one_layer(nodes, inputs), columns=40)
    assert shown(result.stdout) == lines_of(nodes, inputs)


@pytest.mark.parametrize(("nodes", "inputs"), [(5, 4), (13, 1), (1, 30), (2, 20), (40, 50)])
def test_a_larger_one_shows_its_first_and_last_lines_and_counts_the_others(
    fwdprop: Run, nodes: int, inputs: int
) -> None:
    every = lines_of(nodes, inputs)
    result = fwdprop("show - --weights", stdin=one_layer(nodes, inputs), columns=40)
    first, last = every[:12], every[-4:]
    # A node is named where its first line of each part is.
    last[0] = last[0] if last[0].startswith("node") else f"node_{nodes - 1} {last[0]}"
    if inputs == 1:
        last[0] = every[-4]
    assert shown(result.stdout) == [*first, f"... {len(every) - 16:,} more ...", *last]


@pytest.mark.parametrize("columns", [40, 80])
def test_all_of_them_are_shown_on_request(fwdprop: Run, columns: int) -> None:
    result = fwdprop("show - --weights --all", stdin=one_layer(40, 50), columns=columns)
    assert shown(result.stdout) == lines_of(40, 50)


def test_the_long_table_looks_like_the_short_one(fwdprop: Run) -> None:
    line = "show - --weights --precision 1"
    short = fwdprop(line, stdin=one_layer(6, 3), columns=60).stdout.split("\n\n")[-1]
    long = fwdprop(f"{line} --all", stdin=one_layer(9, 3), columns=60).stdout.split("\n\n")[-1]
    assert [line.split() for line in long.splitlines()[2:26]] == [
        line.split() for line in short.splitlines()[2:]
    ]
    titles, rule = long.splitlines()[:2]
    assert titles == "output   source     weight"
    assert rule == "─" * len(titles)
    below = [line[: len("output   source")] for line in long.splitlines()[2:7]]
    assert below == [
        "node_0   x0    ",
        "         x1    ",
        "         x2    ",
        "         bias  ",
        "node_1   x0    ",
    ]


ODD = ["[red]x[/red]", ":smile:", "日本", "[/]", "e\x1b[31m", "l\nn", "\\", "bias", "é" * 30]


@pytest.mark.parametrize("all", ["", "--all"])
@pytest.mark.parametrize("columns", [*range(8, 60, 4), 100])
def test_nothing_is_cut_at_any_width(fwdprop: Run, columns: int, all: str) -> None:
    layer = {"name": "[bold]h[/bold]", "nodes": {"a long name": [1 / 3] * 9, "b": [-1e-300] * 9}}
    net = json.dumps({"inputs": ODD, "layers": [layer, {"weights": [[1] * 2] * 20}]})
    line = f"show - --weights {all} --precision 17"
    result = fwdprop(line, stdin=net, columns=columns)
    assert (result.stderr, result.status) == ("", 0)
    assert not set("\x1b…") & set(result.stdout)
    cells = [sum(2 if char in "日本" else 1 for char in line) for line in result.stdout.split("\n")]
    assert max(cells) <= columns
    # However lines are folded, and whatever titles stand above them.
    whole = fwdprop(line, stdin=net, columns=300).stdout
    for char in "0123456789é日本":
        assert result.stdout.count(char) == whole.count(char) > 0
