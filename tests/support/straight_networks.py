"""Random networks of straight pieces: skip connections, nodes with their own activations."""

from __future__ import annotations

import numpy as np

from fwdprop import Layer, Network, bind
from fwdprop.activations import Bound
from fwdprop.numerals import DType

STRAIGHT = (
    bind("relu"),
    bind("identity"),
    bind("leaky_relu", alpha=0.1),
    bind("relu6"),
    bind("hard_tanh"),
    bind("hard_sigmoid"),
    bind("threshold", threshold=0.3, value=-1),
    bind("abs"),
    bind("soft_shrink"),
    bind("hard_shrink"),
    bind("step"),
    bind("step", at_zero=1),
    bind("sign"),
)


def straight_network(seed: int, dtype: DType = "float64") -> Network:
    """A network of up to four inputs and five layers, all of its numbers drawn by the seed."""
    rng = np.random.default_rng(seed)
    sizes = [int(rng.integers(1, 5))]
    layers = []
    for depth in range(int(rng.integers(1, 6))):
        nodes = int(rng.integers(1, 7))
        sources = sorted({depth, int(rng.integers(0, depth + 1))})
        fan_in = sum(sizes[source] for source in sources)
        layers.append(
            Layer(
                f"layer{depth}",
                tuple(f"n{node}" for node in range(nodes)),
                rng.normal(size=(nodes, fan_in)),
                rng.normal(size=nodes),
                _drawn(rng, nodes),
                tuple(sources),
                {node: _drawn(rng, 1) for node in range(nodes) if rng.random() < 0.3},
            )
        )
        sizes.append(nodes)
    return Network(tuple(f"x{k}" for k in range(sizes[0])), tuple(layers), dtype=dtype)


def _drawn(rng: np.random.Generator, nodes: int) -> Bound:
    chosen = int(rng.integers(len(STRAIGHT) + 1))
    if chosen < len(STRAIGHT):
        return STRAIGHT[chosen]
    return bind("prelu", alpha=rng.normal(size=nodes).tolist())
