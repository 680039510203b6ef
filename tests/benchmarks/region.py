"""The formula around a row against what else would find its slopes: steps along every input.

    python tests/benchmarks/region.py

Prints how many times as long as `fwdprop.region` it takes to run the network once, and to run it
twice for each input, a step to both sides, as numeric derivatives do; these find slopes alone. Both
take turns.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from dense_networks import dense_network

from fwdprop import Network, region
from fwdprop.arrays import Array

ROUNDS = 7
SIZES = ([3, 8, 1], [64, 32, 10], [784, 128, 10], [784, 512, 512, 10])


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def numeric(network: Network, x: Array) -> Array:
    """The slopes (outputs, inputs) by steps to both sides."""
    steps = np.eye(len(x)) * 1e-6
    slopes: Array = ((network.forward(x + steps) - network.forward(x - steps)) / 2e-6).T
    return slopes


if __name__ == "__main__":
    for sizes in SIZES:
        net = dense_network(sizes, "relu")
        row = np.random.default_rng(0).standard_normal(sizes[0])
        times = [
            (
                seconds(partial(region, net, row)),
                seconds(partial(net.run, row)),
                seconds(partial(numeric, net, row)),
            )
            for _ in range(ROUNDS)
        ]
        ours, once, steps = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"{'-'.join(map(str, sizes)):16} one run {once / ours:6.2f}, steps {steps / ours:6.2f}"
            f" times region ({ours * 1000:.1f} ms)"
        )
