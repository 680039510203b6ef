"""What `--set` does not take: each with its place, and the line to type instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = """\
inputs: [a.b, bias, "x=1", y]
dtype: float32
layers:
  - name: "h=1"
    activation: relu
    nodes:
      n.bias: [1, 2, 3, 4]
      n: {weights: {a.b: 1, y: 2}, activation: tanh}
      "p q": [1, 1, 1, 1]
      "x.weights.y": {weights: {bias: 1}, bias: 3}
  - name: mid
    activation: {name: prelu, alpha: [0.1, 0.2]}
    nodes:
      n: {weights: {n: 1, inputs.y: 2}}
      bias: {weights: {p q: 1, x=1: 3}}
  - name: out
    activation: softmax
    nodes: {a: [1, 2], b: {weights: {h=1.n: 1, mid.n: 4}}}
"""
USUAL = "it looks like this: --set h=1.activation=tanh, or --set h=1.n.bias.bias=0.5"
LAYERS = "the layers are h=1, mid, out"
NO_OWN = "a node of a softmax layer has no activation of its own"
TOGETHER = "softmax takes all nodes of the layer together"
IN_BRACKETS = "an activation is a name, with its parameters in brackets"
BEHIND = "parameters stand in brackets behind the activation"


@pytest.fixture(autouse=True)
def _net(folder: Path) -> None:
    Path("net.yaml").write_text(NET)


def refused(
    message: str, text: str, column: int, width: int, help: str | None, line: int = 1
) -> str:
    gutter = f"  |\n{line} | {text}\n  | {' ' * (column - 1)}{'^' * width}\n"
    said = "" if help is None else f"help: {help}\n"
    return f"error: {message}\n --> --set:{line}:{column}\n{gutter}{said}"


@pytest.mark.parametrize(
    ("text", "marked", "message", "help"),
    [
        # Names.
        ("zzz=1", "zzz", "'zzz' names nothing that is set", USUAL),
        ("zzz", "zzz", "'zzz' names nothing that is set", USUAL),
        ("zzz.bias=1", "zzz.bias", "there is no layer or node 'zzz'", LAYERS),
        ("midd.bias=1", "midd.bias", "there is no layer 'midd'", "--set mid.bias=1"),
        ("mid.m.bias=1", "mid.m.bias", "there is no node 'm' in layer mid",
         "its nodes are n, bias; what can be set is mid.activation, mid.bias"),
        ("mid.bais.bias=1", "mid.bais.bias", "there is no node 'bais' in layer mid",
         "--set mid.bias.bias=1"),
        ("n.bais=1", "n.bais", "several nodes are called 'n'", "say which: h=1.n, mid.n"),
        ("p.bias=1", "p.bias", "there is no layer or node 'p'", LAYERS),
        ("mid=tanh", "mid", "'mid' has several things to set", "--set mid.activation=tanh"),
        ("mid=0.5", "mid", "'mid' has several things to set", "--set mid.bias=0.5"),
        ("mid.activations=tanh", "mid.activations", "there is no 'activations' of mid to set",
         "--set mid.activation=tanh"),
        ("mid.n.biass=1", "mid.n.biass", "there is no 'biass' of mid.n to set",
         "--set mid.n.bias=1"),
        ("mid.bias", "mid.bias", "'mid.bias' has no value", "--set mid.bias=0"),
        ("mid.bias=", "mid.bias", "'mid.bias' has no value", "--set mid.bias=0"),
        ("mid.activation=", "mid.activation", "'mid.activation' has no value",
         "--set mid.activation=tanh"),
        ("h=1.n.activation", "h=1.n.activation", "'h=1.n.activation' has no value",
         "--set h=1.n.activation=relu"),
        ("mid.bias: 3", "mid.bias: 3", "= stands between a name and its value", "--set mid.bias=3"),
        ("y=4", "y", "'y' is an input", "inputs stand behind --input: --input y=4"),
        ("inputs.y=4", "inputs.y", "'y' is an input", "inputs stand behind --input: --input y=4"),
        ("dtype=float64", "dtype", "the type of numbers has an option of its own",
         "--dtype float64"),
        # Weights.
        ("mid.weights=1", "mid.weights", "weights are set node by node",
         "--set mid.n.weights.inputs.y=2"),
        ("mid.n.y=1", "mid.n.y", "a weight has 'weights' in its name", "--set mid.n.weights.y=1"),
        ("h=1.n.weights.bias=4", "h=1.n.weights.bias", "no connection leads from 'bias' to h=1.n",
         "connections lead there from a.b, y"),
        ("mid.n.weights.m=4", "mid.n.weights.m", "no connection leads from 'm' to mid.n",
         "connections lead there from inputs.y, h=1.n"),
        ("h=1.n.weights=3,4,5", "3,4,5",
         "layer h=1, node n has 3 weights, expected 2, one for each connection",
         "one alone: --set h=1.n.weights.a.b=0.5"),
        # Numbers.
        ("mid.bias=1,2,3", "1,2,3", "layer mid: 3 biases, expected 2, one for each node",
         "one alone: --set mid.n.bias=0.5"),
        ("mid.bias=[1,2]", "[1,2]", "numbers stand without brackets", "--set mid.bias=1,2"),
        ("mid.bias=[1,x]", "[1,x]", "numbers stand without brackets", "--set mid.bias=0"),
        ("mid.biass=x", "mid.biass", "there is no 'biass' of mid to set", "--set mid.bias=0"),
        ("mid.n.weigths.y=3", "mid.n.weigths.y", "there is no 'weigths' of mid.n to set",
         "--set mid.n.weights.y=3"),
        ("mid.bias=1,,2", ",,", "there is nothing between two commas",
         "leave the comma out, or write what is missing"),
        ("mid.bias=1,x", "x", "a bias is a number, not x", None),
        ("mid.bias=1,x,3", "1,x,3", "layer mid: 3 biases, expected 2, one for each node",
         "one alone: --set mid.n.bias=0.5"),
        ("mid.n.bias=0,5", "0,5", "a bias is a number, not 0,5", "decimals take a point: 0.5"),
        ("mid.n.bias=−1", "−1", "a bias is a number, not −1",
         "U+2212 (minus sign) is not '-': write -1"),
        ("mid.n.bias=nan", "nan", "a bias is a finite number, not nan", None),
        ("mid.n.bias=.inf", ".inf", "a bias is a finite number, not .inf", None),
        ("mid.n.weights.y=-1e999", "-1e999", "a weight is a finite number, not -1e999", None),
        ("mid.n.bias=1e39", "1e39", "a bias is beyond the range of float32", None),
        # Activations.
        ("mid.activation=tahn", "tahn", "there is no activation 'tahn'",
         "--set mid.activation=tanh"),
        ("mid.activation=qqq", "qqq", "there is no activation 'qqq'",
         "`fwdprop activations` lists them all"),
        ("mid.activation=leaky_relu", "leaky_relu",
         "leaky_relu needs 'alpha', the slope below zero",
         "--set 'mid.activation=leaky_relu(alpha=0.1)'"),
        ("mid.activation=leaky_relu(0.3)", "leaky_relu(0.3)",
         "--set leaky_relu takes name=value, not '0.3'",
         "--set 'mid.activation=leaky_relu(alpha=0.3)'"),
        ("mid.activation={name: elu, alpha: 2}", "{name: elu, alpha: 2}", IN_BRACKETS,
         "--set 'mid.activation=elu(alpha=2)'"),
        ("mid.activation=relu,tanh", "relu,tanh", IN_BRACKETS, "--set mid.activation=relu"),
        ("mid.activation=celu(alpha=0)", "celu(alpha=0)", "'alpha' is greater than 0, not 0.0",
         None),
        ("mid.activation.alpha=0.3", "mid.activation.alpha", BEHIND,
         "--set 'mid.activation=prelu(alpha=0.3)'"),
        ("h=1.activation.alpha=0.3", "h=1.activation.alpha", BEHIND,
         "--set 'h=1.activation=leaky_relu(alpha=0.3)'"),
        ("out.a.activation=relu", "relu", NO_OWN, TOGETHER),
        ("h=1.activation=softmax", "softmax", NO_OWN, TOGETHER),
        ("mid.n.activation=softmax", "softmax",
         "softmax takes all nodes of a layer together: it cannot be the activation of one node",
         "give it to the layer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_marked(
    fwdprop: Run, text: str, marked: str, message: str, help: str | None
) -> None:
    for command in ("run", "trace"):
        result = fwdprop(command, "net.yaml", "-i", "1", "2", "3", "4", "--set", text)
        expected = refused(message, text, text.rindex(marked) + 1, len(marked), help)
        assert (result.stdout, result.stderr, result.status) == ("", expected, 2)


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [
        ("mid.bias=1", "mid.bias=1", ""),
        ("mid.bias=1", "mid.n.bias=2", ", by mid.bias"),
        ("mid.n.weights=1,2", "mid.n.weights.inputs.y=3", ", by mid.n.weights"),
        ("out.a.bias=1", "out.a.bias=1", ""),
        ("out.activation=relu", "out.activation=tanh", ""),
    ],
)
def test_nothing_is_set_twice(fwdprop: Run, first: str, second: str, by: str) -> None:
    name = second.partition("=")[0]
    result = fwdprop(f"run net.yaml -i 1 2 3 4 --set {first} --set {second}")
    message = f"{name} is set already{by}"
    assert result.stderr == refused(message, second, 1, len(name), "keep one of the two", 2)


def test_a_node_and_its_layer_may_both_have_an_activation(fwdprop: Run) -> None:
    settings = "--set out.activation=identity --set a.activation=tanh"
    assert fwdprop(f"run net.yaml -i 1 2 3 4 {settings}").status == 0


def test_all_faults_are_told_at_once(fwdprop: Run) -> None:
    found = fwdprop("run net.yaml -i 1 2 3 4 --set mid.bias=x --set zzz=1").stderr
    assert found == refused("a bias is a number, not x", "mid.bias=x", 10, 1, None) + refused(
        "'zzz' names nothing that is set", "zzz=1", 1, 3, USUAL, 2
    )


@pytest.mark.parametrize(
    "text",
    ["=" * 60_000, "mid.n" + ".weights." * 10_000 + "=1", "a." * 40_000 + "=1",
     "mid.activation=" + "(" * 60_000, "mid.bias=" + "1," * 40_000, "h=1." * 20_000, "\x1b=1",
     "mid.bias=" + "[" * 30_000 + "]" * 30_000, "mid.bias=" + "9" * 60_000],
)  # fmt: skip
def test_long_and_odd_texts_are_refused(fwdprop: Run, text: str) -> None:
    result = fwdprop("run", "net.yaml", "-i", "1", "2", "3", "4", "--set", text)
    assert (result.stdout, result.status) == ("", 2)
    assert "\x1b" not in result.stderr
    assert max(map(len, result.stderr.splitlines())) < 150


@pytest.mark.parametrize(
    ("text", "equal_to"),
    [
        ("n.bias.bias=4", "h=1.n.bias.bias=4"),
        ("p q.bias=4", "h=1.p q.bias=4"),
        ("x.weights.y.weights.bias=3", "h=1.x.weights.y.weights.bias=3"),
        ("n.bias.weights.x=1=4", "h=1.n.bias.weights.x=1=4"),
        ("bias.weights.x=1=4", "mid.bias.weights.inputs.x=1=4"),
        ("output.bias=4", "out.bias=4"),
    ],
)
def test_names_with_points_and_signs_are_found(fwdprop: Run, text: str, equal_to: str) -> None:
    line = ("run", "net.yaml", "-i", "1", "-2", "3", "-4", "--layers", "all", "--set")
    found, expected = fwdprop(*line, text), fwdprop(*line, equal_to)
    assert (found.status, found.stdout) == (0, expected.stdout)
