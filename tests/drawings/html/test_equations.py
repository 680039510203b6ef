"""The page writes a node's arithmetic as a trace does, and knows the slips that check knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS, Run
from network_files import Tree, text_of
from page_data import READ, pass_and_data

from fwdprop import load
from fwdprop.analysis.slips.changes import changes
from fwdprop.analysis.slips.rounding import roundings
from fwdprop.forward.trace import trace
from fwdprop.network.network import Network
from fwdprop.numerals import rounded
from fwdprop.views.trace.equation import Equations
from fwdprop.views.trace.notation import PLAIN

Compute = Callable[[str, object], Any]
MOST_ROWS = 4
MOST_TERMS = 8
EQUATIONS = f"""(() => {{
  const network = {READ};
  const names = new Names(network);
  const computed = forward(network, network.x);
  return network.layers.map((layer, at) =>
    layer.nodes.map((_, node) => equation(network, names, computed, at + 1, node).join(" ")));
}})()"""


def traced(network: Network, row: Sequence[float]) -> list[list[str]]:
    """The equation of each node, layer by layer."""
    computed, _ = pass_and_data(network, row)
    layers = (trace(computed).at(depth) for depth in network.depths)
    return [[str(Equations(6, MOST_TERMS).of(node, PLAIN)) for node in layer] for layer in layers]


@pytest.mark.parametrize("path", sorted(NETWORKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_equations_of_every_network_are_those_of_a_trace(computes: Compute, path: Path) -> None:
    network = load(str(path))
    for example in network.examples[:MOST_ROWS]:
        assert computes(EQUATIONS, pass_and_data(network, example.x)[1]) == traced(
            network, example.x
        )


ODD_NODES: dict[str, Tree] = {
    "a": "[1, -0.5]",
    "b": {"weights": {"x": "-0", "y": "1e-30"}, "bias": "-1e-7"},
    "no": {"weights": {}, "bias": "0.5"},
    "y": {"weights": {"y": "123456.5", "x": "1/3"}, "activation": "tanh"},
    '"\\t[red]"': {"weights": ["2.5", "1e30"], "activation": {"name": "prelu", "alpha": "1e-5"}},
}
LAST_NODES: dict[str, Tree] = {
    "x": {"weights": {"a": "1", "inputs.x": "800", "h.y": "2"}},
    "z": {"weights": {"b": "1", "inputs.y": "-30"}, "bias": "2"},
}


@pytest.mark.parametrize("activation", ["softmin", "softmax", "log_softmax", "reciprocal", "exp"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    "row", [[1.0, 2], [-1.25, 1e-7], [0, 0], [np.inf, 1], [np.nan, 3], [30, -90.5]], ids=str
)
def test_odd_names_and_numbers_are_written_as_in_a_trace(
    computes: Compute, folder: Path, row: list[float], dtype: str, activation: str
) -> None:
    hidden: Tree = {"name": "h", "activation": "sigmoid", "nodes": ODD_NODES}
    last: Tree = {"name": "out", "activation": activation, "nodes": LAST_NODES}
    tree: Tree = {"inputs": ["x", "y"], "dtype": dtype, "layers": [hidden, last]}
    Path("odd.yaml").write_text(text_of(tree))
    network = load("odd.yaml")
    assert computes(EQUATIONS, pass_and_data(network, row)[1]) == traced(network, row)


@pytest.mark.parametrize("value", [2.0, -700.5])
def test_the_sum_of_one_exponential_is_written_as_in_a_trace(
    computes: Compute, folder: Path, value: float
) -> None:
    one: Tree = {"activation": "softmax", "nodes": {"y": ["1"]}}
    Path("one.yaml").write_text(text_of({"inputs": ["x"], "layers": [one]}))
    network = load("one.yaml")
    assert computes(EQUATIONS, pass_and_data(network, [value])[1]) == traced(network, [value])


SLIPS = f"""given[1].map((number) => slipsThatLeadTo(
  ((given) => {READ})(given[0]), given[2], given[3], 0,
  (other) => Math.abs(other - number) <= 1e-9 * Math.max(1, Math.abs(number))))"""


@pytest.mark.parametrize("name", ["transactions", "mazur", "two-hidden", "xor", "iris"])
def test_slips_have_the_words_of_check(computes: Compute, name: str) -> None:
    network = load(str(NETWORKS / f"{name}.yaml"))
    row = np.linspace(1.5, -0.5, len(network.inputs))
    _, data = pass_and_data(network, row.tolist())
    depth = len(network.layers)
    rounded_on_the_way = sorted(roundings(network), key=lambda trial: trial.is_everywhere)
    led_to = [
        (trial.words, float(version[depth][0, 0]))
        for trial in (*changes(network), *rounded_on_the_way)
        for version in trial.values(row[None])
    ]
    numbers = [number for _, number in led_to]
    near = [[w for w, other in led_to if abs(other - n) <= 1e-9 * max(1, abs(n))] for n in numbers]
    assert len({rounded(number) for number in numbers}) > 5
    found = computes(SLIPS, [data, numbers, row.tolist(), depth])
    without_orders = [[w for w in words if not w.startswith("the inputs ")] for words in found]
    assert without_orders == [list(dict.fromkeys(words)) for words in near]


MANY = ", ".join(f"x{k}" for k in range(8))


@pytest.mark.parametrize(
    ("inputs", "weights", "row", "expected"),
    [
        ("a, b", [2, 5], [1, 3], 11),  # 2·3 + 5·1
        ("a, b, c", [1, 10, 100], [1, 2, 3], 231),  # 1·1 + 10·3 + 100·2
        ("a, b, c", [1, 10, 100], [1, 2, 3], 312),  # none stays
        ("a, b, c, d", [1, 1, 2, 2], [1, 2, 3, 4], 14),  # in many ways
        (MANY, [1, 2, 3, 4, 5, 6, 7, 8], [8, 1, 1, 1, 1, 1, 1, 5], 96),
    ],
    ids=str,
)
def test_the_order_of_the_inputs_has_the_words_of_check(
    computes: Compute,
    fwdprop: Run,
    folder: Path,
    inputs: str,
    weights: list[int],
    row: list[int],
    expected: int,
) -> None:
    Path("net.yaml").write_text(
        f"inputs: [{inputs}]\nlayers: [{{nodes: {{y: {weights}}}}}]\n"
        f"examples: [{{input: {row}, output: [{expected}]}}]\n"
    )
    _, data = pass_and_data(load("net.yaml"), row)
    (found,) = computes(SLIPS, [data, [expected], row, 1])
    said = fwdprop("check net.yaml").stdout
    (words,) = [each for each in found if each.startswith("the inputs ")]
    assert f"{expected} is what you get when {' or when '.join(found)}" in " ".join(said.split())
    assert words in said
