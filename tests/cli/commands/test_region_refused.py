"""What has no region is refused, and says why."""

from __future__ import annotations

import pytest
from command_line import Run
from straight_networks import MIXED


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
        "error: 2,000 nodes and 5,001 inputs make more than 5,000,000 slopes, which are not"
        " worked out\n"
    )
