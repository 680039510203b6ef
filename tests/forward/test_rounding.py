"""Bounds of rounding: the exact value is within them, and they are not much wider than that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np
import pytest
from dense_networks import dense_network

from fwdprop import Layer, Network, bind
from fwdprop.forward.rounding import Bounded, BoundedEngine
from fwdprop.network.names import NodeRef
from fwdprop.numerals import DType

RNG = np.random.default_rng(7)
ROWS = RNG.normal(size=(20, 5)) * 3


def bounded(network: Network, nodes: Sequence[NodeRef], x: Any) -> Bounded:
    return BoundedEngine(network, nodes).values(len(x), x.__getitem__)


def outputs_of(network: Network) -> list[NodeRef]:
    depth = len(network.layers)
    return [NodeRef(depth, node) for node in range(len(network.layers[-1].nodes))]


def network_of(activations: Sequence[str], dtype: DType = "float64") -> Network:
    """A network whose last layer reads the inputs as well as the layer before it."""
    layers = []
    sizes = [5, *[6] * (len(activations) - 1), 3]
    for depth, (activation, (fan_in, nodes)) in enumerate(
        zip(activations, pairwise(sizes), strict=True)
    ):
        is_last = depth == len(activations) - 1
        sources = (depth, 0) if is_last and depth else (depth,)
        weights = RNG.normal(size=(nodes, fan_in + 5 * (len(sources) - 1)))
        names = tuple(f"n{node}" for node in range(nodes))
        layers.append(
            Layer(f"l{depth}", names, weights, RNG.normal(size=nodes), bind(activation), sources)
        )
    return Network(tuple("abcde"), tuple(layers), dtype=dtype)


def exact(network: Network, row: Any, activate: Callable[[str, list[Any]], list[Any]]) -> list[Any]:
    """The outputs for a row in numbers of any kind."""
    every: list[list[Any]] = [row]
    for layer in network.layers:
        source = [value for depth in layer.sources for value in every[depth]]
        sums = [
            sum(type(row[0])(float(w)) * v for w, v in zip(weights, source, strict=True))
            + type(row[0])(float(bias))
            for weights, bias in zip(layer.weights, layer.bias, strict=True)
        ]
        every.append(activate(layer.activation.name, sums))
    return every[-1]


def straight(name: str, sums: list[Fraction]) -> list[Fraction]:
    return [max(each, Fraction(0)) for each in sums] if name == "relu" else sums


def smooth(name: str, sums: list[Any]) -> list[Any]:
    if name == "tanh":
        return [mpmath.tanh(each) for each in sums]
    if name == "sigmoid":
        return [1 / (1 + mpmath.exp(-each)) for each in sums]
    if name == "identity":
        return sums
    sign = -1 if name == "softmin" else 1
    powers = [mpmath.exp(sign * each) for each in sums]
    shares = [each / sum(powers) for each in powers]
    return [mpmath.log(each) for each in shares] if name == "log_softmax" else shares


def off(network: Network, activate: Any, number: Any) -> tuple[Any, Any]:
    """How far off the values are, and their bounds."""
    x = ROWS.astype(network.dtype).astype(float)
    found = bounded(network, outputs_of(network), x)
    differences = []
    for row, values in zip(x, found.values.T, strict=True):
        with mpmath.workdps(60):
            true = exact(network, [number(float(each)) for each in row], activate)
            pairs = zip(values, true, strict=True)
            differences.append([float(abs(number(float(a)) - b)) for a, b in pairs])
    return np.array(differences), found.bounds.T


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("activations", [["identity"], ["identity"] * 3, ["relu", "identity"]])
def test_the_exact_value_of_straight_networks_is_within_the_bound(
    activations: list[str], dtype: DType
) -> None:
    differences, bounds = off(network_of(activations, dtype), straight, Fraction)
    assert (differences <= bounds).all()
    assert (differences > bounds / 5000).any()


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("last", ["identity", "sigmoid", "softmax", "log_softmax", "softmin"])
def test_the_exact_value_of_smooth_networks_is_within_the_bound(last: str, dtype: DType) -> None:
    differences, bounds = off(network_of(["tanh", last], dtype), smooth, mpmath.mpf)
    assert (differences <= bounds).all()
    assert (differences > bounds / 5000).any()


def test_values_are_those_of_any_pass_and_bounds_do_not_depend_on_other_rows() -> None:
    network = dense_network([5, 7, 3])
    nodes = [NodeRef(1, 2), *outputs_of(network)]
    many = np.concatenate([ROWS] * 900)
    alone, among = (bounded(network, nodes, x) for x in (ROWS[:1], many))
    computed = network_values(network, ROWS)
    assert np.array_equal(among.values[:, :20].T, computed)
    assert np.array_equal(alone.values[:, 0], computed[0])
    for row in (0, 20, 17980):
        assert np.array_equal(alone.bounds[:, 0], among.bounds[:, row])


def network_values(network: Network, x: Any) -> Any:
    from fwdprop.forward.passes import run

    computed = run(network, x)
    return np.concatenate([computed.a[0][:, 2:3], computed.a[1]], axis=1)


def test_values_beside_a_jump_are_not_hidden_by_a_bound() -> None:
    layer = Layer("output", ("y",), np.array([[1.0, 1.0]]), np.array([-2.0]), bind("step"), (0,))
    x = np.array([[1.0, 1.0], [2.0, 1.0], [0.1, 0.2]])
    found = bounded(Network(("a", "b"), (layer,)), [NodeRef(1, 0)], x)
    assert found.values.tolist() == [[0, 1, 0]]
    assert (found.bounds < 1e-14).all()


def test_a_node_with_its_own_activation_has_its_own_bound() -> None:
    weights = np.array([[1.0, 1.0], [1.0, 1.0]])
    own = {1: bind("relu")}
    layer = Layer("output", ("p", "q"), weights, np.zeros(2), bind("softmax"), (0,), own)
    network = Network(("a", "b"), (layer,))
    found = bounded(network, outputs_of(network), np.array([[-1e6, -1.0]]))
    assert found.values.tolist() == [[0.5], [0]]
    assert found.bounds[0, 0] > 1e-10
    assert found.bounds[1, 0] == 0
