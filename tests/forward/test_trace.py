"""The arithmetic behind the values: products plus bias give the sums of the pass that ran."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS
from dense_networks import dense_network
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from fwdprop import Layer, Network, bind, load


def test_a_trace_reads_like_the_textbook() -> None:
    trace = load(NETWORKS / "transactions.yaml").trace([2, 3])
    assert trace["hidden"].value.tolist() == [5, 1]
    assert trace["output"].sum.tolist() == [9]
    node = trace["output"]["transactions"]
    assert node.sources == ("node_0", "node_1")
    assert (node.values.tolist(), node.weights.tolist()) == ([5, 1], [2, -1])
    assert (node.products.tolist(), node.bias, node.sum, node.result) == ([10, -1], 0, 9, 9)


@pytest.mark.parametrize("path", sorted(NETWORKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_trace_has_the_pass_s_own_numbers_and_its_products_give_the_sums(path: Path) -> None:
    network = load(path)
    computed = network.run(network.examples[0].x)
    for layer, z, a in zip(
        network.trace(network.examples[0].x), computed.z, computed.a, strict=True
    ):
        assert layer.sum.tolist() == z[0].tolist()
        assert layer.value.tolist() == a[0].tolist()
        for node in layer:
            exact = math.fsum([*node.products.tolist(), node.bias])
            size = math.fsum([*np.abs(node.products).tolist(), abs(node.bias)])
            assert abs(exact - node.sum) <= 1e-15 * len(node.products) * size


@settings(max_examples=examples(25))
@given(st.lists(st.integers(1, 12), min_size=2, max_size=4), st.integers(0, 2**31))
def test_products_plus_bias_agree_with_the_sum_to_rounding(sizes: list[int], seed: int) -> None:
    row = np.random.default_rng(seed).standard_normal(sizes[0]) * 10
    for layer in dense_network(sizes).trace(row):
        for node in layer:
            assert node.sum == pytest.approx(math.fsum([*node.products, node.bias]), abs=1e-12)


def test_connections_that_do_not_exist_are_not_there_and_earlier_layers_are_named() -> None:
    listed = np.array([[True, False, True]])
    first = Layer("first", ("f",), np.array([[1.0, 1]]), np.zeros(1), bind("relu"), (0,))
    weights = np.array([[2.0, 0, 5]])
    last = Layer("last", ("o",), weights, np.ones(1), bind("relu"), (0, 1), {}, listed)
    node = Network(("a", "b"), (first, last)).trace([1, 2])["last"]["o"]
    assert node.sources == ("inputs.a", "f")
    assert node.products.tolist() == [2, 15]
    assert node.sum == 18


def test_softmax_shows_its_exponentials_and_shifts_them_only_where_they_are_too_large() -> None:
    weights = np.array([[1.0], [2.0]])
    layer = Layer("l", ("a", "b"), weights, np.zeros(2), bind("softmax"), (0,))
    network = Network(("x",), (layer,))
    small = network.trace([1])["l"].shares
    assert small is not None
    assert small.shift == 0
    assert small.exponentials.tolist() == pytest.approx([math.e, math.e**2], rel=1e-15)
    assert small.total == pytest.approx(math.e + math.e**2, rel=1e-15)
    large = network.trace([1000])["l"].shares
    assert large is not None
    assert (large.shift, large.total) == (2000, 1)


def test_the_largest_products_come_in_their_order_and_the_rest_adds_up() -> None:
    weights = np.array([[1.0, -8, 3, 0.5, -5]])
    layer = Layer("l", ("n",), weights, np.zeros(1), bind("identity"), (0,))
    node = Network(("a", "b", "c", "d", "e"), (layer,)).trace([1] * 5)["l"][0]
    assert node.largest(2) == ([1, 4], [0, 2, 3])
    assert node.sum_of([0, 2, 3]) == 4.5
    assert node.largest(None) == ([0, 1, 2, 3, 4], [])
