"""The connections of a network one by one."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from sparse_network import SPARSE

from fwdprop import Layer, Network, bind, load
from fwdprop.network.connections import Wire, last_wires, number_of_wires, wires

WIRES = [
    Wire("y", "inputs.a", 0.5),
    Wire("y", "inputs.b", None),
    Wire("y", "inputs.c", None),
    Wire("y", "first.p", 1),
    Wire("y", "first.q", None),
    Wire("y", "first.r", None),
    Wire("y", "s", 0),
    Wire("y", None, 0),
    Wire("z", "inputs.a", None),
    Wire("z", "inputs.b", None),
    Wire("z", "inputs.c", None),
    Wire("z", "first.p", None),
    Wire("z", "first.q", None),
    Wire("z", "first.r", None),
    Wire("z", "s", 3),
    Wire("z", None, 0),
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
    assert list(wires(sparse, 3)) == WIRES
    assert number_of_wires(sparse, 3) == 16


@pytest.mark.parametrize("most", range(1, 20))
def test_the_last_ones_are_the_end_of_all(sparse: Network, most: int) -> None:
    assert list(last_wires(sparse, 3, most)) == WIRES[-most:]
    assert list(last_wires(sparse, 2, most)) == list(wires(sparse, 2))[-most:]


def test_weights_keep_the_digits_of_their_type(tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_text("{inputs: 1, layers: [{weights: [[0.1]], bias: 0.2}]}")
    digits = [str(wire.weight) for wire in wires(load(tmp_path / "net.yaml", "float32"), 1)]
    assert digits == ["0.1", "0.2"]


def test_they_come_one_after_the_other_and_are_not_held_in_memory() -> None:
    network = wide(nodes=100, inputs=784)
    tracemalloc.start()
    found = sum(1 for _ in wires(network, 1))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 100 * 785
    assert peak < 1_000_000
