"""How a layer's values change with its sums, from one row to another: exactly, and without loss.

A slope here is that of the line through two points of an activation's curve,
(φ(z_to) − φ(z_from)) / (z_to − z_from): times the change of the sum it is the change of the value,
whatever the curve does in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwdprop.activations import Bound, bind
from fwdprop.arrays import Array
from fwdprop.network.network import Layer

_NEAR = 0.1
"""Points nearer than this have the mean of the derivative between them, not a quotient."""
# Gauss-Legendre with five points: where they stand between -1 and 1, and what they count.
_POINTS = (-0.906179845938664, -0.5384693101056831, 0.0, 0.5384693101056831, 0.906179845938664)
_COUNTS = (0.23692688505618908, 0.47862867049936647, 0.5688888888888889)


@dataclass(frozen=True, eq=False)
class Secants:
    """What turns changes of a layer's sums into changes of its values, a row each.

    A value changes by slope·change of its sum. Where an activation is over the whole layer, as
    softmax is, what all sums have in common is taken off first: `shares` (rows, nodes) says how
    much each of them counts, and `shared` (nodes,) which nodes have that activation. Both are None
    where no node has. All are float64.
    """

    slopes: Array
    shares: Array | None = None
    shared: NDArray[np.bool_] | None = None

    def forwards(self, sums: Array) -> Array:
        """The changes of the values (rows, nodes) that such changes of the sums make."""
        if self.shares is not None and self.shared is not None:
            # Next to the node that nearly all is shared out to, its own change cancels out.
            beside = sums - np.take_along_axis(sums, self._first, axis=1)
            common = (self.shares * beside).sum(axis=1, keepdims=True)
            sums = np.where(self.shared, beside - common, sums)
        changes: Array = self.slopes * sums
        return changes

    def backwards(self, values: Array) -> Array:
        """What a change of each sum is worth (rows, nodes), where this is what values are worth."""
        worth: Array = self.slopes * values
        if self.shares is None or self.shared is None:
            return worth
        of_shared = np.where(self.shared, worth, 0)
        result: Array = worth - self.shares * of_shared.sum(axis=1, keepdims=True)
        # What the largest share lacks to 1 is the sum of the others, with all its digits.
        first, own = self._first, np.take_along_axis(of_shared, self._first, axis=1)
        others, lacks = of_shared.copy(), self.shares.copy()
        for rest in (others, lacks):
            np.put_along_axis(rest, first, 0, axis=1)
        share = np.take_along_axis(self.shares, first, axis=1)
        beside = np.take_along_axis(worth, first, axis=1) - own
        mended = beside + own * lacks.sum(axis=1, keepdims=True)
        mended -= share * others.sum(axis=1, keepdims=True)
        np.put_along_axis(result, first, mended, axis=1)
        return result

    @property
    def _first(self) -> Array:
        """The node (rows, 1) with the largest share."""
        assert self.shares is not None
        first: Array = self.shares.argmax(axis=1)[:, None]
        return first


def secants(layer: Layer, z_from: Array, z_to: Array) -> Secants:
    """The secants of a layer between two arrays of its sums (rows, nodes), all finite.

    Where both are equal they are the derivatives, at a break those of the piece to the left.
    """
    z_from, z_to = np.asarray(z_from, np.float64), np.asarray(z_to, np.float64)
    shares, shared = None, None
    with np.errstate(all="ignore"):
        if layer.activation.activation.whole_layer:
            slopes, shares = _of_shares(layer.activation, z_from, z_to)
            shared = np.array([at not in layer.node_activations for at in range(len(layer.nodes))])
        else:
            slopes = of_activation(layer.activation, z_from, z_to)
        for bound, nodes in _own(layer):
            slopes[:, nodes] = of_activation(bound, z_from[:, nodes], z_to[:, nodes])
    return Secants(slopes, shares, shared)


def of_activation(bound: Bound, z_from: Array, z_to: Array) -> Array:
    """The slopes (rows, nodes) of an activation between two arrays of sums, all finite.

    Not for one over a whole layer, whose values do not depend on their own sum alone.
    """
    low, high = np.minimum(z_from, z_to), np.maximum(z_from, z_to)
    slopes = bound.secant(low, high)
    if slopes is None:
        slopes = (bound.at(high) - bound.at(low)) / (high - low)
        if bound.activation.slope is not None:
            near = high - low <= _NEAR
            slopes = np.where(near, _mean_slope(bound, low, high), slopes)
    return np.where(low == high, bound.slope(low), slopes)


def _own(layer: Layer) -> Iterator[tuple[Bound, list[int]]]:
    """The activations that nodes have of their own, with these nodes."""
    groups: dict[Bound, list[int]] = {}
    for node, bound in layer.node_activations.items():
        groups.setdefault(bound, []).append(node)
    yield from groups.items()


def _mean_slope(bound: Bound, low: Array, high: Array) -> Array:
    """The mean of a smooth activation's derivative between points that are near each other."""
    middle, reach = (low + high) / 2, (high - low) / 2
    counts = (*_COUNTS, *_COUNTS[1::-1])
    points = zip(_POINTS, counts, strict=True)
    mean: Array = sum(
        (count / 2 * bound.slope(middle + at * reach) for at, count in points), np.zeros_like(low)
    )
    return mean


def _of_shares(bound: Bound, z_from: Array, z_to: Array) -> tuple[Array, Array]:
    """The slopes of softmax, or of its relatives, and what each sum counts in what is common.

    With p the shares, L = (p' − p) / (ln p' − ln p) and w = L / Σ L, it is exactly
    p' − p = L·(change − Σ w·change).
    """
    made_of = bound.activation.exponentials
    assert made_of is not None
    before, after = (_log_shares(made_of.sign * z) for z in (z_from, z_to))
    low, high = np.minimum(before, after), np.maximum(before, after)
    means = of_activation(bind("exp"), low, high)
    weights = means / means.sum(axis=1, keepdims=True)
    return (np.ones_like(means) if made_of.is_log else made_of.sign * means), weights


def _log_shares(z: Array) -> Array:
    return bind("log_softmax").at(z)
