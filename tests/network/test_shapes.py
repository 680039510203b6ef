"""Making a network proves its shapes: what does not fit is said of the layer that it is in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fwdprop import FwdpropError, Network
from fwdprop.activations import bind
from fwdprop.network.network import Layer


def layer(name: str, nodes: int, fan_in: int, *sources: int) -> Layer:
    names = tuple(f"node_{index}" for index in range(nodes))
    return Layer(name, names, np.ones((nodes, fan_in)), np.zeros(nodes), bind("relu"), sources)


FIRST = layer("first", 3, 2, 0)
ALL = np.ones((3, 2), bool)
WRONG = [
    (replace(FIRST, sources=(1,)), "layer first reads a later layer"),
    (replace(FIRST, sources=(0, -1)), "layer first reads a later layer"),
    (replace(FIRST, weights=np.ones((2, 3))), "layer first: weights are (2, 3), expected (3, 2)"),
    (replace(FIRST, weights=np.ones(6)), "layer first: weights are (6,), expected (3, 2)"),
    (replace(FIRST, sources=(0, 0)), "layer first: weights are (3, 2), expected (3, 4)"),
    (replace(FIRST, connected=ALL.T), "layer first: connected is (2, 3), expected (3, 2)"),
    (replace(FIRST, bias=np.zeros(2)), "layer first: bias is (2,), expected (3,)"),
    (replace(FIRST, bias=np.zeros((3, 1))), "layer first: bias is (3, 1), expected (3,)"),
    (
        replace(FIRST, connected=np.array([[True, True], [True, True], [True, False]])),
        "layer first: a connection that does not exist has a weight",
    ),
    (
        replace(FIRST, bias=np.array([0, 0, np.nan])),
        "layer first has a weight or bias beyond the range of float64",
    ),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_a_layer_that_does_not_fit_is_refused(wrong: Layer, message: str) -> None:
    with pytest.raises(FwdpropError) as caught:
        Network(("a", "b"), (wrong, layer("second", 1, 5, 0, 1)))
    assert [fault.message for fault in caught.value.faults] == [message]


def test_layers_that_fit_are_taken() -> None:
    missing = replace(FIRST, connected=~ALL, weights=np.zeros((3, 2)))
    for first in (FIRST, replace(FIRST, connected=ALL), missing):
        found = Network(("a", "b"), (first, layer("second", 1, 5, 0, 1), layer("last", 2, 1, 2)))
        assert [each.weights.shape for each in found.layers] == [(3, 2), (1, 5), (2, 1)]
        assert repr(found) == "Network('network', 2-3-1-2, float64)"


@pytest.mark.parametrize(
    ("inputs", "layers", "dtype", "message"),
    [
        ((), (FIRST,), "float64", "a network has at least one input"),
        (("a", "b"), (), "float64", "a network has at least one layer"),
        (("a", "b"), (FIRST,), "float16", "dtype is float64 or float32, not float16"),
        (
            ("a", "b"),
            (replace(FIRST, bias=np.array([0, 1e300, 0])),),
            "float32",
            "layer first has a weight or bias beyond the range of float32",
        ),
    ],
)
def test_so_is_a_network_that_is_none(
    inputs: tuple[str, ...], layers: tuple[Layer, ...], dtype: str, message: str
) -> None:
    with pytest.raises(FwdpropError) as caught:
        Network(inputs, layers, dtype=dtype)  # type: ignore[arg-type]
    assert [fault.message for fault in caught.value.faults] == [message]
