"""The linear formulas that touch every node's value at one row, whatever its activation."""

from __future__ import annotations

import numpy as np

from fwdprop.analysis.region.affine import UNIT, Linear, drop_rounding, sums_of
from fwdprop.analysis.region.pieces import pieces
from fwdprop.analysis.secants import Secants, secants
from fwdprop.arrays import Array
from fwdprop.forward.passes import Pass
from fwdprop.network.names import NodeRef


def tangents(computed: Pass) -> tuple[list[Array], tuple[NodeRef, ...]]:
    """The formulas (nodes, inputs + 1) of each layer's values, exact at the only row of a pass.

    The slopes, and the constant in the last column; one that is not above the bound of its rounding
    is 0, and one beyond the range of float64 an infinity or nan. With them come the nodes that are
    exactly on a break and may leave it.
    """
    network = computed.network
    x = computed.x[0].astype(np.float64)
    found: list[Linear] = []
    on_break: list[NodeRef] = []
    with np.errstate(all="ignore"):
        steps = zip(network.layers, computed.z, computed.a, strict=True)
        for depth, (layer, z, a) in enumerate(steps, start=1):
            sums = sums_of(network, layer, found)
            on = pieces(layer, network.dtype).around(z[0].astype(np.float64)).on_break
            on &= sums.formulas[:, :-1].any(axis=1)
            on_break += (NodeRef(depth, node) for node in np.flatnonzero(on).tolist())
            found.append(_touching(sums, secants(layer, z, z), x, a[0].astype(np.float64)))
    return [each.formulas for each in found], tuple(on_break)


def _touching(sums: Linear, curves: Secants, x: Array, values: Array) -> Linear:
    """The formulas of the values, from those of the sums and the derivatives at the row."""
    slopes = curves.forwards(sums.formulas[:, :-1].T).T
    error = _of_sizes(curves, sums.error[:, :-1].T).T + 8 * UNIT * np.abs(slopes)
    drop_rounding(slopes, error)
    constants = values - slopes @ x
    reach = np.abs(slopes) @ np.abs(x) + np.abs(values)
    errors = error @ np.abs(x) + (len(x) + 2) * UNIT * reach
    drop_rounding(constants, errors)
    formulas = np.column_stack([slopes, constants])
    return Linear(formulas, np.column_stack([error, errors]))


def _of_sizes(curves: Secants, sums: Array) -> Array:
    """A bound of what the derivatives make of sums of at most these sizes (rows, nodes)."""
    if curves.shares is not None and curves.shared is not None:
        common = (curves.shares * sums).sum(axis=1, keepdims=True)
        sums = np.where(curves.shared, sums + common, sums)
    bound: Array = np.abs(curves.slopes) * sums
    return bound
