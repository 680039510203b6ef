"""At which nodes an interaction of two changes arises: where an activation bends between them.

Four rows belong together: the first, one with the one change, one with the other, one with both.
What is both − one − other + first of them is 0 for the inputs, is added up in a sum with its
weights, and goes on through an activation by the slope of a secant. A node makes some of its own
where its activation is not straight between the four.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fwdprop.activations import Bound
from fwdprop.analysis.secants import Secants, secants
from fwdprop.analysis.worth import worth
from fwdprop.arrays import Array
from fwdprop.forward.engine import activate, gathered
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Layer, Network


class Corners(NamedTuple):
    """The sums of a layer, each (rows, nodes), for the four rows that belong together."""

    first: Array
    one: Array
    other: Array
    both: Array


@dataclass(frozen=True, eq=False)
class Bends:
    """What each node makes of an interaction, by layer: arrays (rows, nodes), float64.

    `straight` are the sums of both changes if nothing before had bent, and `values` the nodes'
    values at these: `made` is values − one − other + first. `secants` pass on what was made before.
    """

    network: Network
    straight: tuple[Array, ...]
    values: tuple[Array, ...]
    made: tuple[Array, ...]
    secants: tuple[Secants, ...]

    def worth(self, node: NodeRef) -> tuple[Array, ...]:
        """What each layer's values are worth to a node (rows, nodes), up to the node's layer."""
        return worth(self.network, self.secants, node).values[1:]


def bends(network: Network, sums: Sequence[Corners]) -> Bends:
    """What the nodes of the first layers make, so many as there are sums, all of them finite.

    The made times their worth to a node add up to the interaction at it.
    """
    found: list[tuple[Array, Array, Array, Secants]] = []
    interactions = [np.zeros((len(sums[0].first), len(network.inputs)))]
    with np.errstate(all="ignore"):
        for layer, corners in zip(network.layers, sums, strict=False):
            corners = Corners(*(each.astype(np.float64) for each in corners))
            passed = gathered(layer, interactions) @ layer.weights.T.astype(float)
            straight = corners.both - passed
            made, values = _made(layer, corners, straight)
            along = secants(layer, straight, corners.both)
            interactions.append(made + along.forwards(passed))
            found.append((straight, values, made, along))
    columns = zip(*found, strict=True)
    return Bends(network, *(tuple(column) for column in columns))


def _made(layer: Layer, corners: Corners, straight: Array) -> tuple[Array, Array]:
    """What the nodes make of an interaction, and their values for the sums that are straight."""
    ends = (corners.first, corners.one, corners.other, straight)
    first, one, other, both = (_values(layer, sums) for sums in ends)
    made: Array = both - one - other + first
    is_one = np.broadcast_to(_is_one_piece(layer.activation, ends), made.shape).copy()
    for bound, nodes in layer.own_activations:
        is_one[:, nodes] = _is_one_piece(bound, [each[:, nodes] for each in ends])
    return np.where(is_one, 0, made), both


def _values(layer: Layer, sums: Array) -> Array:
    values = np.array(sums, order="C")
    activate(layer, values)
    return values


def _is_one_piece(bound: Bound, ends: Sequence[Array]) -> Array | bool:
    """Whether all ends lie within one straight piece of the activation."""
    first, *others = (bound.piece(each) for each in ends)
    if first is None:
        return False
    is_one: Array = np.logical_and.reduce([first == other for other in others])
    return is_one
