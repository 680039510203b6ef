"""The page computes what fwdprop computes: every activation, every network, float64 and float32."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from activation_oracles import CASES, Case
from command_line import NETWORKS
from dense_networks import dense_network
from page_data import READ, pass_and_data

import fwdprop
from fwdprop.activations import CATALOGUE
from fwdprop.forward.passes import Pass
from fwdprop.forward.trace import trace
from fwdprop.network.network import Layer, Network

Compute = Callable[[str, object], Any]
MOST_ROWS = 4
TOLERANCE = {"float64": 1e-12, "float32": 1e-5}
VALUES = f"forward({READ}, {READ}.x).values.map((row) => row.map(String))"
SIZES = [0.0, 1e-300, 1e-8, 0.1, 0.5, 1, 1.4999, 1.5, 2, 3, 6, 19, 21, 37, 41, 100, 707, 709, 746]
SUMS = [sign * size for size in [*SIZES, 1e5, 1e30] for sign in (1, -1)]


def as_numbers(texts: Sequence[str]) -> list[float]:
    return [float(text) for text in texts]


def assert_agree(network: Network, computed: Pass, found: Sequence[Sequence[str]]) -> None:
    """Each value is near by the sum of the absolute terms that it is made of."""
    for depth in network.depths:
        layer = trace(computed).at(depth)
        values = computed.values(depth)[0].astype(float)
        nodes = range(len(values))
        sizes = [np.abs(layer.products(node)).sum() + abs(layer.bias[node]) for node in nodes]
        allowed = TOLERANCE[network.dtype] * np.maximum(np.maximum(sizes, np.abs(values)), 1)
        numbers = np.array(as_numbers(found[depth]))
        same = (numbers == values) | (np.isnan(numbers) & np.isnan(values))
        with np.errstate(invalid="ignore"):
            assert (same | (np.abs(numbers - values) <= allowed)).all(), layer.layer.name


@pytest.mark.parametrize("path", sorted(NETWORKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_network_gives_the_same_values(computes: Compute, path: Path) -> None:
    network = fwdprop.load(str(path))
    rows = [example.x for example in network.examples[:MOST_ROWS]]
    rows.append(tuple(np.linspace(-2, 3, len(network.inputs)).tolist()))
    for row in rows:
        computed, data = pass_and_data(network, row)
        assert_agree(network, computed, computes(VALUES, data))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", ["tanh", "gelu", "softmax", "selu"])
def test_networks_drawn_at_random_give_the_same_values(
    computes: Compute, name: str, dtype: Any
) -> None:
    network = dense_network([7, 33, 20, 5], name, dtype)
    row = np.random.default_rng(1).standard_normal(7).tolist()
    computed, data = pass_and_data(network, row)
    assert_agree(network, computed, computes(VALUES, data))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_activation_has_the_same_values_over_its_whole_range(
    computes: Compute, case: Case
) -> None:
    bound = case.bound
    expression = "given[2].map((z) => String(ACTIVATIONS[given[0]](Number(z), given[1])))"
    sums = [*SUMS, np.inf, -np.inf, np.nan]
    given = [bound.name, dict(bound.parameters), [str(z).replace("inf", "Infinity") for z in sums]]
    found = computes(expression, given)
    expected = bound.at(sums)
    np.testing.assert_allclose(
        as_numbers([text.replace("Infinity", "inf") for text in found]),
        expected,
        rtol=4e-13,  # of a number that is e to the power of 746 near its end
        atol=1e-300,
    )


WHOLE = [entry.name for entry in CATALOGUE.values() if entry.whole_layer]


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize(
    "layer",
    [[-1.0, 0, 1, 2], [1000.0, -1000, 999], [-1e300, 1e300], [3.0, 3, 3], [1e-20, 0, -50]],
    ids=str,
)
def test_an_activation_of_a_whole_layer_has_the_same_values(
    computes: Compute, name: str, layer: list[float]
) -> None:
    found = computes("WHOLE_LAYER[given[0]](given[1])", [name, layer])
    np.testing.assert_allclose(found, fwdprop.bind(name).at(layer), rtol=1e-13, atol=1e-300)


@pytest.mark.parametrize(
    ("dtype", "weights", "row", "expected"),
    [
        ("float64", [1, 1, -1], [1e308, 1e308, 1e308], "Infinity"),
        ("float64", [-3, 3], [1.7e308, 1.7e308], "-Infinity"),
        ("float64", [1, -2], [1.7e308, 1e308], "-3.000000000000001e+307"),
        ("float64", [-1, 2], [1.7e308, 1.7e308], "1.7e+308"),
        ("float64", [1, 1, 1], ["Infinity", 1, "-Infinity"], "NaN"),
        ("float64", [0, 1], ["Infinity", 1], "NaN"),
        ("float64", [None, 1], ["Infinity", 1], "1"),
        ("float64", [1, 1], [5e-324, 5e-324], "1e-323"),
        ("float64", [-1, -1], [0, 0], "0"),
        ("float32", [1, 1, -1], [3e38, 3e38, 3e38], "Infinity"),
        ("float32", [1, 1, -1], [16777216, 1, 16777216], "0"),
    ],
    ids=str,
)
def test_a_sum_goes_beyond_the_range_as_processors_add_up(
    computes: Compute, dtype: str, weights: list[float], row: list[object], expected: str
) -> None:
    layer = {"weights": [weights], "bias": [0], "sources": [0], "own": {}}
    layer["activation"] = {"name": "identity", "parameters": {}, "off": False}
    given = {"dtype": dtype, "layers": [layer], "x": row}
    assert computes("String(forward(given, given.x.map(Number)).values[1][0])", given) == expected


WIDE = 1e-200, 1e200, -1e150, 5e-324, -5e-324, 0.0, -0.0, 1.0, -3.5


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("seed", range(3))
def test_networks_with_skips_own_activations_and_wide_numbers_give_the_same_values(
    computes: Compute, dtype: Any, seed: int
) -> None:
    random = np.random.default_rng(seed)
    network = odd_network(random, dtype)
    rows = [random.standard_normal(5), random.choice(WIDE, 5), np.array([np.inf, 0, -0.0, 1, -1])]
    for row in rows:
        computed, data = pass_and_data(network, row.tolist())
        found = computes(VALUES, data)
        with np.errstate(all="ignore"):
            assert_agree(network, computed, found)


def odd_network(random: np.random.Generator, dtype: Any) -> Network:
    """A network of every single activation, some nodes' own, each layer with all before it."""
    singles = [case.bound for case in CASES]
    bounds = [singles[index] for index in random.permutation(len(singles))]
    layers: list[Layer] = []
    fan_in = 5
    for depth in range(1, 5):
        weights = random.standard_normal((8, fan_in)) / fan_in
        connected = random.random((8, fan_in)) < 0.8
        own = {node: bounds.pop() for node in range(7)}
        layers.append(
            Layer(
                f"h{depth}",
                tuple(f"n{node}" for node in range(8)),
                np.where(connected, weights, 0).astype(dtype),
                random.standard_normal(8).astype(dtype),
                bounds.pop(),
                tuple(range(depth)),
                connected=connected,
                node_activations=own,
            )
        )
        fan_in += 8
    return Network(tuple("abcde"), tuple(layers), dtype=dtype)
