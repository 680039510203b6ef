"""Networks with skip connections and activations of single nodes, and rows with few values."""

from __future__ import annotations

from typing import Any

import numpy as np

from fwdprop import Layer, Network, bind
from fwdprop.arrays import Array


def awkward_network(inputs: int, seed: int, last: str = "softmax") -> Network:
    """A network with skip connections, and with activations that nodes have of their own."""
    rng = np.random.default_rng(seed)

    def layer(name: str, nodes: int, fan_in: int, how: str, sources: Any, own: Any) -> Layer:
        names = tuple(f"{name}{node}" for node in range(nodes))
        weights, bias = rng.normal(size=(nodes, fan_in)), rng.normal(size=nodes)
        return Layer(name, names, weights, bias, bind(how), sources, own)

    own = {1: bind("relu"), 2: bind("leaky_relu", alpha=0.2), 3: bind("gaussian")}
    return Network(
        tuple("abcdef"[:inputs]),
        (
            layer("first", 5, inputs, "tanh", (0,), own),
            layer("second", 4, 5 + inputs, "relu", (1, 0), {0: bind("softplus")}),
            layer("output", 3, 4 + 5 + inputs, last, (2, 1, 0), {}),
        ),
    )


def some_rows(n: int, columns: int) -> Array:
    """Rows with a column of two values, one of four, and others of many; the same at every call."""
    rng = np.random.default_rng([n, columns])
    x = rng.normal(size=(n, columns))
    x[:, 0] = rng.integers(0, 2, n)
    x[:, 1] = rng.integers(0, 4, n)
    x[:2, :2] = [[0, 1], [1, 0]]  # no column is the same in every row
    x[:, 2] += x[:, 0]
    return x
