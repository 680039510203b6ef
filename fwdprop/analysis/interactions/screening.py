"""Which inputs interact most, found with a few squares between rows for every pair.

A square compares two rows in two inputs. Whatever is before the first layer's activations changes
by sums that each input has once: only the rest of the network runs for every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from fwdprop.analysis.interactions.cost import all_pairs
from fwdprop.arrays import Array
from fwdprop.errors import InputError
from fwdprop.forward.engine import activate
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

MOST_PAIRS = 20_000_000
"""So many pairs are looked through at most."""

_WORK, _FEWEST, _MOST = 1_500_000_000, 3, 200
_TOGETHER = 8192
# Below this part of the answers' spread, rounding may have made it.
_NOTHING = 1e-12
_ALL = 1e150


def squares(network: Network) -> int:
    """How many squares every pair gets."""
    inputs = len(network.inputs)
    work = sum(
        layer.weights.size + 8 * len(layer.nodes) for layer in network.layers if any(layer.sources)
    )
    work += 8 * len(network.layers[0].nodes)
    pairs = inputs * (inputs - 1) // 2
    if pairs > MOST_PAIRS:
        message = f"{pairs:,} pairs of inputs are too many to look through"
        raise InputError(message, "name the pairs to look at: --pairs")
    return min(max(_WORK // (work * pairs), _FEWEST), _MOST)


def strongest(
    network: Network,
    outputs: tuple[NodeRef, ...],
    x: Array,
    keep: int,
    seed: int,
    advance: Callable[[int], None],
) -> Array:
    """The indices (keep,) of the inputs in the strongest pairs, in order.

    Each pair gets `squares` of them, between rows of `x` (n, inputs) drawn by the seed. Pairs are
    taken one after the other, the strongest first, until there are so many inputs.
    """
    inputs = len(network.inputs)
    x = x.astype(np.float64)
    parts = _Parts(network, outputs)
    with np.errstate(over="ignore"):
        spread = np.maximum(np.ptp(parts.answers(x), axis=0), np.finfo(float).tiny)
    spread = np.minimum(spread, np.finfo(float).max)
    rng = np.random.default_rng(seed)
    total = np.zeros((inputs, inputs))
    for _ in range(squares(network)):
        here, there = rng.choice(len(x), 2, replace=False)
        for one, found in parts.square(x[here], x[there]):
            with np.errstate(over="ignore"):
                share = np.abs(found) / spread
            share[~(share > _NOTHING)] = 0
            # Shares beyond this are alike: the largest there are, and their sums are numbers.
            total[one, one + 1 :] += np.square(np.minimum(share, _ALL)).sum(axis=1)
        advance(inputs * (inputs - 1) // 2)
    return _chosen(total, keep)


def _chosen(total: Array, keep: int) -> Array:
    pairs = all_pairs(np.arange(len(total)))
    sizes = total[pairs[:, 0], pairs[:, 1]]
    chosen: dict[int, None] = {}
    for index in np.argsort(-sizes, kind="stable").tolist():
        if len(chosen) >= keep or sizes[index] == 0:
            break
        new = [each for each in pairs[index].tolist() if each not in chosen]
        if len(chosen) + len(new) > keep:
            of_all = total.sum(axis=0) + total.sum(axis=1)
            new = [max(new, key=of_all.__getitem__)]
        chosen |= dict.fromkeys(new)
    for index in range(len(total)):  # where nothing else interacts, the first ones
        if len(chosen) < keep:
            chosen.setdefault(index)
    return np.sort(np.array(list(chosen)))


class _Parts:
    """The network, its layers' weights apart by what they read."""

    def __init__(self, network: Network, outputs: tuple[NodeRef, ...]) -> None:
        self._network, self._outputs = network, outputs
        self._weights: list[dict[int, Array]] = []
        for layer in network.layers:
            ends = np.cumsum([len(network.nodes_of(source)) for source in layer.sources])
            parts = np.split(layer.weights.astype(np.float64), ends[:-1], axis=1)
            self._weights.append(dict(zip(layer.sources, parts, strict=True)))
        self._last = max(depth for depth, _ in outputs)

    def answers(self, x: Array) -> Array:
        """The outputs' values (rows, outputs) for `x` (rows, inputs)."""
        return self._rest([self._of_inputs(depth, x) for depth in range(self._last)], len(x))

    def square(self, here: Array, there: Array) -> Iterator[tuple[int, Array]]:
        """For each input but the last, D (later inputs, outputs) of it with each later one."""
        inputs = len(here)
        own = [self._of_inputs(depth, here[None]) for depth in range(self._last)]
        with np.errstate(over="ignore", invalid="ignore"):
            changes = [
                None if weights is None else weights.T * (there - here)[:, None]
                for weights in (self._weights[depth].get(0) for depth in range(self._last))
            ]
        f = self._rest(own, 1)
        alone = self._rest(_added(own, changes), inputs)
        for one in range(inputs - 1):
            pieces = []
            for start in range(one + 1, inputs, _TOGETHER):
                later = slice(start, min(start + _TOGETHER, inputs))
                first = _added(own, [None if each is None else each[one] for each in changes])
                both = _added(first, [None if each is None else each[later] for each in changes])
                with np.errstate(over="ignore", invalid="ignore"):
                    d = self._rest(both, later.stop - start) - alone[one] - alone[later] + f
                pieces.append(d)
            yield one, np.concatenate(pieces)

    def _of_inputs(self, depth: int, x: Array) -> Array:
        """What the inputs and the biases add to the sums of the layer behind a depth."""
        weights = self._weights[depth].get(0)
        bias = self._network.layers[depth].bias.astype(np.float64)
        return np.tile(bias, (len(x), 1)) if weights is None else x @ weights.T + bias

    def _rest(self, sums: list[Array], rows: int) -> Array:
        """The outputs' values (rows, outputs), with what inputs and biases add to each layer."""
        values: list[Array] = [np.empty(0)]
        with np.errstate(all="ignore"):
            for depth in range(self._last):
                z = np.array(np.broadcast_to(sums[depth], (rows, sums[depth].shape[1])), order="C")
                for source, weights in self._weights[depth].items():
                    if source:
                        z += values[source] @ weights.T
                activate(self._network.layers[depth], z)
                values.append(z)
        columns = [values[depth][:, node] for depth, node in self._outputs]
        return np.stack(columns, axis=1)


def _added(sums: list[Array], changes: list[Array | None]) -> list[Array]:
    pairs = zip(sums, changes, strict=True)
    return [each if change is None else each + change for each, change in pairs]
