"""fwdprop new: the file that it writes, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from command_line import ROOT, Run
from core_yaml import json_value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import fwdprop as api
from fwdprop.activations import CATALOGUE
from fwdprop.models.spec.schema import schema
from fwdprop.models.yaml import parse

VALIDATOR = Draft202012Validator(schema())
INITS = ["he", "xavier", "zeros", "ones"]
NEEDED = {
    "leaky_relu": "leaky_relu(alpha=0.2)",
    "prelu": "prelu(alpha=1e-05)",
    "threshold": "threshold(threshold=0.5, value=-1)",
}

WRITTEN = """\
# yaml-language-server: $schema=network.schema.json
# The line above is for editors: `fwdprop schema -o network.schema.json` writes it.
#
# Written by `fwdprop new 2-3-1 --seed 0`.
# Saved as net.yaml it answers to
#   fwdprop run net.yaml --input 0.5 -1
#   fwdprop trace net.yaml --input 0.5 -1
#   fwdprop check net.yaml

description: A network to start from. Its weights are drawn, not trained.

# What goes in. The order counts: lists of inputs, and of weights for them, follow it.
inputs: [x0, x1]

# What happens on the way: numbers flow through the layers from top to bottom.
layers:
  - name: hidden
    activation: relu  # max(0, z), z being the sum
    # Weights drawn from -1.73 to 1.73, √(6/2): he, as is usual with relu.
    nodes:
      # A node multiplies each number that reaches it by a weight, adds up the
      # products and its bias, and applies the activation to this sum.
      node_0:
        weights: {x0:  0.47, x1: -0.80}
        bias: 0
      node_1:
        weights: {x0: -1.59, x1: -1.67}
        bias: 0
      node_2:
        weights: {x0:  1.09, x1:  1.43}
        bias: 0

  # The last layer is the answer.
  - name: output
    activation: identity  # the sum as it is
    # Weights drawn from -1.22 to 1.22, √(6/(3 + 1)): xavier, as is usual with identity.
    nodes:
      y:
        weights: {node_0:  0.26, node_1:  0.56, node_2:  0.11}
        bias: 0

# What must come out: `fwdprop check` works it out and compares.
examples:
  - input: [0.5, -1]
    hidden: [1.03500, 0.875000, 0]
    output: [0.759100]
"""


def test_it_writes_a_network_to_start_from(fwdprop: Run) -> None:
    result = fwdprop("new 2-3-1")
    assert (result.stdout, result.stderr, result.status) == (WRITTEN, "", 0)
    by_hand = [0.47 / 2 + 0.80, -1.59 / 2 + 1.67, 0.26 * 1.035 + 0.56 * 0.875]
    assert by_hand == pytest.approx([1.03500, 0.875000, 0.759100])
    assert 1.09 / 2 - 1.43 < 0


def test_the_same_command_writes_the_same_file_wherever_it_goes(
    fwdprop: Run, tmp_path: Path
) -> None:
    file = tmp_path / "net.yaml"
    for words in (["new", "02-3-1"], ["new", "--seed", "0", "2-3-1"]):
        assert fwdprop(*words, columns=20).stdout == WRITTEN
    result = fwdprop("new", "2-3-1", "-o", str(file))
    assert (result.stdout, result.status) == ("", 0)
    assert result.stderr == f"note: written to {file}\n"
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert fwdprop("new 2-3-1 --seed 1").stdout != WRITTEN


def test_the_command_in_the_file_writes_it_again(fwdprop: Run) -> None:
    command = "new 3-4-2 --activation 'tanh ,\n gelu(approximate=tanh)' --init he --seed 12"
    written = fwdprop(command).stdout
    line = written.splitlines()[3]
    assert line == (
        "# Written by `fwdprop new 3-4-2 --activation 'tanh,gelu(approximate=tanh)'"
        " --init he --seed 12`."
    )
    assert fwdprop(line.split("`fwdprop ")[1][:-2]).stdout == written


MATRICES = """\
# What goes in. The order counts: lists of inputs, and of weights for them, follow it.
inputs: [x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16]

# What happens on the way: numbers flow through the layers from top to bottom.
layers:
  - name: hidden_1
    activation: {name: leaky_relu, alpha: 0.2}  # z if z > 0 else alpha·z, z being the sum
    # Weights that are all 1: a node adds up what reaches it.
    nodes: [node_0, node_1]
    weights:  # a row for each node, a column for each input
      - [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
      - [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    bias: [0, 0]

  - name: hidden_2
    # z·Φ(z); tanh: z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³))), z being the sum
    activation: {name: gelu, approximate: tanh}
    # Weights that are all 1: a node adds up what reaches it.
    nodes:
      node_0:
        weights: {node_0: 1, node_1: 1}
        bias: 0
"""


def test_large_layers_are_matrices_and_small_ones_go_node_by_node(fwdprop: Run) -> None:
    written = fwdprop(
        *("new", "17-2-1-70", "--init", "ones", "--activation"),
        "leaky_relu(alpha=0.2),gelu(approximate=tanh),softmax",
    ).stdout
    assert MATRICES in written
    assert "  - name: output\n    activation: softmax" in written
    assert "    bias: 0  # for every node\n" in written
    assert "fwdprop run" not in written  # nobody types 17 numbers
    assert max(len(line) for line in written.splitlines() if "Written by" not in line) <= 100


@st.composite
def commands(draw: st.DrawFn) -> list[str]:
    sizes = draw(st.lists(st.integers(1, 12), min_size=2, max_size=5))
    words = ["new", "-".join(map(str, sizes)), "--seed", str(draw(st.integers(0, 2**70)))]
    if draw(st.booleans()):
        words += ["--init", draw(st.sampled_from(INITS))]
    if draw(st.booleans()):
        names = st.sampled_from(list(CATALOGUE)).map(lambda name: NEEDED.get(name, name))
        chosen = draw(st.lists(names, min_size=len(sizes) - 1, max_size=len(sizes) - 1))
        words += ["--activation", ",".join(chosen)]
    return words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=commands())
def test_what_it_writes_is_a_network_whose_example_holds(fwdprop: Run, words: list[str]) -> None:
    result = fwdprop(*words)
    assert result.status == 0
    network = parse(result.stdout, "net.yaml", Path(), "net")
    assert [outcome.misses for outcome in api.check(network)] == [()]
    assert not list(VALIDATOR.iter_errors(json_value(result.stdout)))
    checked = fwdprop("check", "-", stdin=result.stdout)
    assert checked.stdout.startswith("<stdin>: 1 example holds, ")
    assert ("cut off" in checked.stdout, checked.status) == (False, 0)


@pytest.mark.parametrize("sizes", ["1-1", "5-8-3", "6-9-2", "65-65-65", "1001-2-1", "2-1100"])
def test_networks_of_any_width_hold(fwdprop: Run, sizes: str) -> None:
    written = fwdprop(f"new {sizes}").stdout
    network = parse(written, "net.yaml", Path(), "net")
    widths = [len(network.inputs), *(len(layer.nodes) for layer in network.layers)]
    assert "-".join(map(str, widths)) == sizes
    assert [outcome.held for outcome in api.check(network)] == [True]


def test_the_example_holds_in_exact_arithmetic(fwdprop: Run) -> None:
    written = json_value(fwdprop("new 4-6-5-3 --seed 5 --activation relu,abs,square").stdout)
    functions: list[Callable[[Fraction], Fraction]] = [
        lambda z: max(z, Fraction(0)),
        abs,
        lambda z: z * z,
    ]
    example = written["examples"][0]
    names = written["inputs"]
    values = [Fraction(str(number)) for number in example["input"]]
    for layer, function in zip(written["layers"], functions, strict=True):
        rows = layer.get("weights") or [
            [node["weights"][name] for name in names] for node in layer["nodes"].values()
        ]
        products = [
            [Fraction(str(w)) * x for w, x in zip(row, values, strict=True)] for row in rows
        ]
        values = [function(sum(row, Fraction(0))) for row in products]
        names = list(layer["nodes"])
        assert [float(value) for value in values] == pytest.approx(example[layer["name"]], rel=1e-5)


def test_it_warns_where_the_example_is_not_finite(fwdprop: Run) -> None:
    result = fwdprop("new 1-1 --activation reciprocal --init zeros")
    assert result.stdout.endswith("    output: [.inf]\n")
    assert result.stderr == (
        "warning: layer output, node y is inf, the first value that is not finite\n"
    )
    assert result.status == 0


def test_a_file_that_is_there_is_never_replaced(fwdprop: Run, tmp_path: Path) -> None:
    file = tmp_path / "net.yaml"
    file.write_text("mine")
    result = fwdprop("new", "2-3-1", "-o", str(file))
    assert result.stderr == (
        f"error: {file} is there already\nhelp: name another file, or remove it first\n"
    )
    assert (result.status, file.read_text()) == (2, "mine")


SIZES = "help: write the inputs, the nodes of each hidden layer, and the outputs: 2-3-1\n"
BRACKETS = "help: write names, parameters in brackets: relu,'leaky_relu(alpha=0.2)',softmax\n"


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("2-x-1", f"error: 'x' in '2-x-1' is not a number of nodes\n{SIZES}"),
        ("2", f"error: '2' has no layer, only inputs\n{SIZES}"),
        ("''", f"error: '' is not a number of nodes\n{SIZES}"),
        ("2--1", f"error: '' in '2--1' is not a number of nodes\n{SIZES}"),
        ("2-3-", f"error: '' in '2-3-' is not a number of nodes\n{SIZES}"),
        (
            "2,3,1",
            "error: '2,3,1' is not a number of nodes\n"
            "help: sizes have - between them: fwdprop new 2-3-1\n",
        ),
        ("2-٣-1", f"error: '٣' in '2-٣-1' is not a number of nodes\n{SIZES}"),
        ("2-1e3", f"error: '1e3' in '2-1e3' is not a number of nodes\n{SIZES}"),
        ("0-1", f"error: 0 inputs, expected at least 1\n{SIZES}"),
        ("2-00-1", f"error: 0 nodes, expected at least 1\n{SIZES}"),
        ("1000001-1", "error: a network has at most 1,000,000 inputs, not 1000001\n"),
        ("1-250001", "error: a new layer has at most 250,000 nodes, not 250001\n"),
        (
            "1-200000-50001",
            "error: '1-200000-50001' has 250,001 nodes\n"
            "help: a new network has at most 250,000 nodes\n",
        ),
        (
            f"1-{'9' * 5000}",
            f"error: a new layer has at most 250,000 nodes, not {'9' * 37}...\n",
        ),
        (
            "10000-1000-1",
            "error: '10000-1000-1' has 10,001,000 weights\n"
            "help: a new network has at most 10,000,000 weights\n",
        ),
        ("-".join("1" * 1002), "error: 1,001 layers, expected at most 1,000\n"),
        (
            "2-3-1 --activation rleu",
            "error: there is no activation 'rleu'\nhelp: did you mean relu?\n",
        ),
        (
            "2-3-3-1 --activation relu,sigmoid",
            "error: 2 activations for 3 layers\n"
            "help: give one for all hidden layers, or one for each layer: relu,relu,identity\n",
        ),
        ("2-1 --activation relu,tanh", "error: 2 activations for 1 layer\nhelp: give one\n"),
        (
            "2-3-1 --activation leaky_relu",
            "error: leaky_relu needs 'alpha', the slope below zero\n"
            "help: write it as 'leaky_relu(alpha=0.1)'\n",
        ),
        (
            "2-3-1 --activation 'elu(alhpa=1)'",
            "error: elu has no parameter 'alhpa'\nhelp: did you mean alpha?\n",
        ),
        (
            "2-3-1 --activation ''",
            f"error: --activation is no list of activations: ''\n{BRACKETS}",
        ),
        ("2-3-1 --init hee", "error: --init has no 'hee'\nhelp: did you mean he?\n"),
        (
            "2-3-1 -o net.json",
            "error: the ending of -o has no 'json'\nhelp: there are yaml, yml\n",
        ),
    ],
)
def test_what_makes_no_network_is_refused(fwdprop: Run, words: str, stderr: str) -> None:
    result = fwdprop(f"new {words}")
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


@pytest.mark.parametrize("seed", ["-1", "1.5", "x", ""])
def test_a_seed_is_a_whole_number(fwdprop: Run, seed: str) -> None:
    result = fwdprop("new", "2-3-1", "--seed", seed)
    stderr = f"error: --seed is a whole number of at least 0, not {seed}\n"
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


def test_one_activation_is_for_the_hidden_layers(fwdprop: Run) -> None:
    network = parse(fwdprop("new 2-3-3-1 --activation tanh").stdout, "n", Path(), "n")
    assert [str(layer.activation) for layer in network.layers] == ["tanh", "tanh", "identity"]
    network = parse(fwdprop("new 2-1 --activation tanh").stdout, "n", Path(), "n")
    assert [str(layer.activation) for layer in network.layers] == ["tanh"]


def test_the_networks_of_the_repository_are_left_alone(fwdprop: Run) -> None:
    before = (ROOT / "networks/xor.yaml").read_bytes()
    assert fwdprop("new 2-2-1 -o networks/xor.yaml").status == 2
    assert (ROOT / "networks/xor.yaml").read_bytes() == before
