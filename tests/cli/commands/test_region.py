"""`fwdprop region`: the linear formula that holds around a row, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

BANK = "region networks/bank.yaml --input 40 10 0"
MIXED = """\
inputs: [a, b]
layers:
  - name: first
    activation: {name: leaky_relu, alpha: 0.25}
    nodes:
      p: [1, -1]
      q: {weights: {b: 2}, activation: {name: hard_tanh, min: 0, max: 4}}
      r: {weights: {a: 1}, bias: -8}
      s: {weights: {a: 0.5}, activation: soft_shrink}
  - name: last
    nodes: {y: {weights: {p: 2, q: 3, inputs.a: -1, r: 4, s: 2}, bias: 1}}
"""


def test_a_person_sees_formula_nodes_ranges_and_the_nearest_switch(fwdprop: Run) -> None:
    result = fwdprop(BANK, columns=80)
    assert (result.stderr, result.status) == ("", 0)
    assert result.stdout == (
        "transactions = 7.5522 + 0.236293·age + 0.309847·balance - 14.7689·retired\n"
        "             = 20.1024\n"
        "\n"
        "hidden   on:  node_0, node_1, node_3, node_4, node_6, node_7\n"
        "         off: node_2, node_5\n"
        "\n"
        "holds, the others fixed        from        to   then switches\n"
        f"{'─' * 74}\n"
        "age                         19.8957   62.7318   node_6 below, node_1 above\n"
        "balance                     1.39471   31.2484   node_0 below, node_5 above\n"
        "retired                   -0.829314   0.31116   node_0 below, node_6 above\n"
        "\n"
        "Nearest switch in any direction: node_6, 0.311119 away, sum 0.9449\n"
    )
    assert fwdprop(BANK).stdout == result.stdout


def test_pieces_of_all_kinds_are_said_as_what_they_make_of_the_sum(fwdprop: Run) -> None:
    result = fwdprop("region - --input 3 1", stdin=MIXED, columns=80)
    assert (result.stderr, result.status) == ("", 0)
    assert result.stdout == (
        "y = -8 + 3·a + 4·b = 5\n"
        "\n"
        "first   on:        p, q\n"
        "        0.25·sum:  r\n"
        "        sum - 0.5: s\n"
        "\n"
        "holds, the others fixed   from   to   then switches\n"
        f"{'─' * 57}\n"
        "a                            1    8   p, s below, r above\n"
        "b                            0    2   q below, q above\n"
        "\n"
        "Nearest switch in any direction: q, 1 away, sum 2\n"
    )


def test_where_no_node_can_switch_it_says_so(fwdprop: Run) -> None:
    result = fwdprop("region networks/transactions.yaml --input 2 3")
    assert result.stdout == (
        "transactions = 3·children + 1·accounts = 9\n"
        "\n"
        "No node can switch: the formula holds whatever the inputs are.\n"
    )


def test_a_formula_without_inputs_is_a_number(fwdprop: Run) -> None:
    net = "inputs: [x]\nlayers: [{activation: relu, nodes: {y: [0], z: [-1]}}]\n"
    result = fwdprop("region - --input 3", stdin=net)
    assert result.stdout.splitlines()[:2] == ["y = 0", "z = 0"]


def test_ends_that_there_are_not_are_infinite(fwdprop: Run) -> None:
    result = fwdprop("region networks/transactions-relu.yaml --input 3 5")
    assert "\nchildren                   2.4      ∞   node_1 below\n" in result.stdout
    ascii = {"COLUMNS": "80", "LC_ALL": "C"}
    assert fwdprop("region networks/xor.yaml -i 0 0", environ=ascii).status == 0


@pytest.mark.parametrize("columns", [30, 50, 66, 80, 200])
def test_nothing_is_wider_than_the_terminal(fwdprop: Run, columns: int) -> None:
    for line in (BANK, "region networks/two-hidden.yaml -i 8 4", f"{BANK} --tangent"):
        result = fwdprop(line, columns=columns)
        assert max(map(len, result.stdout.splitlines())) <= columns
        assert result.status == 0


def digits() -> str:
    return f"region networks/digits.yaml -i {' '.join(map(str, range(64)))} --scores"


def test_of_many_inputs_the_first_and_last_are_shown_and_of_terms_the_largest(
    fwdprop: Run,
) -> None:
    result = fwdprop(digits(), columns=80)
    assert (result.stderr, result.status) == ("", 0)
    first = result.stdout.partition("\n\n")[0]
    assert first.count("·pixel") == 80
    assert first.count("(56 more: ") == 10
    assert "... 48 more\n" in result.stdout
    assert "node_11, ... 16 more ..., node_31\n" in result.stdout
    whole = fwdprop(f"{digits()} --all", columns=80).stdout
    assert whole.count("·pixel") == 640
    assert "more" not in whole
    assert len(whole.partition("───\n")[2].partition("\n\n")[0].splitlines()) == 64


def test_what_is_left_out_of_a_formula_is_in_its_rest(fwdprop: Run) -> None:
    whole = json.loads(fwdprop(f"{digits()} --format json").stdout)[3]
    row = {name: k for k, name in enumerate(list(whole)[2:])}
    shown = fwdprop(digits()).stdout.split("3 = ")[1].split("\n  = ")[0]
    terms = " ".join(shown.split()).replace("- ", "+ -").split(" + ")
    parts = sum(float(s) * row[x] for s, x in (t.split("·") for t in terms if "·" in t))
    rest = float(terms[-1].partition(": ")[2].rstrip(")"))
    value = whole["constant"] + sum(whole[name] * k for name, k in row.items())
    assert float(terms[0]) + parts + rest == pytest.approx(value, rel=1e-4)


def test_csv_has_the_constant_and_the_slopes_of_each_output(fwdprop: Run) -> None:
    result = fwdprop("region networks/two-hidden.yaml --input 3 5 --format csv")
    assert result.stdout == "output,constant,accounts,children\ntransactions,0,14,28\n"
    result = fwdprop(
        "region networks/two-hidden.yaml -i 3 5 --node hidden_1.node_1 --node transactions"
        " --format tsv"
    )
    assert result.stdout == (
        "output\tconstant\taccounts\tchildren\nhidden_1.node_1\t0\t0\t0\ntransactions\t0\t14\t28\n"
    )


def test_ranges_say_how_far_each_input_may_go(fwdprop: Run) -> None:
    line = "region networks/two-hidden.yaml --input 3 5 --table ranges --format"
    assert fwdprop(f"{line} csv").stdout == (
        "input,value,from,to,below,above\n"
        "accounts,3,-10,6.25,hidden_1.node_0; hidden_2.node_0; hidden_2.node_1,hidden_1.node_1\n"
        "children,5,2.4,inf,hidden_1.node_1,\n"
    )
    assert json.loads(fwdprop(f"{line} json").stdout)[1] == {
        "input": "children",
        "value": 5,
        "from": 2.4,
        "to": None,
        "below": "hidden_1.node_1",
        "above": None,
    }


def test_switches_have_a_row_for_each_way_to_switch(fwdprop: Run) -> None:
    result = fwdprop("region - --input 3 1 --table switches --format csv", stdin=MIXED)
    assert result.stdout == (
        "layer,node,switches_at,sum,distance,a,b\n"
        "first,p,0,2,1.414213562373095,1,-1\n"
        "first,q,0,2,1,0,2\n"
        "first,q,4,2,1,0,2\n"
        "first,r,0,-5,5,1,0\n"
        "first,s,0.5,1.5,2,0.5,0\n"
    )


def test_an_input_called_like_a_column_keeps_its_own(fwdprop: Run) -> None:
    net = "inputs: [constant, sum]\nlayers: [{activation: relu, nodes: {y: [2, 3]}}]\n"
    result = fwdprop("region - -i 1 1 --format csv", stdin=net)
    assert result.stdout == "output,constant,inputs.constant,sum\ny,0,2,3\n"
    result = fwdprop("region - -i 1 1 --format jsonl --table switches", stdin=net)
    assert list(json.loads(result.stdout))[-2:] == ["constant", "inputs.sum"]


def test_markdown_escapes_what_would_be_markup(fwdprop: Run) -> None:
    net = "inputs: ['a|b']\nlayers:\n  - {name: o_o, activation: relu, nodes: {'<n>': [1]}}\n"
    result = fwdprop("region - -i 2 --format markdown", stdin=net)
    assert result.stdout == (
        "- \\<n\\> = 1·a\\|b = 2\n"
        "\n### o\\_o\n\n- on: \\<n\\>\n\n"
        "| holds, the others fixed | from | to | then switches |\n|---|---:|---:|---|\n"
        "| a\\|b | 0 | ∞ | \\<n\\> below |\n\n"
        "Nearest switch in any direction: \\<n\\>, 2 away, sum 2\n"
    )


def test_a_row_of_a_file_is_chosen_by_its_number(fwdprop: Run) -> None:
    line = "region networks/iris.yaml --scores --format csv"
    of_file = fwdprop(f"{line} --data networks/iris.csv --row 3")
    typed = fwdprop(f"{line} --input 6.5,3,5.2,2")
    row = Path("networks/iris.csv").read_text().splitlines()[3].split(",")[:4]
    typed = fwdprop(f"{line} --input {','.join(row)}")
    assert (of_file.stdout, of_file.stderr, of_file.status) == (typed.stdout, "", 0)


def test_a_file_takes_the_format_of_its_ending(fwdprop: Run, tmp_path: Path) -> None:
    result = fwdprop(*f"{BANK} -o {tmp_path / 'region.csv'}".split())
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert (tmp_path / "region.csv").read_text().startswith("output,constant,age,")


def test_a_number_that_is_not_finite_is_named(fwdprop: Run) -> None:
    for row, where in (("inf 1", "input a is inf"), ("1e308 -1e308", "layer first, node p is inf")):
        result = fwdprop(f"region - --input {row}", stdin=MIXED)
        message = f"error: {where}: no formula holds around this row\n"
        assert (result.stdout, result.stderr, result.status) == ("", message, 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "networks/transactions-tanh.yaml -i 2 3",
            "error: no linear formula holds around a row: layer hidden is tanh\n"
            "help: for the slopes at this row alone: --tangent\n",
        ),
        (
            "networks/iris.yaml -i 1,2,3,4",
            "error: no linear formula holds around a row: layer output is softmax\n"
            "help: for the sums before it: --scores; for the slopes at this row alone: --tangent\n",
        ),
        (
            "networks/iris.yaml -i 1,2,3,4 -i 1,2,3,4",
            "error: a region is around one row, and there are 2 times --input\n"
            "help: take one of them at a time\n",
        ),
        (
            "networks/iris.yaml --data networks/iris.csv",
            "error: the data has several rows\nhelp: choose one: --row 1 is the first\n",
        ),
        (
            "networks/bank.yaml -i 40 10 0 --table ranges",
            "error: --table is for csv, tsv, jsonl, json, not for text\n"
            "help: choose one: --format csv\n",
        ),
        (
            "networks/bank.yaml -i 40 10 0 --table range --format csv",
            "error: --table has no 'range'\nhelp: did you mean ranges?\n",
        ),
        (
            "networks/bank.yaml -i 40 10 0 --table switches --format csv --tangent",
            "error: --tangent has no switches: its formulas hold at the row alone\n"
            "help: leave --table out\n",
        ),
        (
            "networks/bank.yaml -i 40 10 0 --node hidden.node_9",
            "error: there is no node 'hidden.node_9' in a layer\n"
            "help: the nodes are hidden.node_0, hidden.node_1, hidden.node_2, hidden.node_3,"
            " hidden.node_4, hidden.node_5, ... 2 more ..., output.transactions\n",
        ),
        (
            "networks/bank.yaml",
            "error: no inputs: this network has 3 inputs (age, balance, retired)\n"
            "help: fwdprop region networks/bank.yaml --input 45 10 0\n",
        ),
    ],
)
def test_what_has_no_region_is_refused(line: str, message: str, fwdprop: Run) -> None:
    result = fwdprop(f"region {line}")
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


def test_smooth_nodes_are_named_where_others_are_not(fwdprop: Run) -> None:
    net = MIXED.replace("soft_shrink", "tanh").replace("hard_tanh, min: 0, max: 4", "softplus")
    result = fwdprop("region - --input 3 1", stdin=net)
    assert result.stderr == (
        "error: no linear formula holds around a row: layer first, node q is softplus, layer first,"
        " node s is tanh\n"
        "help: for the slopes at this row alone: --tangent\n"
    )
    # What a node does not read may bend as it likes.
    assert fwdprop("region - --input 3 1 --node p", stdin=net).status == 0


def test_too_many_slopes_are_refused_with_their_number(fwdprop: Run) -> None:
    nodes = ", ".join(f"n{k}: {{weights: {{x{k}: 1}}}}" for k in range(2000))
    net = f"inputs: 5001\nlayers: [{{activation: relu, nodes: {{{nodes}}}}}]\n"
    result = fwdprop(f"region - --input {' '.join(['1'] * 5001)}", stdin=net)
    assert result.status == 2
    assert result.stderr == (
        "error: 2,000 nodes and 5,001 inputs make more than 10,000,000 slopes, which are not"
        " worked out\n"
    )


def test_float32_networks_are_worked_out_in_their_numbers(fwdprop: Run) -> None:
    result = fwdprop("region networks/bank.yaml -i 40 10 0 --dtype float32 --precision 5")
    assert result.stdout.startswith(
        "transactions = 7.5522 + 0.23629·age + 0.30985·balance - 14.769·retired = 20.102\n"
    )
