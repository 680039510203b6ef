"""The page writes a node's arithmetic as a trace does, and knows the slips that check knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS
from network_files import Tree, text_of
from page_data import READ, pass_and_data

import fwdprop
from fwdprop.analysis.slips.changes import changes
from fwdprop.forward.trace import trace
from fwdprop.network.network import Network
from fwdprop.numerals import rounded
from fwdprop.views.trace.equation import Equations
from fwdprop.views.trace.notation import PLAIN

Compute = Callable[[str, object], Any]
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
    network = fwdprop.load(str(path))
    for example in network.examples:
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
    network = fwdprop.load("odd.yaml")
    assert computes(EQUATIONS, pass_and_data(network, row)[1]) == traced(network, row)


SLIPS = f"""given[1].map((number) => slipsThatLeadTo(
  ((given) => {READ})(given[0]), given[2], given[3], 0,
  (other) => Math.abs(other - number) <= 1e-9 * Math.max(1, Math.abs(number))))"""


@pytest.mark.parametrize("name", ["transactions", "mazur", "two-hidden", "xor", "iris"])
def test_slips_have_the_words_of_check(computes: Compute, name: str) -> None:
    network = fwdprop.load(str(NETWORKS / f"{name}.yaml"))
    row = np.linspace(1.5, -0.5, len(network.inputs))
    _, data = pass_and_data(network, row.tolist())
    depth = len(network.layers)
    led_to = [
        (trial.words, float(version[depth][0, 0]))
        for trial in changes(network)
        for version in trial.values(row[None])
    ]
    numbers = [number for _, number in led_to]
    expected = [
        [words for words, other in led_to if abs(other - number) <= 1e-9 * max(1, abs(number))]
        for number in numbers
    ]
    assert len({rounded(number) for number in numbers}) > 5
    assert computes(SLIPS, [data, numbers, row.tolist(), depth]) == expected
