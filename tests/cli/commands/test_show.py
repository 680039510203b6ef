"""`fwdprop show`: the network itself, for a person and for programs."""

from __future__ import annotations

import csv
import io
import json

import pytest
from command_line import Run
from sparse_network import SPARSE

NET = "networks/transactions-tanh.yaml"

SUMMARY_AT_80 = """\
transactions-tanh: 2 inputs, 2 layers, float64, 3 examples
The network of transactions.yaml with tanh in the hidden layer: a hidden node
still adds up its products, but then bends the sum into the range from -1 to 1.
Source: DataCamp's "Introduction to Deep Learning in Python".

layer    nodes                        activation   reads    weights   parameters
────────────────────────────────────────────────────────────────────────────────
inputs       2   children, accounts
hidden       2   node_0, node_1       tanh         inputs         4            6
output       1   transactions         identity     hidden         2            3

9 parameters in all: 6 weights and 3 biases; each node has a bias, 0 if not
given
6 multiply-adds for a row: one for each weight; biases and activations are not
counted
"""

SPARSE_AT_40 = """\
network: 3 inputs, 3 layers, float64, no
examples

inputs
───────────────────
nodes    3: a, b, c

first
────────────────────────────────────────
nodes        3: p, q, r
activation   tanh (p, q);
             leaky_relu(alpha=0.2) (r)
reads        inputs
weights      3 of 9
parameters   6

lonely
─────────────────────
nodes        1: s
activation   identity
reads        nothing
weights      0 of 3
parameters   1

output
───────────────────────────────────
nodes        2: y, z
activation   tanh (y); identity (z)
reads        inputs, first, lonely
weights      4 of 14
parameters   6

13 parameters in all: 7 weights and 6
biases; each node has a bias, 0 if not
given
7 multiply-adds for a row: one for each
weight; biases and activations are not
counted
2 weights are 0
19 of 26 connections are missing: one
that the file does not list does not
exist
"""


def test_a_person_sees_the_layers_and_the_sums(fwdprop: Run) -> None:
    result = fwdprop(f"show {NET}", columns=80)
    assert (result.stdout, result.stderr, result.status) == (SUMMARY_AT_80, "", 0)
    assert fwdprop(f"show {NET} --format table").stdout == SUMMARY_AT_80


def test_a_narrow_terminal_shows_the_layers_one_below_the_other(fwdprop: Run) -> None:
    assert fwdprop("show -", stdin=SPARSE, columns=40).stdout == SPARSE_AT_40


def test_a_program_gets_a_row_for_each_layer(fwdprop: Run) -> None:
    expected = (
        "layer,nodes,activation,reads,weights,zero,missing,biases,parameters,multiply_adds\n"
        'first,3,"tanh (p, q); leaky_relu(alpha=0.2) (r)",inputs,3,1,6,3,6,3\n'
        "lonely,1,identity,,0,0,3,1,1,0\n"
        'output,2,tanh (y); identity (z),"inputs,first,lonely",4,1,10,2,6,4\n'
    )
    result = fwdprop("show -", stdin=SPARSE)
    assert (result.stdout, result.stderr, result.status) == (expected, "", 0)
    assert fwdprop("show - --precision 1", stdin=SPARSE).stdout == expected


def test_inputs_come_where_they_are_asked_for(fwdprop: Run) -> None:
    result = fwdprop("show - --layers inputs,lonely --format jsonl", stdin=SPARSE)
    inputs, lonely = map(json.loads, result.stdout.splitlines())
    assert inputs == {**dict.fromkeys(lonely), "layer": "inputs", "nodes": 3}
    assert lonely == {
        "layer": "lonely",
        "nodes": 1,
        "activation": "identity",
        "reads": "",
        "weights": 0,
        "zero": 0,
        "missing": 3,
        "biases": 1,
        "parameters": 1,
        "multiply_adds": 0,
    }


def test_many_parameters_are_not_listed_to_a_person(fwdprop: Run) -> None:
    activation = {"name": "prelu", "alpha": [0.5] * 9}
    net = json.dumps({"inputs": 1, "layers": [{"activation": activation, "weights": [[1]] * 9}]})
    shown = fwdprop("show -", stdin=net, columns=120).stdout
    assert "prelu(alpha of each node)   inputs         9           18\n" in shown
    assert "0.5" not in shown


def test_many_activations_are_counted_for_a_person_and_listed_for_a_program(fwdprop: Run) -> None:
    node = {"weights": [1]}
    nodes = {f"n{k}": {**node, "activation": {"name": "elu", "alpha": 2 + k}} for k in range(6)}
    net = json.dumps({"inputs": 1, "layers": [{"nodes": nodes}]})
    each = [f"elu(alpha={2 + k}) (n{k})" for k in range(6)]
    assert (
        f"  {'; '.join(each[:4])}; ... 2 more  " in fwdprop("show -", stdin=net, columns=200).stdout
    )
    (row,) = csv.DictReader(io.StringIO(fwdprop("show -", stdin=net).stdout))
    assert row["activation"] == "; ".join(each)


def test_the_type_and_the_digits_are_those_asked_for(fwdprop: Run) -> None:
    net = "{inputs: 1, layers: [{weights: [[0.123456789]]}]}"
    line = "show - --weights --format tsv"
    first = [
        fwdprop(f"{line} {options}", stdin=net).stdout.splitlines()[1].split("\t")[3]
        for options in ("", "--dtype float32", "--precision 3")
    ]
    assert first == ["0.123456789", "0.12345679", "0.123"]
    shown = fwdprop("show - --dtype float32", stdin=net, columns=80).stdout
    assert shown.startswith("network: 1 input, 1 layer, float32, no examples\n")


def test_one_of_a_thing_is_not_called_by_the_plural(fwdprop: Run) -> None:
    net = "{inputs: 1, layers: [{nodes: {y: [0]}}], examples: [{input: [1], output: [0]}]}"
    lines = fwdprop("show -", stdin=net, columns=90).stdout.splitlines()
    assert lines[0] == "network: 1 input, 1 layer, float64, 1 example"
    assert lines[-3:] == [
        "2 parameters in all: 1 weight and 1 bias; each node has a bias, 0 if not given",
        "1 multiply-add for a row: one for each weight; biases and activations are not counted",
        "1 weight is 0",
    ]


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            "--layers hiden",
            "error: there is no layer 'hiden'\nhelp: did you mean hidden?\n",
        ),
        (
            "--weights --layers inputs",
            "error: the inputs have no weights\nhelp: the layers are hidden, output\n",
        ),
        (
            "--format values",
            "error: --format has no 'values'\n"
            "help: there are table, csv, tsv, jsonl, json, markdown, latex\n",
        ),
        ("--weight", "error: there is no option --weight\nhelp: did you mean --weights?\n"),
    ],
)
def test_what_there_is_not_is_refused(fwdprop: Run, words: str, stderr: str) -> None:
    result = fwdprop(f"show {NET} {words}")
    assert (result.stdout, result.stderr, result.status) == ("", stderr, 2)
