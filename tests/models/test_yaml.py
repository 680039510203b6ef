"""Network files in all their forms give the values that a hand calculation gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from fwdprop import load

pytestmark = pytest.mark.usefixtures("folder")


def sessions(text: str) -> list[object]:
    """Test cases written down as `=== title`, a network file, `<<< inputs`, the CSV that follows"""
    cases: list[object] = []
    for block in text.strip("\n").removeprefix("=== ").split("\n=== "):
        title, _, rest = block.partition("\n")
        written, _, run = rest.partition("\n<<< ")
        numbers, _, stdout = run.partition("\n")
        cases.append(pytest.param(f"{written}\n", numbers, f"{stdout}\n", id=title))
    return cases


# The comments are the hand calculations.
@pytest.mark.parametrize(
    ("written", "numbers", "stdout"),
    sessions("""
=== node by node, short and long
inputs: [children, accounts]
layers:
  - name: hidden
    activation: relu
    nodes:
      node_0: [1, 1]                            # 2 + 3
      node_1:
        weights: {children: -1, accounts: 1}    # -2 + 3 + 0.5
        bias: 0.5
        activation: {name: leaky_relu, alpha: 0.2}
  - name: output
    nodes:
      transactions: [2, -1]                     # 10 - 1.5
<<< 2 3
hidden.node_0,hidden.node_1,output.transactions
5,1.5,8.5
=== a node's own activation, the layer's for the others
inputs: [x]
layers:
  - activation: relu
    nodes:
      a: [-1]                                   # relu(-4)
      b: {weights: [-1], activation: {name: leaky_relu, alpha: 0.25}}   # 0.25 (-4)
      c: {weights: [-1], bias: 1, activation: square}                   # (-4 + 1)²
      d: {weights: [-1], activation: identity}
<<< 4
a,b,c,d
0,-1,9,-4
=== a matrix, a row for each node
inputs: [x, y]
layers:
  - weights: [[1, 1], [-1, 1]]                  # 2 + 3, -2 + 3 + 0.5
    bias: [0, 0.5]
    nodes: [p, q]
  - weights: [[2, -1]]                          # 10 - 1.5
<<< 2 3
hidden_1.p,hidden_1.q,output.node_0
5,1.5,8.5
=== one bias for all nodes
inputs: 2
layers:
  - {weights: [[1, 0], [0, 1]], bias: -1/2}
<<< 2 3
node_0,node_1
1.5,2.5
=== names by position where there are none
inputs: 1
layers:
  - weights: [[1], [2]]
  - {name: middle, weights: [[1, 1]]}           # 3 + 6
  - weights: [[1]]
  - nodes: {last: {weights: {x0: 1, hidden_1.node_1: 1}}}   # 3 + 6
<<< 3
hidden_1.node_0,hidden_1.node_1,middle.node_0,hidden_3.node_0,output.last
3,6,9,9,9
=== connections by name, over layers, in any order
inputs: [x, y]
layers:
  - {name: a, nodes: {p: [1, 2]}}               # 2 + 6
  - {name: b, nodes: {q: {weights: {p: 2, x: -1}}}}         # 16 - 2
  - nodes:
      o: {weights: {inputs.y: 100, q: 1, a.p: 10}, bias: 1} # 300 + 14 + 80 + 1
      z: [-1]                                   # the layer before alone: -14
<<< 2 3
a.p,b.q,output.o,output.z
8,14,395,-14
=== a bare name means the layer before first
inputs: [x]
layers:
  - {name: h, nodes: {x: [3]}}                  # 6
  - nodes: {o: {weights: {x: 1, inputs.x: 10}}} # 6 + 20
<<< 2
h.x,output.o
6,26
=== a bare name means the one earlier layer that has it
inputs: [x, y]
layers:
  - {name: h, nodes: {k: [1, 1]}}               # 5
  - {name: g, nodes: {m: [2]}}                  # 10
  - nodes: {o: {weights: {k: 1, y: 1, m: 1}}}   # 5 + 3 + 10
<<< 2 3
h.k,g.m,output.o
5,10,18
=== a node without any connection is its bias
inputs: [x]
layers:
  - nodes: {a: {weights: {}, bias: 7}, b: [2]}
<<< 5
a,b
7,10
=== names with points
inputs: [v.1, w]
layers:
  - {name: h, nodes: {a.b: {weights: {v.1: 2, inputs.w: 1}}}}   # 4 + 3
  - nodes: {o: {weights: {a.b: 1, inputs.v.1: 1}}}              # 7 + 2
  - nodes: {o: {weights: {hidden_2.o: 1, h.a.b: 1}}}            # 9 + 7
<<< 2 3
h.a.b,hidden_2.o,output.o
7,9,16
=== names that other readers take for something else
inputs: [no, on, y, 1]
layers:
  - name: d
    nodes:
      off: {weights: {no: 1, on: 10, y: 100, 1: 1000}}          # 1 + 20 + 300 + 4000
      010: {weights: {"no": 1}}
      null: {weights: {'on': 1}}
      1e3: {weights: {inputs.1: 1}}
      "[red]": {weights: {y: 1}}
      你好 é: {weights: {y: 2}}
  - nodes: {true: {weights: {off: 1, 010: 10, null: 10, 1e3: 1}}}  # 4321 + 10 + 20 + 4
<<< 1 2 3 4
d.off,d.010,d.null,d.1e3,d.[red],d.你好 é,output.true
4321,1,2,4,3,6,4355
"""),
)
def test_the_values_are_those_of_a_hand_calculation(
    fwdprop: Run, written: str, numbers: str, stdout: str
) -> None:
    Path("net.yaml").write_text(written)
    result = fwdprop(f"run net.yaml --input {numbers}")
    assert (result.stderr, result.stdout, result.status) == ("", stdout, 0)


def test_softmax_takes_the_whole_layer(fwdprop: Run) -> None:
    Path("net.yaml").write_text(
        "inputs: [x]\nlayers: [{weights: [[0], [1], [1]], activation: softmax}]\n"
    )
    result = fwdprop("run net.yaml --input 0 --format values")
    assert result.stdout == " ".join(["0.3333333333333333"] * 3) + "\n"


def test_parameters_may_be_one_per_node(fwdprop: Run) -> None:
    Path("net.yaml").write_text(
        "inputs: [x]\nlayers:\n  - weights: [[1], [1], [-1]]\n"
        "    activation: {name: prelu, alpha: [0.5, 1/4, 8]}\n"
    )
    assert fwdprop("run net.yaml --input -2 --format values").stdout == "-1 -0.5 2\n"


def test_a_network_is_called_as_it_says_or_as_its_file() -> None:
    Path("first.yaml").write_text("inputs: 1\nlayers: [{weights: [[1]]}]\n")
    Path("second.yaml").write_text(
        "$schema: x\nname: third\ndescription: |\n  A line.\n  And another.\n"
        "inputs: 1\nlayers: [{weights: [[1]]}]\n"
    )
    first, second = load("first.yaml"), load("second.yaml")
    assert (first.name, first.description, first.dtype) == ("first", None, "float64")
    assert (second.name, second.description) == ("third", "A line.\nAnd another.\n")


@pytest.mark.parametrize(
    ("dtype", "value"), [("float64", "0.3333333333333333"), ("float32", "0.33333334")]
)
def test_the_file_chooses_the_type_of_the_arithmetic(fwdprop: Run, dtype: str, value: str) -> None:
    Path("net.yaml").write_text(f"dtype: {dtype}\ninputs: 1\nlayers: [{{weights: [[1/3]]}}]\n")
    assert load("net.yaml")([1]).dtype == dtype
    assert fwdprop("run net.yaml --input 1 --format values").stdout == f"{value}\n"
