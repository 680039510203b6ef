"""`--set`: a network with some of it set anew is what its file would be with that written in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from command_line import Run

import fwdprop as package

NET = """\
inputs: [age, size]
layers:
  - name: first
    activation: relu
    nodes:
      a: [1, -2]
      b: {weights: [3, 4], bias: 0.5}
  - name: second
    activation: {name: prelu, alpha: [0.1, 0.2, 0.3]}
    weights: [[1, 2], [-3, 4], [5, -6]]
    bias: [1, 2, 3]
  - name: last
    nodes:
      y: {weights: {node_0: 1, node_2: -1, first.b: 2, inputs.age: 3}}
      z: {weights: {a: 1}, activation: tanh}
"""


@pytest.fixture(autouse=True)
def _net(folder: Path) -> None:
    Path("net.yaml").write_text(NET)


@pytest.mark.parametrize(
    ("settings", "written", "instead"),
    [
        ("first.activation=tanh", "activation: relu", "activation: tanh"),
        ("first.activation=identity", "    activation: relu\n", ""),
        (
            "'first.activation=leaky_relu(alpha=0.2)'",
            "activation: relu",
            "activation: {name: leaky_relu, alpha: 0.2}",
        ),
        ("first.activation=softmax", "activation: relu", "activation: softmax"),
        ("first.a.activation=tanh", "a: [1, -2]", "a: {weights: [1, -2], activation: tanh}"),
        ("a.bias=1/3", "a: [1, -2]", "a: {weights: [1, -2], bias: 1/3}"),
        ("first.b.bias=-1e-3", "bias: 0.5", "bias: -1e-3"),
        ("first.bias=7", "a: [1, -2]\n      b: {weights: [3, 4], bias: 0.5}",
         "a: {weights: [1, -2], bias: 7}\n      b: {weights: [3, 4], bias: 7}"),
        ("second.bias=4", "bias: [1, 2, 3]", "bias: 4"),
        ("second.bias=4,5,6", "bias: [1, 2, 3]", "bias: [4, 5, 6]"),
        ("'second.bias=4 5 6'", "bias: [1, 2, 3]", "bias: [4, 5, 6]"),
        ("second.node_1.bias=.5", "bias: [1, 2, 3]", "bias: [1, .5, 3]"),
        ("first.a.weights.age=9", "a: [1, -2]", "a: [9, -2]"),
        ("first.a.weights.inputs.age=9", "a: [1, -2]", "a: [9, -2]"),
        ("first.a.weights=9,8", "a: [1, -2]", "a: [9, 8]"),
        ("second.node_2.weights.b=0", "[5, -6]", "[5, 0]"),
        ("last.y.weights.node_2=9", "node_2: -1", "node_2: 9"),
        ("y.weights.first.b=9", "first.b: 2", "first.b: 9"),
        ("output.y.weights.b=9", "first.b: 2", "first.b: 9"),
        ("y.weights.age=9", "inputs.age: 3", "inputs.age: 9"),
        ("z.weights=9", "{a: 1}", "{a: 9}"),
        ("z.activation=relu", "activation: tanh", "activation: relu"),
        (
            "'second.activation=prelu(alpha=0.7)'",
            "alpha: [0.1, 0.2, 0.3]",
            "alpha: 0.7",
        ),
        ("' first.b.bias = 3 '", "bias: 0.5", "bias: 3"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("dtype", ["", "--dtype float32"])
def test_it_is_the_network_with_that_in_its_file(
    fwdprop: Run, settings: str, written: str, instead: str, dtype: str
) -> None:
    assert NET.count(written) == 1
    Path("other.yaml").write_text(NET.replace(written, instead))
    for command in ("run", "trace"):
        said = f"--input -2 3 --input 0.25 -1 --format jsonl {dtype}"
        found = fwdprop(f"{command} net.yaml {said} --set {settings}")
        expected = fwdprop(f"{command} other.yaml {said}")
        assert (found.stdout, found.stderr) == (expected.stdout, "")
        assert found.status == 0
    assert Path("net.yaml").read_text() == NET


def test_several_settings_hold_together(fwdprop: Run) -> None:
    # a = 1 - 2 + 1 = 0; b = 3 + 4 - 1 = 6; as last.z has tanh of a.
    line = "run net.yaml -i 1 1 --set first.a.bias=1 --set b.bias=-1 --layers first"
    assert fwdprop(line).stdout == "first.a,first.b\n0,6\n"


def test_nodes_that_keep_their_own_activation_are_named(fwdprop: Run) -> None:
    # first: 0 and 7.5; second: 16, 32 and 0.3·(-42); y = 16 + 12.6 + 15 + 3.
    result = fwdprop("run net.yaml -i 1 1 --set last.activation=relu --layers last")
    assert result.stdout == "y,z\n46.6,0\n"
    assert result.stderr == "note: z of layer last keeps its own activation\n"
    line = "run net.yaml -i 1 1 --set last.activation=relu --set z.activation=relu"
    assert fwdprop(line).stderr == ""


HEADING = "net.yaml, with first.activation=tanh, first.a.bias=1\n\n"
SET = "--set first.activation=tanh --set first.a.bias=1"


def test_the_table_says_what_was_set(fwdprop: Run) -> None:
    Path("other.yaml").write_text(
        NET.replace("activation: relu", "activation: tanh").replace(
            "[1, -2]", "{weights: [1, -2], bias: 1}"
        )
    )
    for columns in (40, 80, 120):
        expected = fwdprop("run other.yaml -i 2 3 -i 4 5", columns=columns).stdout
        found = fwdprop(f"run net.yaml -i 2 3 -i 4 5 {SET}", columns=columns).stdout
        broken = HEADING.replace(", first.a", ",\nfirst.a") if columns == 40 else HEADING
        assert found == broken + expected
    rows = fwdprop(f"run net.yaml --data - {SET}", stdin="2,3\n", columns=80).stdout
    assert rows.startswith(HEADING + "row ")
    one = fwdprop("run - -i 2 3 --set first.a.bias=1", stdin=NET, columns=80).stdout
    assert one.startswith("<stdin>, with first.a.bias=1\n\n")


@pytest.mark.parametrize(
    ("format", "begins"),
    [
        ("text", HEADING + "inputs\n"),
        ("markdown", HEADING + "### inputs\n"),
        (
            "latex",
            "% the arithmetic of net\n% needs \\usepackage{amsmath}\n\\begin{flushleft}\n"
            "net.yaml, with first.\\allowbreak activation=tanh, first.a.\\allowbreak bias=1\n\n",
        ),
    ],
)
def test_the_heading_of_a_trace_says_what_was_set(fwdprop: Run, format: str, begins: str) -> None:
    line = f"trace net.yaml -i 2 3 {SET} --format {format} -o out"
    assert fwdprop(line).status == 0
    assert Path("out").read_text().startswith(begins)
    assert fwdprop(f"trace net.yaml -i 2 3 {SET}", columns=80).stdout.startswith(HEADING)


def test_formats_for_programs_have_no_heading(fwdprop: Run) -> None:
    assert fwdprop(f"run net.yaml -i 2 3 {SET} --layers first").stdout.startswith("first.a,")
    assert fwdprop(f"trace net.yaml -i 2 3 {SET}").stdout.startswith("a = tanh(")
    assert fwdprop(f"trace net.yaml -i 2 3 {SET} --format json").stdout.startswith("[")


def test_what_is_complete_is_made_anew_with_other_settings(fwdprop: Run) -> None:
    Path("a.csv").write_text("1,1\n")
    line = "run net.yaml --data a.csv -o out/ --layers first"
    assert fwdprop(line).status == 0
    made = fwdprop(f"{line} --resume --set first.bias=2")
    assert made.stderr == "note: 1 file with 1 row written to out/\n"
    assert Path("out/a.csv").read_text() == "first.a,first.b\n1,9\n"
    again = fwdprop(f"{line} --resume --set first.bias=2.0")
    assert again.stderr == ("note: 0 files with 0 rows written to out/; 1 file complete before\n")


def test_python_has_it_too() -> None:
    net = package.load("net.yaml")
    changed = package.what_if(net, "first.activation=identity", "first.b.weights.size=0")
    # a = 1 - 2·2 = -3; b = 3 + 0.5
    np.testing.assert_array_equal(changed.run([1, 2])["first"], [[-3, 3.5]])
    np.testing.assert_array_equal(net.run([1, 2])["first"], [[0, 11.5]])
    assert type(changed) is package.Network
    assert changed.layers[1] is not None
    assert not changed["first"].weights.flags.writeable
    with pytest.raises(package.FwdpropError, match="setting:1:1: there is no layer 'frist'") as e:
        package.what_if(net, "frist.bias=1")
    assert e.value.faults[0].help == "first.bias=1"
