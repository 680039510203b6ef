"""The connections of a network one by one."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from sparse_network import SPARSE

from fwdprop import Layer, Network, bind, load
from fwdprop.network.connections import (
    Connection,
    connections,
    last_connections,
    number_of_connections,
)

WIRES = [
    Connection("y", "inputs.a", 0.5),
    Connection("y", "inputs.b", None),
    Connection("y", "inputs.c", None),
    Connection("y", "first.p", 1),
    Connection("y", "first.q", None),
    Connection("y", "first.r", None),
    Connection("y", "s", 0),
    Connection("y", None, 0),
    Connection("z", "inputs.a", None),
    Connection("z", "inputs.b", None),
    Connection("z", "inputs.c", None),
    Connection("z", "first.p", None),
    Connection("z", "first.q", None),
    Connection("z", "first.r", None),
    Connection("z", "s", 3),
    Connection("z", None, 0),
]


@pytest.fixture
def sparse(tmp_path: Path) -> Network:
    (tmp_path / "net.yaml").write_text(SPARSE)
    return load(tmp_path / "net.yaml")


def wide(nodes: int, inputs: int) -> Network:
    names = tuple(f"n{index}" for index in range(nodes))
    weights = np.arange(nodes * inputs, dtype=float).reshape(nodes, inputs)
    layer = Layer("wide", names, weights, np.zeros(nodes), bind("relu"), (0,))
    return Network(tuple(f"x{index}" for index in range(inputs)), (layer,))


def test_each_pair_of_nodes_has_its_weight_or_none_and_then_comes_the_bias(sparse: Network) -> None:
    assert list(connections(sparse, 3)) == WIRES
    assert number_of_connections(sparse, 3) == 16


@pytest.mark.parametrize("most", range(1, 20))
def test_the_last_ones_are_the_end_of_all(sparse: Network, most: int) -> None:
    assert list(last_connections(sparse, 3, most)) == WIRES[-most:]
    assert list(last_connections(sparse, 2, most)) == list(connections(sparse, 2))[-most:]


def test_weights_keep_the_digits_of_their_type(tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_text("{inputs: 1, layers: [{weights: [[0.1]], bias: 0.2}]}")
    digits = [
        str(connection.weight)
        for connection in connections(load(tmp_path / "net.yaml", "float32"), 1)
    ]
    assert digits == ["0.1", "0.2"]


def test_they_come_one_after_the_other_and_are_not_held_in_memory() -> None:
    network = wide(nodes=100, inputs=784)
    tracemalloc.start()
    found = sum(1 for _ in connections(network, 1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 100 * 785
    assert peak < 1_000_000
