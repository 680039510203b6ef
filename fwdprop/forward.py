"""Network and rows -> every layer's values: the forward pass.

Rows go through in blocks of one fixed shape that follows from the network alone, the last one
padded with zeros. A matrix product may give a row other last digits when another number of rows
stands beside it; with one shape, a row's result never depends on its neighbours.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from fwdprop.activations import Bound
from fwdprop.errors import InputError, count, listed, nearest
from fwdprop.network import Array, Layer, Network

BLOCK_BYTES = 512 * 1024
BLOCK_ROWS = (512, 8192)

# One thread per core gains from about 10 million operations on (measured on two cores: 30,000 rows
# of 8-16-1, 4,000 of 64-32-10, 1,000 of 784-128-10); below, starting and switching threads loses.
THREADS_WORK = 10_000_000
_WORK_PER_NODE = 8

# NumPy adds a short row to a long block row by row. A tile of many rows is up to 4 times as fast.
_TILE_NUMBERS = 4096


@dataclass(frozen=True, eq=False)
class Pass:
    """What a forward pass computed: `x` (rows, inputs) and each layer's values.

    `z[k]` and `a[k]` (rows, nodes) are the k-th layer's pre-activations and its nodes' values, in
    the network's dtype. `pass_["hidden"]` is the `a` of the layer of that name, `pass_["inputs"]`
    is `x`, `pass_["output"]` the last layer's `a`.
    """

    network: Network
    x: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]

    def values(self, place: int) -> Array:
        """The values (rows, nodes) at a place: 0 the inputs, k the k-th layer."""
        return self.a[place - 1] if place else self.x

    def __getitem__(self, name: str) -> Array:
        return self.values(self.network.place(name))

    def first_non_finite(self) -> tuple[int, int, int] | None:
        """Row, place and node where the first nan or infinity stands, in the order of the pass."""
        for place in range(len(self.a) + 1):
            for values in (self.values(place), self.z[place - 1] if place else self.x):
                bad = np.argwhere(~np.isfinite(values))
                if len(bad):
                    return int(bad[0, 0]), place, int(bad[0, 1])
        return None


def as_rows(network: Network, given: ArrayLike | Mapping[str, float]) -> tuple[Array, bool]:
    """Rows (n, inputs) in the network's dtype, and whether one single row (inputs,) was given.

    A mapping from input names to numbers is one row. Raises InputError where the given values are
    not numbers or not as many as there are inputs.
    """
    if isinstance(given, Mapping):
        given = _in_order(network, given)
    try:
        array = np.asarray(given)
        if array.dtype.kind not in "fiubO":
            raise TypeError
        array = np.ascontiguousarray(array, network.dtype)
    except (TypeError, ValueError, OverflowError):
        raise InputError("the inputs are not rows of numbers, all of the same length") from None
    single = np.ndim(array) == 1 and np.ndim(np.asarray(given)) == 1
    rows = array.reshape(1, -1) if single else array
    if rows.ndim != 2 or np.ndim(np.asarray(given)) == 0:
        raise InputError("inputs are one row (inputs,) or rows (n, inputs)")
    if rows.shape[1] != len(network.inputs):
        raise wrong_count(network, rows.shape[1])
    return rows, single


def wrong_count(network: Network, found: int) -> InputError:
    """The error for a row that has too few or too many numbers."""
    return InputError(
        f"{count(found, 'number')}, expected {len(network.inputs)}",
        f"the inputs are {listed(network.inputs)}",
    )


def _in_order(network: Network, named: Mapping[str, float]) -> list[float]:
    for name in named:
        if name not in network.inputs:
            near = nearest(name, network.inputs)
            help = f"did you mean {near}?" if near else f"the inputs are {listed(network.inputs)}"
            raise InputError(f"there is no input '{name}'", help)
    missing = [name for name in network.inputs if name not in named]
    if missing:
        raise InputError(f"no value for {listed(missing)}")
    return [named[name] for name in network.inputs]


def block_rows(network: Network) -> int:
    """How many rows go through together: a power of two that follows from the widths alone."""
    fitting = BLOCK_BYTES // (np.dtype(network.dtype).itemsize * network.width)
    low, high = BLOCK_ROWS
    return min(max(1 << (fitting.bit_length() - 1) if fitting else 0, low), high)


def outputs(network: Network, x: Array) -> Array:
    """The last layer's values (rows, outputs) for `x` (rows, inputs)."""
    y = np.empty((len(x), len(network.layers[-1].nodes)), network.dtype)

    def one_share(blocks: Iterator[slice]) -> None:
        worker = _Worker(network)
        for rows in blocks:
            y[rows] = worker.through(x[rows])[: len(y[rows])]

    _share_out(network, len(x), one_share)
    return y


def run(network: Network, x: Array) -> Pass:
    """Every layer's values for `x` (rows, inputs), in arrays that nobody can write to."""
    sizes = [len(layer.nodes) for layer in network.layers]
    z = tuple(np.empty((len(x), size), network.dtype) for size in sizes)
    a = tuple(np.empty((len(x), size), network.dtype) for size in sizes)
    x = np.array(x)

    def one_share(blocks: Iterator[slice]) -> None:
        worker = _Worker(network)
        for rows in blocks:
            worker.through(x[rows], [each[rows] for each in z], [each[rows] for each in a])

    _share_out(network, len(x), one_share)
    for array in (x, *z, *a):
        array.flags.writeable = False
    return Pass(network, x, z, a)


class _Worker:
    """Work space for one thread, and the way of one block of rows through the layers."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._block = block_rows(network)
        self._padded = np.zeros((self._block, len(network.inputs)), network.dtype)
        self._bias = [_tiled(layer.bias, self._block) for layer in network.layers]
        slots = _slots(network)
        widths = [
            max(
                len(layer.nodes) for layer, at in zip(network.layers, slots, strict=True) if at == k
            )
            for k in range(max(slots) + 1)
        ]
        memory = [np.empty(self._block * width, network.dtype) for width in widths]
        self._space = [
            memory[slot][: self._block * len(layer.nodes)].reshape(self._block, -1)
            for layer, slot in zip(network.layers, slots, strict=True)
        ]

    def through(
        self, x: Array, keep_z: list[Array] | None = None, keep_a: list[Array] | None = None
    ) -> Array:
        """The last layer's values (block, outputs); the rows beyond those of `x` mean nothing.

        Where `keep_z` and `keep_a` hold an array (rows, nodes) per layer, the layer's values before
        and after the activation are written there.
        """
        values = [self._whole_block(x)]
        with np.errstate(all="ignore"):
            for index, layer in enumerate(self._network.layers):
                source = _gathered(layer, values)
                z = self._space[index]
                np.matmul(source, layer.weights.T, out=z)
                tiled = z.reshape(-1, len(self._bias[index]))
                tiled += self._bias[index]
                if layer.listed is not None:
                    _leave_out_unlisted(layer, layer.listed, source, z)
                if keep_z is not None:
                    keep_z[index][:] = z[: len(x)]
                _activate(layer, z)
                if keep_a is not None:
                    keep_a[index][:] = z[: len(x)]
                values.append(z)
        return values[-1]

    def _whole_block(self, x: Array) -> Array:
        if len(x) == self._block:
            return x
        self._padded[: len(x)] = x
        self._padded[len(x) :] = 0
        return self._padded


def _slots(network: Network) -> list[int]:
    """For each layer the work space that it writes to, free again after its last reader."""
    last_reader = list(range(len(network.layers) + 1))
    for index, layer in enumerate(network.layers):
        for source in layer.sources:
            last_reader[source] = index
    busy: list[int] = []
    slots: list[int] = []
    for index in range(len(network.layers)):
        free = [slot for slot, until in enumerate(busy) if until < index]
        slot = free[0] if free else len(busy)
        if slot == len(busy):
            busy.append(0)
        busy[slot] = last_reader[index + 1]
        slots.append(slot)
    return slots


def _tiled(bias: Array, block: int) -> Array:
    """The biases again and again, for as many rows as fit a tile; the block is a multiple of it."""
    rows = min(max(_TILE_NUMBERS // len(bias), 1), block)
    return np.tile(bias, 1 << (rows.bit_length() - 1))


def _gathered(layer: Layer, values: list[Array]) -> Array:
    """What a layer reads, (block, fan_in): its sources side by side."""
    if len(layer.sources) == 1:
        return values[layer.sources[0]]
    return np.concatenate([values[source] for source in layer.sources], axis=1)


def _leave_out_unlisted(layer: Layer, listed: Array, source: Array, z: Array) -> None:
    """Mends the rows where nan or an infinity met the weight 0 of a connection there is not."""
    for row in np.flatnonzero(~np.isfinite(source).all(axis=1)):
        products = np.where(listed, layer.weights * source[row], 0)
        z[row] = products.sum(axis=1) + layer.bias


def _activate(layer: Layer, z: Array) -> None:
    """Turns the layer's pre-activations (block, nodes) into its nodes' values, in place."""
    groups: dict[Bound, list[int]] = {}
    for node, bound in layer.own.items():
        groups.setdefault(bound, []).append(node)
    own = {bound: np.ascontiguousarray(z[:, nodes]) for bound, nodes in groups.items()}
    layer.activation.apply(z)
    for bound, nodes in groups.items():
        bound.apply(own[bound])
        z[:, nodes] = own[bound]


def _share_out(network: Network, rows: int, one_share: Any) -> None:
    """Gives the blocks of rows to this thread, or to one thread per core where that pays."""
    block = block_rows(network)
    starts = iter(range(0, rows, block))
    lock = threading.Lock()

    def blocks() -> Iterator[slice]:
        while True:
            with lock:
                start = next(starts, None)
            if start is None:
                return
            yield slice(start, min(start + block, rows))

    work = sum(layer.weights.size + _WORK_PER_NODE * len(layer.nodes) for layer in network.layers)
    if rows <= block or rows * work < THREADS_WORK or not _blas_has_one_thread():
        one_share(blocks())
        return
    _in_threads(one_share, blocks, len(os.sched_getaffinity(0)))


def _in_threads(one_share: Any, blocks: Any, threads: int) -> None:
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            one_share(blocks())
        except BaseException as error:
            failed.append(error)

    others = [threading.Thread(target=guarded, daemon=True) for _ in range(threads - 1)]
    for thread in others:
        thread.start()
    one_share(blocks())
    for thread in others:
        thread.join()
    if failed:
        raise failed[0]


def _blas_has_one_thread() -> bool:
    """Whether the matrix product was told to use one thread when NumPy was loaded."""
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    return "1" in map(os.environ.get, names)
