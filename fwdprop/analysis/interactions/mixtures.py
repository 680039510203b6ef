"""Rows that have some columns from another row, and the answers for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fwdprop.analysis.interactions.columns import Distinct
from fwdprop.arrays import Array
from fwdprop.forward.rounding import Bounded, BoundedEngine
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

# Squares of numbers between these powers of 2, and sums of many, are in the range of float64.
_MOST_EXPONENT = 300
_SCALED_EXPONENT, _LARGEST_EXPONENT = 250, 1023


class Mixtures:
    """The answers of some nodes for rows `x` (n, inputs) that are mixed with each other.

    `advance` is called with the rows that went through the network. Answers of mixed rows are
    multiplied by `scale` (nodes,), powers of 2.
    """

    scale: Array

    def __init__(
        self, network: Network, nodes: Sequence[NodeRef], x: Array, advance: Callable[[int], None]
    ) -> None:
        self._engine, self._x, self._advance = BoundedEngine(network, nodes), x, advance
        self.scale = np.ones(len(nodes))

    def own(self) -> Bounded:
        """The answers (nodes, n) for the rows as they are."""
        found = self._engine.values(len(self._x), self._x.__getitem__)
        self._advance(len(self._x))
        return found

    def mixed(self, rows: slice, columns: Sequence[int], values: Distinct) -> Bounded:
        """The answers (nodes, rows, u) for some rows with each of u values in some columns."""
        own, others = self._x[rows], len(values.rows)

        def rows_of(some: slice) -> Array:
            numbers = np.arange(some.start, some.stop)
            mixed: Array = own[numbers // others]
            mixed[:, columns] = values.values[numbers % others]
            return mixed

        found = self._engine.values(len(own) * others, rows_of)
        self._advance(len(own) * others)
        shape = (-1, len(own), others)
        return self.scaled(Bounded(*(each.reshape(shape) for each in found)))

    def scaled(self, answers: Bounded) -> Bounded:
        """The answers (nodes, ...) multiplied by the scale, as those of mixed rows are."""
        if (self.scale == 1).all():
            return answers
        factors = self.scale.reshape(-1, *[1] * (answers.values.ndim - 1))
        return Bounded(*(each * factors for each in answers))


def scale_of(answers: Array) -> Array:
    """Powers of 2 (nodes,) that make answers (nodes, n) such that their squares are numbers.

    1 where they are so as they are. Differences of them may be far smaller, mixed ones far larger.
    """
    sizes = np.frexp(np.abs(answers).max(axis=1))[1]
    scale = np.ldexp(1.0, np.minimum(_SCALED_EXPONENT - sizes, _LARGEST_EXPONENT))
    return np.where(np.abs(sizes) < _MOST_EXPONENT, 1.0, scale)
