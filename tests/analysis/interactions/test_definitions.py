"""Interactions of random networks: what the definitions say, summed up in plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from awkward_networks import awkward_network, some_rows
from dense_networks import dense_network
from plain_interactions import plain

import fwdprop
from fwdprop import Network

RNG = np.random.default_rng(4)
NETWORKS = [
    dense_network([3, 4, 2]),
    dense_network([4, 5, 1], "relu"),
    awkward_network(4, 5),
    awkward_network(3, 6, "log_softmax"),
    awkward_network(3, 7, "identity"),
]


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
def test_every_figure_is_what_the_definition_says(network: Network) -> None:
    x = some_rows(23, len(network.inputs))
    found = fwdprop.interactions(network, x)
    for index, (one, other) in enumerate(found.pairs.tolist()):
        for output in range(len(found.outputs)):
            expected = plain(network, x, one, other, output)
            figures = (
                found.interaction[output, index],
                found.largest[output, index],
                found.strength[output, index],
                found.h[output, index],
                found.seen[index],
                found.interaction_seen[output, index],
                found.gain[output, index],
            )
            assert figures == pytest.approx(tuple(expected), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("network", NETWORKS, ids=repr)
def test_the_regression_is_that_of_least_squares(network: Network) -> None:
    x = some_rows(40, len(network.inputs))
    found = fwdprop.interactions(network, x)
    design = np.column_stack([np.ones(len(x)), x])
    for output, line in enumerate(found.regressions):
        y = network.forward(x)[:, output]
        solution = np.linalg.lstsq(design, y, rcond=None)[0]
        assert [line.intercept, *line.slopes] == pytest.approx(solution.tolist(), rel=1e-9)
        errors = np.abs(y - design @ solution)
        assert found.rows.numbers[line.off_most] - 1 == errors.argmax()
        assert abs(line.answer - line.predicted) == pytest.approx(errors.max(), rel=1e-9)


def test_the_regression_is_fitted_to_a_target() -> None:
    network, x = NETWORKS[0], some_rows(40, 3)
    target = x @ [1, 2, 3] + RNG.normal(size=40)
    found = fwdprop.interactions(network, x, target=target)
    solution = np.linalg.lstsq(np.column_stack([np.ones(40), x]), target, rcond=None)[0]
    for output, line in enumerate(found.regressions):
        assert [line.intercept, *line.slopes] == pytest.approx(solution.tolist(), rel=1e-9)
        off = target - network.forward(x)[:, output]
        expected = 1 - (off**2).sum() / ((target - target.mean()) ** 2).sum()
        assert line.of_network == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("network", NETWORKS[2:], ids=repr)
def test_a_hidden_node_has_interactions_too(network: Network) -> None:
    x = some_rows(12, len(network.inputs))
    found = fwdprop.interactions(network, x, nodes=["second.second1", "output.output0"])
    assert [found.name_of(0), found.name_of(1)] == ["second.second1", "output0"]
    values = [network.run(x)["second"][:, 1], network.run(x)["output"][:, 0]]
    for regression, answers in zip(found.regressions, values, strict=True):
        assert regression.answer in answers
