"""`fwdprop show --weights`: every weight by name, and those that are missing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run
from sparse_network import SPARSE

NET = "networks/transactions-tanh.yaml"

WEIGHTS = """\

hidden   source     weight
──────────────────────────
node_0   children        1
         accounts        1
         bias            0
node_1   children       -1
         accounts        1
         bias            0

output         source   weight
──────────────────────────────
transactions   node_0        2
               node_1       -1
               bias          0
"""


def test_the_weights_come_below_them(fwdprop: Run) -> None:
    summary = fwdprop(f"show {NET}", columns=80).stdout
    result = fwdprop(f"show {NET} --weights", columns=80)
    assert (result.stdout, result.stderr, result.status) == (summary + WEIGHTS, "", 0)


def test_what_is_missing_is_not_0(fwdprop: Run) -> None:
    shown = fwdprop("show - --weights --layers first", stdin=SPARSE, columns=80).stdout
    assert shown.endswith(
        """
first   source    weight
────────────────────────
p       a              2
        b        missing
        c              0
        bias           0
q       a        missing
        b        missing
        c        missing
        bias           1
r       a        missing
        b             -1
        c        missing
        bias           0
"""
    )


def test_a_program_gets_a_row_for_each_connection_and_one_for_its_node(fwdprop: Run) -> None:
    result = fwdprop("show - --weights --layers inputs,first,output", stdin=SPARSE)
    assert (
        result.stdout
        == """\
layer,node,source,weight,bias,activation
first,p,a,2,,
first,p,b,,,
first,p,c,0,,
first,p,,,0,tanh
first,q,a,,,
first,q,b,,,
first,q,c,,,
first,q,,,1,tanh
first,r,a,,,
first,r,b,-1,,
first,r,c,,,
first,r,,,0,leaky_relu(alpha=0.2)
output,y,inputs.a,0.5,,
output,y,inputs.b,,,
output,y,inputs.c,,,
output,y,first.p,1,,
output,y,first.q,,,
output,y,first.r,,,
output,y,s,0,,
output,y,,,0,tanh
output,z,inputs.a,,,
output,z,inputs.b,,,
output,z,inputs.c,,,
output,z,first.p,,,
output,z,first.q,,,
output,z,first.r,,,
output,z,s,3,,
output,z,,,0,identity
"""
    )


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "json"])
def test_every_weight_reads_back_as_it_was_stored(fwdprop: Run, format: str) -> None:
    text = fwdprop(f"show networks/digits.yaml --weights --format {format}").stdout
    if format == "json":
        rows = json.loads(text)
    elif format == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
    else:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=",\t"[format == "tsv"]))
    stored = np.load(NETWORKS / "digits.npz")
    for index, layer in enumerate(("hidden", "output")):
        its = [row for row in rows if row["layer"] == layer]
        weights = [float(row["weight"]) for row in its if row["source"]]
        biases = [float(row["bias"]) for row in its if not row["source"]]
        assert weights == stored[f"coefs_{index}"].T.ravel().tolist()
        assert biases == stored[f"intercepts_{index}"].tolist()


def test_weights_have_the_names_that_trace_gives_them(fwdprop: Run) -> None:
    shown = csv.DictReader(io.StringIO(fwdprop("show - --weights", stdin=SPARSE).stdout))
    traced = csv.DictReader(
        io.StringIO(fwdprop("trace - -i 1 2 3 --format csv", stdin=SPARSE).stdout)
    )
    keys = ("layer", "node", "source", "weight", "bias", "activation")
    there = [row for row in shown if row["weight"] or not row["source"]]
    assert there == [{key: row[key] for key in keys} for row in traced]


def test_a_parameter_of_each_node_stands_with_its_node(fwdprop: Run) -> None:
    net = "{inputs: 1, layers: [{activation: {name: prelu, alpha: [1, 2]}, weights: [[3], [4]]}]}"
    result = fwdprop("show - --weights", stdin=net)
    nodes = [row["activation"] for row in csv.DictReader(io.StringIO(result.stdout))]
    assert nodes == ["", "prelu(alpha=1)", "", "prelu(alpha=2)"]
    assert "prelu(alpha=[1, 2])" in fwdprop("show -", stdin=net).stdout


def test_it_writes_to_a_file(fwdprop: Run, tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    result = fwdprop("show", NET, "--weights", "-o", str(file))
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert file.read_text() == fwdprop(f"show {NET} --weights --format csv").stdout
