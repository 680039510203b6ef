"""`fwdprop why`: why two rows have different outputs, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from command_line import Run

RELU = "networks/transactions-relu.yaml"
TEXT = """\
transactions: 63 in the first row, 52 in the second, -11

accounts               1 → 3   alone                   60
children              -1 → 5   alone                  -19
accounts × children   both     beyond the two alone   -52
─────────────────────────────────────────────────────────
together                                              -11

Each change starts from the first row; starting from the second, the parts may
differ.

accounts × children arises where a node bends between its four rows:

hidden     first   accounts   children   both   bend   × onward   adds
──────────────────────────────────────────────────────────────────────
node_1         9         17          0      0     -8          7    -56
node_0         0          2         22     26      2          2      4
──────────────────────────────────────────────────────────────────────
together                                                           -52

Bend: both − accounts − children + first. Onward: what one unit of it is worth
in the end.

The whole difference along the connections:

inputs      value   × onward       flow
───────────────────────────────────────
children   -1 → 5    -6.8896   -41.3377
accounts    1 → 3    15.1688    30.3377
───────────────────────────────────────
together                       -11.0000

hidden          sum    value      slope   × onward   flow
─────────────────────────────────────────────────────────
node_1      9 → -13   9 →  0   0.409091          7    -63
node_0     -2 →  26   0 → 26   0.928571          2     52
─────────────────────────────────────────────────────────
together                                              -11

output             sum     value   slope   flow
───────────────────────────────────────────────
transactions   63 → 52   63 → 52       1    -11

Slope: change of the value / change of the sum. Onward: what one unit of a value
is worth in the end, along weights and slopes.

Each list adds up to the difference, to rounding.
"""


def test_each_list_adds_up_to_the_difference(fwdprop: Run) -> None:
    result = fwdprop(f"why {RELU} 1,-1 3,5")
    assert (result.stdout, result.stderr, result.status) == (TEXT, "", 0)


@pytest.mark.parametrize(
    "words",
    [
        f"{RELU} accounts=1,children=-1 children=5,accounts=3",
        f"{RELU} '1 -1' '3, 5'",
        f"{RELU} -i 1 -1 -i 3 5",
        f"-i 1 -1 -i children=5 accounts=3 {RELU}",
        f"--format text {RELU} 1,-1 6/2,5 --node transactions",
        f"{RELU} -- 1,-1 3,5",
        f"{RELU} --data - --row 3,1",
        f"{RELU} --data - --row 3 --row 1",
    ],
)
def test_rows_are_words_or_inputs_or_rows_of_a_file(fwdprop: Run, words: str) -> None:
    rows = "children,accounts\n5,3\n0,0\n-1,1\n"
    assert fwdprop(f"why {words}", stdin=rows if "--data" in words else "").stdout == TEXT


def test_a_row_that_begins_with_a_minus_is_a_number(fwdprop: Run) -> None:
    net = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"
    for rows in ("-1 -.5", "-1e0 -5e-1", "-1 a=-.5"):
        result = fwdprop(f"why - {rows} --format csv", stdin=net)
        assert result.stdout.splitlines()[1] == "output,y,a,-1,-0.5,0.5,2,1,1"


def test_the_two_rows_of_a_file_need_no_number(fwdprop: Run) -> None:
    result = fwdprop(f"why {RELU} --data - --format csv --table inputs", stdin="1,-1\n3,5\n")
    assert result.stdout == "input_1,input_2,difference\naccounts,,60\nchildren,,-19\n" + (
        "accounts,children,-52\n"
    )


def test_for_programs_there_is_a_row_a_connection(fwdprop: Run) -> None:
    line = f"why {RELU} 1,-1 3,5 --format"
    rows = list(csv.DictReader(io.StringIO(fwdprop(f"{line} csv").stdout)))
    assert rows[3] == {
        "layer": "hidden",
        "node": "node_1",
        "source": "children",
        "from": "-1",
        "to": "5",
        "change": "6",
        "weight": "-5",
        "slope": "0.4090909090909091",
        "flow": "-85.9090909090909",
    }
    for layer in ("hidden", "output"):
        flows = [float(row["flow"]) for row in rows if row["layer"] == layer]
        assert abs(sum(flows) + 11) < 1e-12
    objects = json.loads(fwdprop(f"{line} json").stdout)
    assert [{k: str(v) for k, v in each.items()} for each in objects] == rows
    lines = fwdprop(f"{line} jsonl").stdout.splitlines()
    assert [json.loads(each) for each in lines] == objects


def test_the_nodes_that_bend_are_a_table_of_their_own(fwdprop: Run) -> None:
    result = fwdprop(f"why {RELU} 1,-1 3,5 --format tsv --table nodes --precision 3")
    assert result.stdout == (
        "input_1\tinput_2\tlayer\tnode\tfirst\tone\tother\tboth\tbend\tonward\tcontribution\n"
        "accounts\tchildren\thidden\tnode_0\t0\t2\t22\t26\t2\t2\t4\n"
        "accounts\tchildren\thidden\tnode_1\t9\t17\t0\t0\t-8\t7\t-56\n"
    )


def test_markdown_has_the_same_lists(fwdprop: Run) -> None:
    result = fwdprop(f"why {RELU} 1,-1 3,5 --format markdown")
    assert result.stdout.startswith(
        "transactions: 63 in the first row, 52 in the second, -11\n\n"
        "| input | difference |\n|---|---:|\n"
        "| accounts 1 → 3 alone | 60 |\n"
    )
    assert "\n| node\\_1 | 9 → -13 | 9 → 0 | 0.409091 | 7 | -63 |\n" in result.stdout


SKIP = """\
inputs: [a, b]
layers:
  - name: h
    activation: relu
    nodes: {p: [1, 1], q: {weights: {b: 2}, activation: tanh}}
  - {name: i, nodes: {r: [1, 0]}}
  - nodes: {y: {weights: {r: 1, inputs.a: 3, h.q: 2}}}
"""


def test_connections_past_a_layer_have_a_line_there(fwdprop: Run) -> None:
    result = fwdprop("why - 0,0 1,0", stdin=SKIP)
    assert (
        "i                     sum   value   slope   × weight   flow\n"
        "───────────────────────────────────────────────────────────\n"
        "r                   0 → 1   0 → 1       1          1      1\n"
        "(past this layer)                                         3\n"
        "───────────────────────────────────────────────────────────\n"
        "together                                                  4\n"
    ) in result.stdout
    rows = fwdprop("why - 0,0 1,0 --format csv", stdin=SKIP).stdout.splitlines()
    sources = [row.split(",")[2] for row in rows[1:]]
    assert sources == ["a", "b", "b", "p", "q", "inputs.a", "h.q", "r"]


def test_a_linear_network_has_no_interaction(fwdprop: Run) -> None:
    result = fwdprop("why networks/transactions.yaml 0.1,0.3 0.7,0.9")
    assert "beyond the two alone     0\n" in result.stdout
    assert "\nThe two changes add up: there is no interaction.\n" in result.stdout


def test_scores_are_the_sums_before_the_last_activation(fwdprop: Run) -> None:
    line = "why networks/iris.yaml --data networks/iris.csv --row 1,50"
    with_softmax, scores = fwdprop(line), fwdprop(f"{line} --scores")
    assert with_softmax.stdout.startswith("virginica: 0.940701 in the first row, 0.718318 in")
    assert scores.stdout.startswith("virginica, before the activation: 4.08072 in the first row")
    assert "All pairs of changes add up" in scores.stdout
    single = fwdprop(f"{line} --node setosa")
    assert single.stdout.startswith("setosa: 6.0664e-05 in the first row, 0.00031668 in")


def test_a_node_of_a_hidden_layer_can_be_looked_at(fwdprop: Run) -> None:
    result = fwdprop(f"why {RELU} 1,-1 3,5 --node hidden.node_1")
    assert result.stdout.startswith("hidden.node_1: 9 in the first row, 0 in the second, -9\n")


def test_equal_outputs_are_shown_as_such(fwdprop: Run) -> None:
    result = fwdprop("why networks/xor.yaml 0,1 1,0")
    assert result.stdout.startswith("y: 1 in both rows\n")
    assert re.findall("^together +(.*)$", result.stdout, re.MULTILINE) == ["0", "0"]


@pytest.mark.parametrize("columns", [80, 60, 30, 8])
def test_no_line_is_wider_than_the_terminal(fwdprop: Run, columns: int) -> None:
    row = ",".join(str(k % 17) for k in range(64))
    other = ",".join(str((7 * k) % 17) for k in range(64))
    result = fwdprop("why", "networks/digits.yaml", row, other, columns=columns)
    assert (result.stderr, result.status) == ("", 0)
    assert max(map(len, result.stdout.splitlines())) <= columns
    if columns == 80:
        whole = fwdprop("why", "networks/digits.yaml", row, other, "--all", columns=columns)
        assert whole.stdout.count("\n") > result.stdout.count("\n")


def test_a_file_gets_the_same_text(fwdprop: Run, tmp_path: Path) -> None:
    file = tmp_path / "why.txt"
    assert fwdprop(f"why {RELU} 1,-1 3,5 -o {file}").status == 0
    assert file.read_text(encoding="utf-8") == TEXT


def test_float32_adds_up_to_its_own_rounding(fwdprop: Run) -> None:
    line = "why networks/bank.yaml 45,10,0 70,10,1 --dtype float32"
    assert "\ntogether                                          -2.4208\n" in fwdprop(line).stdout


def test_a_mixture_that_is_not_finite_leaves_its_list_out(fwdprop: Run) -> None:
    net = "inputs: [a, b]\nlayers: [{activation: exp, nodes: {y: [400, 400]}}]\n"
    result = fwdprop("why - 1,-1 -1,1", stdin=net)
    assert result.status == 0
    assert result.stderr == (
        "warning: layer output, node y is inf where b of the second row stands in the first: the"
        " list by inputs is left out\n"
    )
    assert result.stdout.startswith("y: 1 in both rows\n\nThe whole difference")
