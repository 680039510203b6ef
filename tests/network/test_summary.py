"""The figures of a network: counted by hand here."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import NETWORKS
from sparse_network import SPARSE

from fwdprop import load
from fwdprop.network.summary import LayerSummary, summarize


@pytest.fixture
def sparse(tmp_path: Path) -> list[LayerSummary]:
    (tmp_path / "net.yaml").write_text(SPARSE)
    return list(summarize(load(tmp_path / "net.yaml")).layers)


def test_a_network_of_matrices_has_every_connection() -> None:
    # 64 inputs, 32 hidden nodes, 10 output nodes.
    summary = summarize(load(NETWORKS / "digits.yaml"))
    assert [layer.weights for layer in summary.layers] == [64 * 32, 32 * 10]
    assert [layer.missing for layer in summary.layers] == [0, 0]
    assert [layer.reads for layer in summary.layers] == [("inputs",), ("hidden",)]
    assert summary.weights == summary.multiply_adds == 2368
    assert summary.biases == 42
    assert summary.parameters == 2410


def test_a_connection_that_the_file_does_not_list_is_missing_and_one_of_weight_0_is_not(
    sparse: list[LayerSummary],
) -> None:
    # The last layer reads three inputs, three nodes and one: for each of its nodes seven pairs.
    assert [layer.weights for layer in sparse] == [3, 0, 4]
    assert [layer.zero for layer in sparse] == [1, 0, 1]
    assert [layer.missing for layer in sparse] == [6, 3, 10]
    assert [layer.biases for layer in sparse] == [3, 1, 2]
    assert [layer.parameters for layer in sparse] == [6, 1, 6]
    assert [layer.multiply_adds for layer in sparse] == [3, 0, 4]


def test_a_layer_reads_the_places_that_connections_come_from(sparse: list[LayerSummary]) -> None:
    assert [layer.reads for layer in sparse] == [*(("inputs",), (), ("inputs", "first", "lonely"))]


def test_activations_come_with_the_nodes_that_have_them(sparse: list[LayerSummary]) -> None:
    named = [
        [(str(bound), list(nodes)) for bound, nodes in layer.activations()] for layer in sparse
    ]
    assert named == [
        [("tanh", ["p", "q"]), ("leaky_relu(alpha=0.2)", ["r"])],
        [("identity", ["s"])],
        [("tanh", ["y"]), ("identity", ["z"])],
    ]
