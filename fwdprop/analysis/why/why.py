"""Network and two rows -> why a node's values for them are not the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fwdprop import numerals
from fwdprop.analysis.bends import Corners, bends
from fwdprop.analysis.secants import secants
from fwdprop.analysis.why.inputs import by_inputs, rounding
from fwdprop.analysis.why.result import Bending, ByInputs, Flows, Mixed, Why
from fwdprop.analysis.worth import worth
from fwdprop.arrays import Array
from fwdprop.errors import InputError
from fwdprop.forward.inputs import Inputs, as_rows
from fwdprop.forward.passes import Pass, run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

PAIRS_SHOWN = 12
"""So many pairs have their bends, and stand in lists: those with the largest interactions."""


def why(network: Network, first: Inputs, second: Inputs, node: str | None = None) -> Why:
    """Why a node has another value for a second row of inputs than for a first one.

    `node` is its name, `hidden.node_1` or a bare one; the output that changes most without it.
    Raises InputError where the rows are not one row each, are equal, or lead to a value that is not
    finite, UsageError for a name that means no node.
    """
    rows = [as_rows(network, row)[0] for row in (first, second)]
    if any(len(each) != 1 for each in rows):
        raise InputError("why compares two rows, a single one on each side")
    ref = None if node is None else network.names.node_named(node)
    return of_rows(network, np.concatenate(rows), ref)


def of_rows(network: Network, x: Array, node: NodeRef | None = None) -> Why:
    """Why a node has other values for two rows `x` (2, inputs): the output that changes most."""
    computed = run(network, x)
    _prove(computed, node)
    if node is None:
        with np.errstate(all="ignore"):
            changes = np.abs(np.diff(computed.a[-1].astype(float), axis=0)[0])
        node = NodeRef(len(network.layers), int(changes.argmax()))
    values = computed.values(node.depth)[:, node.node].astype(float)
    inputs = by_inputs(network, node, computed.x)
    mixed, by = (inputs, None) if isinstance(inputs, Mixed) else (None, inputs)
    found = Why(
        computed,
        node,
        float(values[1] - values[0]),
        rounding(network, node, computed.x),
        by,
        () if by is None else _bendings(network, node, computed.x, by),
        _flows(computed, node),
        mixed,
    )
    if not np.isfinite([found.difference, *(each.sum() for each in found.flows.worth)]).all():
        raise InputError("the difference of the rows is beyond the range of float64")
    return found


def _prove(computed: Pass, node: NodeRef | None) -> None:
    """Raises InputError for equal rows, and where a value up to the node's is not finite."""
    found = computed.first_non_finite()
    if found is not None and (node is None or found.depth <= node.depth):
        value = numerals.exact(found.sum)
        row = ("first", "second")[found.row]
        names = computed.network.nodes_of(found.depth)
        where = f"input {names[found.node]}"
        if found.depth:
            layer = computed.network.name_of(found.depth)
            where = f"layer {layer}, node {names[found.node]}"
        help = "choose rows whose values are all numbers"
        raise InputError(f"{where} is {value} for the {row} row: there is no difference", help)
    if (computed.x[0] == computed.x[1]).all():
        raise InputError("the two rows are equal", "change an input in one of them")


def _flows(computed: Pass, node: NodeRef) -> Flows:
    """The difference along the connections."""
    network = computed.network
    layers = network.layers[: node.depth]
    ends = [(z[:1].astype(float), z[1:].astype(float)) for z in computed.z[: node.depth]]
    along = [secants(layer, *each) for layer, each in zip(layers, ends, strict=True)]
    worths = worth(network, along, node)
    values = [computed.values(depth).astype(float) for depth in range(node.depth + 1)]
    with np.errstate(all="ignore"):
        changes = tuple(each[1] - each[0] for each in values)
    whole = [np.zeros(1, bool) if each.shared is None else each.shared for each in along]
    slopes = [np.where(at, np.nan, each.slopes[0]) for at, each in zip(whole, along, strict=True)]
    return Flows(
        network,
        changes,
        tuple(each[0] for each in worths.values),
        tuple(each[0] for each in worths.sums),
        tuple(slopes),
    )


def _bendings(network: Network, node: NodeRef, x: Array, inputs: ByInputs) -> tuple[Bending, ...]:
    """Where the interactions of the pairs with the largest ones arise."""
    chosen = [at for at in inputs.order[:PAIRS_SHOWN].tolist() if inputs.together[at]]
    if not chosen:
        return ()
    pairs = inputs.pairs[chosen]
    corners = np.repeat(x[:1], 4 * len(pairs), axis=0).reshape(4, len(pairs), -1)
    for row, (one, other) in enumerate(pairs.tolist()):
        for corner, columns in enumerate(([], [one], [other], [one, other])):
            corners[corner, row, columns] = x[1, columns]
    computed = run(network, corners.reshape(4 * len(pairs), -1))
    layers = [Corners(*z.reshape(4, len(pairs), -1)) for z in computed.z[: node.depth]]
    found = bends(network, layers)
    values = [a.reshape(4, len(pairs), -1) for a in computed.a[: node.depth]]
    worths = found.worth(node)
    return tuple(
        Bending(
            (int(one), int(other)),
            *(tuple(each[corner, row] for each in values) for corner in range(3)),
            *(_rows(each, row) for each in (found.values, found.made, worths)),
        )
        for row, (one, other) in enumerate(pairs.tolist())
    )


def _rows(layers: Sequence[Array], row: int) -> tuple[Array, ...]:
    return tuple(each[row] for each in layers)
