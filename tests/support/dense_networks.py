"""Networks of any size, with weights drawn at random."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from fwdprop import Layer, Network, bind
from fwdprop.numerals import DType


def dense_network(sizes: list[int], activation: str = "tanh", dtype: DType = "float64") -> Network:
    rng = np.random.default_rng(sum(sizes))
    layers = tuple(
        Layer(
            f"layer{index}",
            tuple(f"n{node}" for node in range(nodes)),
            rng.standard_normal((nodes, fan_in)) / math.sqrt(fan_in),
            rng.standard_normal(nodes),
            bind(activation),
            (index,),
        )
        for index, (fan_in, nodes) in enumerate(pairwise(sizes))
    )
    return Network(tuple(f"x{k}" for k in range(sizes[0])), layers, dtype=dtype)
