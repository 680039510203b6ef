"""A network and a row -> the linear formula that holds around the row, and how far it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwdprop.analysis.region.affine import LayerMap, layer_maps
from fwdprop.analysis.region.pieces import smooth
from fwdprop.analysis.region.switches import Ends, Nearest, Switches, ends, nearest, switches
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
    """

    network: Network
    x: Array
    refs: tuple[NodeRef, ...]
    slopes: Array
    constants: Array
    values: Array


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
    for several rows or a row that leads to a number that is not finite, UsageError where an
    activation is not made of straight pieces or there are too many slopes.
    """
    if bent := smooth(network):
        raise _is_bent(network, bent)
    computed = _pass(network, row)
    layers = tuple(layer_maps(computed))
    formulas = _formulas(computed, layers, nodes)
    counted = _counted(network, formulas.refs if nodes else None)
    found = switches(layers, counted)
    return Region(
        formulas, layers, counted, found, ends(formulas.x, found), nearest(formulas.x, found)
    )


def tangent(network: Network, row: Inputs, nodes: Sequence[str] | None = None) -> Formulas:
    """The linear formulas that touch the network's values at a row (inputs,), whatever bends.

    They are exact at the row alone. `nodes` and errors are those of `region`, but for activations.
    """
    computed = _pass(network, row)
    return _formulas(computed, layer_maps(computed), nodes)


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


def _formulas(computed: Pass, layers: Sequence[LayerMap], nodes: Sequence[str] | None) -> Formulas:
    network = computed.network
    for depth, layer in enumerate(layers, start=1):
        bad = np.argwhere(~(np.isfinite(layer.sums) & np.isfinite(layer.values)))
        if len(bad):
            name = f"layer {network.name_of(depth)}, node {network.nodes_of(depth)[bad[0][0]]}"
            raise InputError(f"the slopes of {name} are beyond the range of float64")
    last = len(layers)
    refs = [NodeRef(last, node) for node in range(len(network.nodes_of(last)))]
    if nodes:
        refs = list(dict.fromkeys(map(network.names.node_named, nodes)))
    found = np.array([layers[depth - 1].values[node] for depth, node in refs])
    values = np.array([computed.a[depth - 1][0, node] for depth, node in refs], np.float64)
    x = computed.x[0].astype(np.float64)
    return Formulas(network, x, tuple(refs), found[:, :-1], found[:, -1], values)


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


def _is_bent(network: Network, bent: Sequence[tuple[int, object, list[int]]]) -> UsageError:
    """The error for activations that are not made of straight pieces."""
    which = []
    for depth, bound, nodes in bent:
        name = f"layer {network.name_of(depth)}"
        names = network.nodes_of(depth)
        if len(nodes) < len(names):
            name += (
                f", {'node' if len(nodes) == 1 else 'nodes'} {listed([names[n] for n in nodes], 3)}"
            )
        which.append(f"{name} is {bound}")
    message = f"no linear formula holds around a row: {listed(which, 4)}"
    only_last = all(depth == len(network.layers) for depth, _, _ in bent)
    help = "the slopes at this row alone: --tangent"
    if only_last:
        help = "the sums before it: --scores"
    raise UsageError(message, help)
