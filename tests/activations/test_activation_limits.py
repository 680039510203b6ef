"""What changes with the number of nodes or of parameters, and where a curve's edge is rounded."""

from __future__ import annotations

import json

import numpy as np
import pytest
from command_line import Run

from fwdprop.activations import bind
from fwdprop.activations.curve import _tidy
from fwdprop.activations.kernels import total


@pytest.mark.parametrize(("nodes", "title"), [(4, "prelu(alpha=[0.1, 0.2, 0.3, 0.4])"), (5, None)])
def test_four_parameters_of_nodes_are_shown(fwdprop: Run, nodes: int, title: str | None) -> None:
    alpha = [round(0.1 * (node + 1), 1) for node in range(nodes)]
    layer = {"weights": [[1]] * nodes, "activation": {"name": "prelu", "alpha": alpha}}
    net = json.dumps({"inputs": 1, "layers": [layer]})
    shown = fwdprop("run - --input 1", stdin=net, columns=120).stdout
    assert (title or "prelu(alpha of each node)") in shown.splitlines()[0]


@pytest.mark.parametrize("nodes", [31, 32, 33, 64])
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_a_row_alone_is_the_row_among_others(name: str, nodes: int) -> None:
    z = np.random.default_rng(nodes).normal(size=(50, nodes))
    together = bind(name).at(z)
    assert all((bind(name).at(z[row]) == together[row]).all() for row in range(50))
    block = np.ascontiguousarray(np.exp(z).T)
    alone = [total(np.ascontiguousarray(block[:, [row]]))[0] for row in range(50)]
    assert nodes > 32 or alone == total(block).tolist()


@pytest.mark.parametrize(
    ("low", "high", "edges"),
    [
        # One digit, where this moves the edge by up to a fiftieth of the height.
        (-4.0, 1.1, (-4.0, 1.0)),
        (-4.0, 1.0, (-4.0, 1.0)),
        (-3.95, 1.1, (-4.0, 1.0)),
        (-3.85, 1.1, (-3.9, 1.1)),
        (-3.95, 1.0, (-4.0, 1.0)),
        (-3.85, 1.0, (-3.9, 1.0)),
        (1.0, 1.0, (-1.0, 1.0)),
    ],
)
def test_edges_of_a_curve_have_few_digits(
    low: float, high: float, edges: tuple[float, float]
) -> None:
    assert _tidy(low, high) == pytest.approx(edges, rel=0, abs=0.051)
    assert _tidy(low, high)[1] == edges[1]
