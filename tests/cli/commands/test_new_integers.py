"""`new --integers`: whole weights, and whole hidden values for the example, worked out here."""

from __future__ import annotations

from math import exp
from typing import Any

import pytest
import yaml
from command_line import Run

SIZES = ["1-1", "1-1-1", "2-2-1", "2-3-1", "3-4-2", "5-8-8-3", "20-30-4", "1-2-2-2-2-2-1"]

WRITTEN = """\
# yaml-language-server: $schema=network.schema.json
# The line above is for editors: `fwdprop schema -o network.schema.json` writes it.
#
# Written by `fwdprop new 3-2-1 --integers --seed 0`.
# Saved as net.yaml it answers to
#   fwdprop run net.yaml --input 4 2 1
#   fwdprop trace net.yaml --input 4 2 1
#   fwdprop check net.yaml

description: A network to start from. Its weights are whole numbers.

# What goes in. The order counts: lists of inputs, and of weights for them, follow it.
inputs: [x0, x1, x2]

# What happens on the way: numbers flow through the layers from top to bottom.
layers:
  - name: hidden
    activation: relu  # max(0, z), z being the sum
    # Whole weights and biases: the example's sums are whole, and within ±20.
    nodes:
      # A node multiplies each number that reaches it by a weight, adds up the
      # products and its bias, and applies the activation to this sum.
      node_0:
        weights: {x0: -2, x1: -2, x2: 3}
        bias: -3
      node_1:
        weights: {x0: 2, x1: -3, x2: 3}
        bias: 2

  # The last layer is the answer.
  - name: output
    activation: identity  # the sum as it is
    # Whole weights and biases: the example's sums are whole, and within ±20.
    nodes:
      y:
        weights: {node_0: -3, node_1: 1}
        bias: -3

# What must come out: `fwdprop check` works it out and compares.
examples:
  - input: [4, 2, 1]
    hidden: [0, 7]
    output: [4]
"""


def test_it_writes_small_whole_numbers(fwdprop: Run) -> None:
    written = fwdprop("new 3-2-1 --integers")
    assert (written.stdout, written.stderr, written.status) == (WRITTEN, "", 0)
    assert fwdprop("new 3-2-1 --seed 0 --integers").stdout == WRITTEN
    assert fwdprop("new 3-2-1 --integers --seed 1").stdout != WRITTEN


def sums(layer: Any, values: list[int]) -> list[int]:
    """Each node's sum, from the file's own numbers."""
    if isinstance(layer["nodes"], dict):
        nodes = layer["nodes"].values()
        weights, biases = [[*n["weights"].values()] for n in nodes], [n["bias"] for n in nodes]
    else:
        weights, biases = layer["weights"], layer["bias"]
    for number in [*biases, *(weight for row in weights for weight in row)]:
        assert type(number) is int
    assert all(1 <= abs(weight) <= 3 for row in weights for weight in row)
    rows = [sum(w * v for w, v in zip(row, values, strict=True)) for row in weights]
    return [total + bias for total, bias in zip(rows, biases, strict=True)]


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("seed", range(6))
def test_its_numbers_are_whole_on_the_way(fwdprop: Run, sizes: str, seed: int) -> None:
    text = fwdprop(f"new {sizes} --integers --seed {seed}").stdout
    net = yaml.safe_load(text)
    (example,) = net["examples"]
    values = example["input"]
    assert all(type(value) is int and 1 <= value <= 5 for value in values)
    for layer in net["layers"]:
        values = sums(layer, values)
        assert max(map(abs, values)) <= 20
        if layer["name"] != "output":
            assert max(values) > 0
            assert len(values) == 1 or min(values) < 0  # one is cut off
            values = [max(0, value) for value in values]
        assert example[layer["name"]] == values
    assert fwdprop("check -", stdin=text).status == 0


@pytest.mark.parametrize(
    "activations",
    ["identity", "relu6", "abs", "step", "sign", "hard_tanh", "hard_shrink", "identity,abs",
     "relu,'leaky_relu(alpha=0.5)'", "'leaky_relu(alpha=1)',softmax"],
)  # fmt: skip
def test_activations_that_keep_whole_numbers_may_be_hidden(fwdprop: Run, activations: str) -> None:
    text = fwdprop(f"new 3-5-2 --integers --activation {activations} --seed 3").stdout
    hidden = yaml.safe_load(text)["examples"][0]["hidden"]
    assert all(type(value) is int for value in hidden)
    assert max(hidden) > 0
    assert fwdprop("check -", stdin=text).status == 0


@pytest.mark.parametrize("seed", range(8))
def test_a_curved_output_is_not_flat(fwdprop: Run, seed: int) -> None:
    text = fwdprop(f"new 3-4-2 --integers --activation relu,sigmoid --seed {seed}").stdout
    net = yaml.safe_load(text)
    found = net["examples"][0]
    z = sums(net["layers"][1], found["hidden"])
    assert {*map(abs, z)} <= {1, 2}
    assert found["output"] == pytest.approx([1 / (1 + exp(-each)) for each in z], rel=1e-5)


@pytest.mark.parametrize("sizes", ["2000-30-2", "1-3000-1", "-".join(["2"] * 200)], ids=len)
def test_large_networks_are_whole_too(fwdprop: Run, sizes: str) -> None:
    text = fwdprop(f"new {sizes} --integers").stdout
    assert fwdprop("check -", stdin=text).status == 0
    outputs = yaml.load(text, yaml.CSafeLoader)["examples"][0]["output"]
    assert all(type(value) is int and abs(value) <= 20 for value in outputs)


KEEP = "identity, relu, relu6, hard_tanh, step, sign, hard_shrink, abs do"


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (
            "2-3-1 --activation sigmoid",
            "sigmoid in a hidden layer makes no small whole numbers of whole numbers",
            f"{KEEP}: --activation relu,identity",
        ),
        (
            "2-3-3-1 --activation abs,softmax,tanh",
            "softmax in a hidden layer makes no small whole numbers of whole numbers",
            f"{KEEP}: --activation abs,relu,tanh",
        ),
        (
            "2-3-1 --activation square",
            "square in a hidden layer makes no small whole numbers of whole numbers",
            f"{KEEP}: --activation relu,identity",
        ),
        (
            "2-3-1 --activation 'leaky_relu(alpha=0.1)'",
            "leaky_relu(alpha=0.1) in a hidden layer makes no small whole numbers of whole numbers",
            f"{KEEP}: --activation relu,identity",
        ),
        ("2-3-1 --init he", "--init draws other numbers than --integers does", "leave --init out"),
        (
            "--example iris",
            "--integers is for a network to start from, not for --example",
            "leave it out",
        ),
    ],
)
def test_what_goes_not_with_it_is_refused(
    fwdprop: Run, words: str, message: str, help: str
) -> None:
    result = fwdprop(f"new --integers {words}")
    assert result.stderr == f"error: {message}\nhelp: {help}\n"
    assert (result.stdout, result.status) == ("", 2)
