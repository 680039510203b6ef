"""Random networks of all that networks may have: any activation, skips, connections left out."""

from __future__ import annotations

import numpy as np

from fwdprop import CATALOGUE, Layer, Network, bind
from fwdprop.activations import Bound
from fwdprop.numerals import DType


def mixed_network(seed: int, dtype: DType = "float64") -> Network:
    """A network of up to five inputs and four layers, all of it drawn by the seed."""
    rng = np.random.default_rng(seed)
    sizes = [int(rng.integers(2, 6))]
    layers = []
    for depth in range(int(rng.integers(1, 5))):
        nodes = int(rng.integers(1, 6))
        sources = sorted({depth, int(rng.integers(0, depth + 1))})
        shape = nodes, sum(sizes[source] for source in sources)
        connected = rng.random(shape) < 0.8 if rng.random() < 0.3 else None
        weights = rng.normal(size=shape) * (1 if connected is None else connected)
        layers.append(
            Layer(
                f"layer{depth}",
                tuple(f"n{node}" for node in range(nodes)),
                weights,
                rng.normal(size=nodes),
                _drawn(rng, nodes, may_be_whole=nodes > 1),
                tuple(sources),
                {node: _drawn(rng, 1) for node in range(nodes) if rng.random() < 0.2},
                connected,
            )
        )
        sizes.append(nodes)
    return Network(tuple(f"x{k}" for k in range(sizes[0])), tuple(layers), dtype=dtype)


def _drawn(rng: np.random.Generator, nodes: int, may_be_whole: bool = False) -> Bound:
    names = [name for name, each in CATALOGUE.items() if may_be_whole or not each.whole_layer]
    entry = CATALOGUE[str(rng.choice(names))]
    parameters = {name: float(rng.normal()) for name in entry.required}
    if entry.name == "prelu":
        return bind("prelu", alpha=rng.normal(size=nodes).tolist())
    return bind(entry.name, **parameters)
