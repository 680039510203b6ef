"""A network and a row -> the linear formula that holds around the row, and how far it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwdprop.activations import Bound
from fwdprop.analysis.region.affine import LayerMap, layer_maps
from fwdprop.analysis.region.pieces import smooth
from fwdprop.analysis.region.switches import Ends, Nearest, Switches, ends, nearest, switches
from fwdprop.analysis.region.touching import tangents
from fwdprop.arrays import Array, Sealed
from fwdprop.errors import InputError, UsageError, count, listed
from fwdprop.forward.inputs import Inputs, as_rows
from fwdprop.forward.passes import Pass, run
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

MOST_SLOPES = 10_000_000
"""A slope of each node for each input is worked out where there are no more than so many."""


@dataclass(frozen=True, eq=False)
class Formulas(Sealed):
    """The values of some nodes as linear formulas of the inputs, around the row `x` (inputs,).

    The value of the k-th of `refs` is constants[k] + slopes[k] · inputs. `slopes` (nodes, inputs)
    and `constants` (nodes,) are float64; `values` (nodes,) are those of the pass, at the row.
    `on_break` are the nodes that are exactly where they switch at the row, and may leave it.
    """

    network: Network
    x: Array
    refs: tuple[NodeRef, ...]
    slopes: Array
    constants: Array
    values: Array
    on_break: tuple[NodeRef, ...]


@dataclass(frozen=True, eq=False)
class Region(Sealed):
    """The part of the inputs around a row in which the same linear `formulas` hold.

    It ends where a node switches. `layers` has each layer's sums and the pieces that they lie in;
    `counted` (a mask (nodes,) for each) the nodes whose switches matter, all of them unless the
    formulas are those of chosen nodes. `switches` are the ways that these nodes can switch, `ends`
    how far each input may go alone, and `nearest` is the nearest switch in any direction, None
    where there is none.
    """

    formulas: Formulas
    layers: tuple[LayerMap, ...]
    counted: tuple[NDArray[np.bool_], ...]
    switches: Switches
    ends: Ends
    nearest: Nearest | None


def region(network: Network, row: Inputs, nodes: Sequence[str] | None = None) -> Region:
    """The linear formula that holds around a row (inputs,), and how far it holds.

    The formulas are those of the outputs, or of `nodes` by name, `hidden.node_1`. Raises InputError
    for several rows or a row that leads to a number that is not finite, UsageError where one of the
    activations is not made of straight pieces or there are too many slopes.
    """
    refs = _refs(network, nodes)
    counted = _counted(network, refs if nodes else None)
    if bent := smooth(network, counted):
        raise _is_bent(network, bent)
    computed = _pass(network, row)
    layers = tuple(layer_maps(computed))
    _prove_finite(network, [layer.sums for layer in layers])
    found = switches(layers, counted)
    formulas = _formulas(computed, refs, [layer.values for layer in layers], found.on_break)
    x = formulas.x
    return Region(formulas, layers, counted, found, ends(x, found), nearest(x, found))


def tangent(network: Network, row: Inputs, nodes: Sequence[str] | None = None) -> Formulas:
    """The linear formulas that touch the network's values at a row (inputs,), whatever bends.

    They are exact at the row alone; at a break the slopes are those of the piece to the left.
    `nodes` and errors are those of `region`, but for the activations.
    """
    refs = _refs(network, nodes)
    computed = _pass(network, row)
    values, on_break = tangents(computed)
    return _formulas(computed, refs, values, on_break)


def _refs(network: Network, nodes: Sequence[str] | None) -> tuple[NodeRef, ...]:
    """The nodes of these names, or all outputs."""
    if nodes:
        return tuple(dict.fromkeys(map(network.names.node_named, nodes)))
    last = len(network.layers)
    return tuple(NodeRef(last, node) for node in range(len(network.nodes_of(last))))


def _pass(network: Network, row: Inputs) -> Pass:
    """The pass of the one row, all of whose numbers are finite."""
    x = as_rows(network, row)[0]
    if len(x) != 1:
        raise InputError(f"a region is around one row, not {len(x):,}", "choose one of them")
    nodes = sum(len(layer.nodes) for layer in network.layers)
    if nodes * len(network.inputs) > MOST_SLOPES:
        sizes = f"{count(nodes, 'node')} and {count(len(network.inputs), 'input')}"
        message = f"{sizes} make more than {MOST_SLOPES:,} slopes, which are not worked out"
        raise UsageError(message)
    computed = run(network, x)
    found = computed.first_non_finite()
    if found is not None:
        raise InputError(f"{found.cause(network)}: no formula holds around this row")
    return computed


def _prove_finite(network: Network, formulas: Sequence[Array]) -> None:
    """Raises InputError for slopes or constants that are not finite, a layer's in each array."""
    for depth, each in enumerate(formulas, start=1):
        bad = np.argwhere(~np.isfinite(each))
        if len(bad):
            name = f"layer {network.name_of(depth)}, node {network.nodes_of(depth)[bad[0][0]]}"
            raise InputError(f"the slopes of {name} are beyond the range of float64")


def _formulas(
    computed: Pass,
    refs: tuple[NodeRef, ...],
    formulas: Sequence[Array],
    on_break: tuple[NodeRef, ...],
) -> Formulas:
    """The formulas of some nodes out of those of every layer's values."""
    network = computed.network
    _prove_finite(network, formulas)
    found = np.array([formulas[depth - 1][node] for depth, node in refs])
    values = np.array([computed.a[depth - 1][0, node] for depth, node in refs], np.float64)
    x = computed.x[0].astype(np.float64)
    return Formulas(network, x, refs, found[:, :-1], found[:, -1], values, on_break)


def _counted(network: Network, refs: Sequence[NodeRef] | None) -> tuple[NDArray[np.bool_], ...]:
    """The nodes that some nodes are computed from, these among them; all for None."""
    if refs is None:
        return tuple(np.ones(len(layer.nodes), np.bool_) for layer in network.layers)
    found = [np.zeros(len(network.nodes_of(depth)), np.bool_) for depth in (0, *network.depths)]
    for depth, node in refs:
        found[depth][node] = True
    for depth in reversed(network.depths):
        layer = network.layers[depth - 1]
        reads = (layer.weights[found[depth]] != 0).any(axis=0)
        start = 0
        for source in layer.sources:
            end = start + len(found[source])
            found[source] |= reads[start:end]
            start = end
    return tuple(found[1:])


def _is_bent(network: Network, bent: Sequence[tuple[int, Bound, list[int]]]) -> UsageError:
    """The error for activations that are not made of straight pieces."""
    which = []
    for depth, bound, nodes in bent:
        names = network.nodes_of(depth)
        whose = [f"layer {network.name_of(depth)}"]
        if len(nodes) < len(names):
            whose.append(f"node{'s' * (len(nodes) > 1)} {listed([names[n] for n in nodes], 3)}")
        which.append(f"{', '.join(whose)} {'are' if len(nodes) > 1 < len(whose) else 'is'} {bound}")
    message = f"no linear formula holds around a row: {listed(which, 4)}"
    help = "for the slopes at this row alone: --tangent"
    if all(depth == len(network.layers) for depth, _, _ in bent):
        help = f"for the sums before it: --scores; {help}"
    return UsageError(message, help)
