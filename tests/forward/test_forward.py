"""The forward pass: right against an independent calculation, and the same digits always."""

from __future__ import annotations

import copy
import dataclasses
import math
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any
from unittest.mock import ANY

import numpy as np
import pytest
from dense_networks import dense_network
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from fwdprop import FwdpropError, Layer, Network, bind
from fwdprop.forward import blocks, products
from fwdprop.forward.passes import NonFinite
from fwdprop.numerals import DType


def by_hand(network: Network, row: list[float]) -> list[list[float]]:
    """Every layer's values, each sum exact: a calculation without any matrix."""
    values = [row]
    for layer in network.layers:
        before = [value for source in layer.sources for value in values[source]]
        sums = [
            math.fsum([*(w * v for w, v in zip(weights, before, strict=True)), bias])
            for weights, bias in zip(layer.weights.tolist(), layer.bias.tolist(), strict=True)
        ]
        values.append([math.tanh(z) for z in sums])
    return values[1:]


@pytest.mark.parametrize("sizes", [[1, 1], [2, 3, 1], [8, 16, 1], [64, 32, 10], [5, 4, 3, 2]])
def test_every_layer_agrees_with_exact_sums_and_the_standard_library(sizes: list[int]) -> None:
    network = dense_network(sizes)
    row = np.random.default_rng(7).standard_normal(sizes[0]).tolist()
    computed = network.run(row)
    for found, expected in zip(computed.a, by_hand(network, row), strict=True):
        np.testing.assert_allclose(found[0], expected, rtol=1e-13, atol=1e-14)


def test_a_layer_may_read_several_earlier_ones() -> None:
    skip = Layer("skip", ("s",), np.array([[10.0, 1, 2]]), np.zeros(1), bind("identity"), (1, 0))
    first = Layer("first", ("f",), np.array([[1.0, 1]]), np.zeros(1), bind("square"), (0,))
    network = Network(("a", "b"), (first, skip))
    assert network([2, 3]).tolist() == [10 * 25 + 2 + 2 * 3]


def test_work_space_is_not_reused_while_a_later_layer_reads_it() -> None:
    chain = [
        Layer(f"l{k}", ("n",), np.ones((1, 1)), np.ones(1), bind("identity"), (k,))
        for k in range(4)
    ]
    last = Layer("last", ("n",), np.ones((1, 4)), np.zeros(1), bind("identity"), (1, 2, 3, 4))
    assert Network(("x",), (*chain, last))([1]).tolist() == [2 + 3 + 4 + 5]


COPIES = {"deepcopy": copy.deepcopy, "pickle": lambda each: pickle.loads(pickle.dumps(each))}


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_copies_are_read_only_as_well(copied: Callable[[Any], Any]) -> None:
    listed = np.array([[True, False]])
    sparse = Layer("l", ("n",), np.array([[3.0, 0]]), np.ones(1), bind("relu"), (0,), {}, listed)
    network = Network(("a", "b"), (sparse,))
    computed = copied(network.run([2, 3]))
    layer = copied(network).layers[0]
    arrays = [*(layer.weights, layer.bias, layer.connected), computed.x, *computed.z, *computed.a]
    assert [array.flags.writeable for array in arrays] == [False] * 6
    assert copied(network)([2, 3]).tolist() == computed.a[0][0].tolist() == [7]
    assert not copied(network.trace([2, 3]))["l"].value.flags.writeable


@pytest.mark.parametrize(
    "given",
    [[1e308], np.array([1e308]), np.array([[1e308]]), {"a": 1e308}],
    ids=["list", "array", "rows", "mapping"],
)
def test_a_number_too_large_for_float32_is_an_infinity_without_a_word(given: Any) -> None:
    layer = Layer("l", ("n",), np.ones((1, 1)), np.zeros(1), bind("identity"), (0,))
    network = Network(("a",), (layer,), dtype="float32")
    assert network(given).tolist() in ([math.inf], [[math.inf]])
    assert network.run(given).a[0].tolist() == [[math.inf]]
    assert network.trace(given)["l"].value.tolist() == [math.inf]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    "sizes", [[2, 2, 1], [8, 16, 1], [64, 32, 10], [100, 1], [1, 3, 5], [784, 96, 10]]
)
def test_a_row_alone_has_the_digits_that_it_has_in_any_batch(
    sizes: list[int], dtype: DType
) -> None:
    network = dense_network(sizes, dtype=dtype)
    rows = np.random.default_rng(3).standard_normal((20_001, sizes[0])).astype(dtype)
    whole = network.forward(rows)
    for index in (0, 1, 511, 512, 8191, 8192, 20_000):
        assert network(rows[index]).tolist() == whole[index].tolist()
    assert np.array_equal(network.forward(rows[5_000:5_777]), whole[5_000:5_777])
    assert np.array_equal(network.run(rows[:3_000]).a[-1], whole[:3_000])


@pytest.mark.parametrize("first", [np.eye(16), np.zeros((16, 16))], ids=["identity", "zeros"])
def test_the_weights_of_one_layer_do_not_decide_how_another_is_multiplied(
    first: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "_chosen", {})
    rng = np.random.default_rng(5)
    layers = [
        Layer(f"l{k}", tuple(map(str, range(16))), weights, np.zeros(16), bind("identity"), (k,))
        for k, weights in enumerate([first, rng.standard_normal((16, 16))])
    ]
    layers[1] = dataclasses.replace(layers[1], sources=(0,))
    network = Network(tuple(f"x{k}" for k in range(16)), tuple(layers), dtype="float32")
    same = np.tile(rng.standard_normal(16).astype("float32"), (13, 1))
    assert len(np.unique(network.forward(same), axis=0)) == 1


def test_weights_at_the_edge_of_the_range_are_computed_without_a_word() -> None:
    layer = Layer("l", ("n",), np.full((1, 4), 1.7e308), np.zeros(1), bind("identity"), (0,))
    network = Network(("a", "b", "c", "d"), (layer,))
    assert network([0, 0, 0, 0]).tolist() == [0]
    assert network([1, 1, 0, 0]).tolist() == [math.inf]


@settings(max_examples=examples(30))
@given(
    sizes=st.lists(st.integers(1, 40), min_size=2, max_size=4),
    activation=st.sampled_from(["relu", "sigmoid", "tanh", "softmax", "gelu"]),
    start=st.integers(0, 9_000),
    length=st.integers(1, 700),
)
def test_any_slice_of_rows_has_the_digits_of_the_whole(
    sizes: list[int], activation: str, start: int, length: int
) -> None:
    network = dense_network(sizes, activation)
    rows = np.random.default_rng(1).standard_normal((9_700, sizes[0]))
    some = slice(start, start + length)
    assert np.array_equal(network.forward(rows[some]), network.forward(rows)[some])


THREADED = """
import sys
sys.path.insert(0, "tests/support")
import numpy as np
from fwdprop.forward import blocks
from dense_networks import dense_network
network = dense_network([64, 32, 10])
rows = np.random.default_rng(0).standard_normal((30_000, 64))
threads = []
spread = blocks._in_threads
blocks._in_threads = lambda share, each, count: (threads.append(count), spread(share, each, 2))
whole = network.forward(rows)
assert bool(threads) == (sys.argv[1] == "threads"), threads
blocks.THREADS_WORK = 10**12
assert np.array_equal(network.forward(rows), whole)
print(whole.sum().hex())
"""


def test_threads_give_the_digits_of_one_thread_and_are_only_used_with_a_quiet_blas() -> None:
    def run(blas_threads: str, expected: str) -> str:
        environ = os.environ | {
            "OPENBLAS_NUM_THREADS": blas_threads,
            "OMP_NUM_THREADS": blas_threads,
        }
        words = [sys.executable, "-c", THREADED, expected]
        done = subprocess.run(words, env=environ, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.stdout

    assert run("1", "threads") == run("2", "no threads")


def test_a_connection_that_does_not_exist_carries_nothing_not_even_nan() -> None:
    listed = np.array([[True, False]])
    layer = Layer("l", ("n",), np.array([[2.0, 0]]), np.ones(1), bind("identity"), (0,), {}, listed)
    network = Network(("a", "b"), (layer,))
    assert network([3, math.inf]).tolist() == [7]
    assert network([3, math.nan]).tolist() == [7]
    assert math.isnan(network([math.nan, 3])[0])


def test_nodes_may_have_activations_of_their_own() -> None:
    own = {1: bind("relu"), 2: bind("leaky_relu", alpha=0.5)}
    weights = np.array([[1.0], [1], [1], [1]])
    layer = Layer("l", ("a", "b", "c", "d"), weights, np.zeros(4), bind("square"), (0,), own)
    assert Network(("x",), (layer,))([-2]).tolist() == [4, 0, -1, 4]


def test_the_pass_says_where_the_first_value_that_is_not_finite_stands() -> None:
    weights = np.array([[1e300], [1.0]])
    layer = Layer("l", ("a", "b"), weights, np.zeros(2), bind("tanh"), (0,))
    network = Network(("x",), (layer,))
    assert network.run([[1.0], [1e10]]).first_non_finite() == NonFinite(1, 1, 0, 1.0, math.inf)
    assert network.run([[1.0], [math.nan]]).first_non_finite() == NonFinite(1, 0, 0, ANY, ANY)
    assert network.run([[1], [2]]).first_non_finite() is None


def test_arrays_of_a_pass_cannot_be_written_to_and_the_input_stays_as_it_was() -> None:
    network = dense_network([2, 3, 1])
    rows = np.array([[1.0, 2.0]])
    computed = network.run(rows)
    for array in (computed.x, *computed.z, *computed.a):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1
    rows[0, 0] = 5
    assert computed.x.tolist() == [[1, 2]]


def test_inputs_may_be_a_mapping_and_no_rows_give_no_rows() -> None:
    network = dense_network([2, 1])
    whole: dict[str, int] = {"x1": 2, "x0": 1}
    halves: Mapping[str, float] = {"x1": 2.0, "x0": 1.0}
    for named in (whole, halves):
        assert network(named).tolist() == network([1, 2]).tolist()
        assert network.forward(named).tolist() == [network([1, 2]).tolist()]
        assert network.run(named).x.tolist() == [[1, 2]]
        assert network.trace(named)["layer0"].value.tolist() == network([1, 2]).tolist()
    assert network.forward(np.empty((0, 2))).shape == (0, 1)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([1], "1 number, expected 2"),
        ([[1, 2, 3]], "3 numbers, expected 2"),
        (["1", "2"], "the inputs are not rows of numbers, all of the same length"),
        ([[1, 2], [3]], "the inputs are not rows of numbers, all of the same length"),
        ([1j, 2], "the inputs are not rows of numbers, all of the same length"),
        (5, "inputs are one row (inputs,) or rows (n, inputs)"),
        ([[[1, 2]]], "inputs are one row (inputs,) or rows (n, inputs)"),
        ([2, None], "the inputs are not rows of numbers, all of the same length"),
        ({"x0": 1}, "no value for x1"),
        ({"x0": 1, "y1": 1}, "there is no input 'y1'"),
    ],
)
def test_wrong_inputs_are_refused_in_a_sentence(given: object, message: str) -> None:
    with pytest.raises(FwdpropError) as caught:
        dense_network([2, 1])(given)  # type: ignore[arg-type]
    assert str(caught.value) == message


def test_block_shapes_follow_from_the_widths_alone() -> None:
    sizes = [blocks.block_rows(dense_network([width, 1])) for width in (2, 16, 64, 784, 5000)]
    assert sizes == [8192, 8192, 2048, 512, 512]


def test_a_trace_is_of_one_row() -> None:
    with pytest.raises(FwdpropError, match="a trace is of one row, not of 2"):
        dense_network([2, 1]).trace([[1, 2], [3, 4]])


def test_only_the_two_types_of_numbers_are_computed_in() -> None:
    with pytest.raises(FwdpropError, match="dtype is float64 or float32, not float16"):
        dense_network([2, 1], dtype="float16")  # type: ignore[arg-type]
