"""The table of a forward pass, at every width."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from terminal_cells import cells

NET = "networks/transactions.yaml"

AT_80 = """\
inputs         →   hidden   identity   →   output         identity
──────────────────────────────────────────────────────────────────
children   2       node_0          5       transactions          9
accounts   3       node_1          1
"""

STACKED = """\
inputs
────────────
children   2
accounts   3

hidden   identity
─────────────────
node_0          5
node_1          1

output         identity
───────────────────────
transactions          9
"""

AT_20 = """\
inputs
────────────
children   2
accounts   3

hidden   identity
─────────────────
node_0          5
node_1          1

output      identity
────────────────────
transacti          9
ons
"""


@pytest.mark.parametrize(
    ("columns", "stdout"),
    [
        (200, AT_80),
        (80, AT_80),
        (66, AT_80),
        (65, STACKED),
        (40, STACKED),
        (23, STACKED),
        (20, AT_20),
    ],
)
def test_layers_stand_side_by_side_where_they_fit_and_else_one_below_the_other(
    fwdprop: Run, columns: int, stdout: str
) -> None:
    result = fwdprop(f"run {NET} --input 2 3", columns=columns)
    assert (result.stderr, result.stdout, result.status) == ("", stdout, 0)


def test_a_chosen_layer_is_shown_beside_the_inputs(fwdprop: Run) -> None:
    expected = """\
inputs         →   output         identity
──────────────────────────────────────────
children   2       transactions          9
accounts   3
"""
    for layers in ("output", "inputs,output"):
        result = fwdprop(f"run {NET} --input 2 3 --layers {layers}", columns=80)
        assert result.stdout == expected


def test_each_input_gets_a_table_of_its_own(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET} --layers hidden -i 2 3 -i -1 1e6", columns=80)
    assert (
        result.stdout
        == """\
row 1
inputs         →   hidden   identity
────────────────────────────────────
children   2       node_0          5
accounts   3       node_1          1

row 2
inputs             →   hidden   identity
────────────────────────────────────────
children      -1       node_0     999999
accounts   1e+06       node_1      1e+06
"""
    )


@pytest.mark.parametrize(
    ("option", "shown"),
    [("", "0.333333"), ("--precision 2", "0.33"), ("--precision 17", "0.33333333333333331")],
)
def test_a_person_sees_six_digits_or_as_many_as_asked_for(
    fwdprop: Run, option: str, shown: str
) -> None:
    result = fwdprop(f"run {NET} --layers inputs -i 1/3 5 {option}", columns=80)
    wide = len(shown)
    assert result.stdout == (
        f"inputs\n{'─' * (11 + wide)}\nchildren   {shown}\naccounts   {'5':>{wide}}\n"
    )


ACTIVATIONS = """
inputs: 1
layers:
  - name: mixed
    activation: {name: leaky_relu, alpha: 0.2}
    nodes: {p: [-1], q: {weights: [1], activation: tanh}}
  - activation: softmax
    weights: [[0, 0], [0, 0]]
"""


def test_headings_name_layers_and_activations(fwdprop: Run) -> None:
    assert (
        fwdprop("run - -i 0", stdin=ACTIVATIONS, columns=100).stdout
        == """\
inputs       →   mixed   leaky_relu(alpha=0.2) (some nodes their own)   →   output   softmax
────────────────────────────────────────────────────────────────────────────────────────────
x0       0       p                                                  0       node_0       0.5
                 q                                                  0       node_1       0.5
"""
    )


def wide_layer(nodes: int) -> str:
    return json.dumps({"inputs": 1, "layers": [{"weights": [[k] for k in range(nodes)]}]})


@pytest.mark.parametrize(
    ("nodes", "option", "shown"),
    [
        (24, "", [f"node_{k} {k}" for k in range(24)]),
        (
            25,
            "",
            [f"node_{k} {k}" for k in range(12)]
            + ["... 9 more ..."]
            + [f"node_{k} {k}" for k in range(21, 25)],
        ),
        (
            1300,
            "",
            [f"node_{k} {k}" for k in range(12)]
            + ["... 1284 more ..."]
            + [f"node_{k} {k}" for k in range(1296, 1300)],
        ),
        (300, "--all", [f"node_{k} {k}" for k in range(300)]),
    ],
)
def test_a_large_layer_shows_its_first_and_last_nodes_and_counts_the_others(
    fwdprop: Run, nodes: int, option: str, shown: list[str]
) -> None:
    result = fwdprop(f"run - -i 1 {option}", stdin=wide_layer(nodes), columns=30)
    lines = [" ".join(line.split()) for line in result.stdout.split("\n\n")[1].splitlines()]
    assert lines[0] == "output identity"
    assert lines[2:] == shown


def test_large_inputs_are_left_out_too_and_programs_get_every_one(fwdprop: Run) -> None:
    net = json.dumps({"inputs": 50, "layers": [{"nodes": {"sum": [1] * 50}}]})
    numbers = ",".join(["1"] * 50)
    result = fwdprop(f"run - -i {numbers}", stdin=net, columns=80)
    assert result.stdout.splitlines()[14:] == [
        "... 34 more ...",
        *(f"x{k}               1" for k in range(46, 50)),
    ]
    csv = fwdprop(f"run - -i {numbers} --layers inputs", stdin=net).stdout
    assert csv.splitlines()[1] == numbers


ODD = ["[red]x[/red]", ":smile:", "日本", "[/]", "e\x1b[31m", "l\nn", "\\", "‮rtl", "e\u0301"]


def odd_names() -> str:
    layer = {"name": "[bold]h[/bold]", "nodes": {":smile:": [1] * len(ODD)}}
    return json.dumps({"inputs": ODD, "layers": [layer]})


def test_names_that_look_like_markup_or_control_the_terminal_are_shown_as_they_are(
    fwdprop: Run,
) -> None:
    result = fwdprop("run - -i 1,2,3,4,5,6,7,8,9", stdin=odd_names(), columns=80)
    assert (
        result.stdout
        == """\
inputs             →   [bold]h[/bold]   identity
────────────────────────────────────────────────
[red]x[/red]   1       :smile:                45
:smile:        2
日本           3
[/]            4
e\\x1b[31m      5
l\\nn           6
\\              7
\\u202ertl      8
e\u0301              9
"""
    )


@pytest.mark.parametrize("columns", [80, 40, 20, 12, 6, 3, 1])
def test_a_table_is_never_cut(fwdprop: Run, columns: int) -> None:
    line = "run - -i -1.5e-300,2,3,4,5,6,7,8,1e300"
    result = fwdprop(line, stdin=odd_names(), columns=columns)
    shown = "".join(result.stdout.split())
    for name in ("日本", "e\\x1b[31m", "[red]x[/red]", "inputs", "identity", "-1.5e-300", "1e+300"):
        assert all(char in shown for char in name)
    assert sum(shown.count(char) for char in "日本") == 2
    assert all(cells(text) <= max(columns, 8) for text in result.stdout.splitlines())


def test_a_table_in_a_file_or_a_pipe_has_no_colour(fwdprop: Run, tmp_path: Path) -> None:
    assert fwdprop(f"run {NET} --input 2 3 --format table").stdout == AT_80
    file = tmp_path / "out.txt"
    line = f"run {NET} --input 2 3 --format table -o {file}"
    assert fwdprop(line, columns=80, environ={"COLUMNS": "80"}).stdout == ""
    assert file.read_text(encoding="utf-8") == AT_80
