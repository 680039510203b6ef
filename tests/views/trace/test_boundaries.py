"""A trace on either side of what it shows whole, and what its heading says of the activation."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from command_line import Run

HEAD = (
    "% the arithmetic of {}\n% needs \\usepackage{{amsmath}}\n\\begin{{flushleft}}\n"
    "\\textbf{{inputs}}\n\\begin{{align*}}\n"
)
SOFTMAX = r"$\operatorname{softmax}(z) = \exp(z_{j}) / \sum_{k} \exp(z_{k})$"


def shares(nodes: int, name: str = "softmax") -> str:
    """A network of so many nodes, the sums of which are 0, 1, 2, ... times the input."""
    rows = ", ".join(f"[{node}]" for node in range(nodes))
    return f"inputs: [a]\nlayers: [{{activation: {name}, weights: [{rows}]}}]\n"


@pytest.mark.parametrize(
    ("nodes", "name", "below"),
    [
        (4, "softmax", "(e^0 + e^1 + e^2 + e^3)"),
        (5, "softmax", "Σ e^z"),
        (4, "softmin", "(e^0 + e^(-1) + e^(-2) + e^(-3))"),
        (5, "softmin", "Σ e^(-z)"),
    ],
)
def test_the_exponentials_of_four_nodes_are_written_out(
    fwdprop: Run, nodes: int, name: str, below: str
) -> None:
    result = fwdprop("trace - -i 1 --node node_0", stdin=shares(nodes, name))
    sign = -1 if name == "softmin" else 1
    total = math.fsum(math.exp(sign * node) for node in range(nodes))
    assert result.stdout == (
        f"node_0 = {name}(0·a) = {name}(0·1) = {name}(0) = e^0 / {below}"
        f" = 1 / {total:.6g} = {1 / total:.6g}\n"
    )


@pytest.mark.parametrize(("nodes", "more"), [(4, ""), (5, " + …")])
def test_of_exponents_that_are_shifted_four_are_written_out(
    fwdprop: Run, nodes: int, more: str
) -> None:
    last = nodes - 1
    result = fwdprop(f"trace - -i 1000 --node node_{last}", stdin=shares(nodes))
    total = math.fsum(math.exp(-1000 * node) for node in range(nodes))
    shift = 1000 * last
    powers = " + ".join(f"e^({1000 * node} - {shift})" for node in range(4))
    assert f" = e^({shift} - {shift}) / ({powers}{more}) = 1 / {total:.6g} = 1\n" in result.stdout


@pytest.mark.parametrize(
    ("nodes", "below"), [(4, "e^{0} + e^{1} + e^{2} + e^{3}"), (5, r"\sum e^{z}")]
)
def test_shares_are_fractions_in_latex(fwdprop: Run, nodes: int, below: str) -> None:
    line = "trace - -i 1 --node node_0 --format latex"
    total = math.fsum(math.exp(node) for node in range(nodes))
    assert fwdprop(line, stdin=shares(nodes)).stdout == (
        f"{HEAD.format('network')}  \\text{{a}} &= 1\n\\end{{align*}}\n\n"
        f"\\textbf{{output}}\\quad {SOFTMAX}\n\\begin{{align*}}\n"
        "  \\text{node\\_0} &= \\operatorname{softmax}(0 \\cdot \\text{a}) \\\\\n"
        "  &= \\operatorname{softmax}(0 \\cdot 1) \\\\\n"
        "  &= \\operatorname{softmax}(0) \\\\\n"
        f"  &= \\frac{{e^{{0}}}}{{{below}}} \\\\\n"
        f"  &= \\frac{{1}}{{{total:.6g}}} \\\\\n"
        f"  &= {1 / total:.6g}\n\\end{{align*}}\n\\end{{flushleft}}\n"
    )


ALPHA = "leaky_relu(z) = z if z > 0 else alpha·z"
OWN = """\
inputs: [a]
layers:
- activation: {name: leaky_relu, alpha: 0.2}
  nodes: {y: [1], x: {weights: [2], activation: {name: leaky_relu, alpha: 0.25}}}
"""


def test_a_heading_says_the_parameters(fwdprop: Run) -> None:
    result = fwdprop("trace - -i -1", stdin=OWN, columns=80)
    assert result.stdout == (
        "inputs\n  a = -1\n\n"
        f"output  {ALPHA}, alpha = 0.2\n"
        f"  x: {ALPHA}, alpha = 0.25\n"
        "  y = leaky_relu[alpha=0.2](1·a) = leaky_relu(1·(-1)) = leaky_relu(-1) = -0.2\n"
        "  x = leaky_relu[alpha=0.25](2·a) = leaky_relu(2·(-1)) = leaky_relu(-2) = -0.5\n"
    )
    prelu = "{name: prelu, alpha: [0.1, 0.3]}"
    each = f"inputs: [a]\nlayers: [{{activation: {prelu}, weights: [[1], [2]]}}]\n"
    text = fwdprop("trace - -i -1", stdin=each, columns=80).stdout
    assert "output  prelu(z) = z if z > 0 else alpha·z, alpha of each node\n" in text


@pytest.mark.parametrize("inputs", [12, 13])
def test_twelve_inputs_are_shown(fwdprop: Run, folder: Path, inputs: int) -> None:
    (folder / "net.yaml").write_text(
        f"inputs: {inputs}\nlayers: [{{nodes: {{y: {[1] * inputs}}}}}]\n"
    )
    numbers = " ".join(map(str, range(inputs)))
    line = f"trace net.yaml -i {numbers}"
    shown = [f"x{index} = {index}" for index in range(12)]
    more = ["... 1 more"] if inputs == 13 else []
    text = fwdprop(line, columns=400).stdout
    assert text.startswith(f"inputs\n  {', '.join([*shown, *more])}\n\noutput")
    latex = fwdprop(f"{line} --format latex").stdout
    rows = [f"\\text{{x{index}}} &= {index}" for index in range(12)]
    rows += [r"&\text{... 1 more}"] if more else []
    joined = " \\\\\n  ".join(rows)
    assert latex.startswith(f"{HEAD.format('net')}  {joined}\n\\end{{align*}}\n")
