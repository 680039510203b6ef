"""Why two rows differ, as data: the connections, the parts by inputs, or the nodes that bend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from fwdprop.analysis.why.result import Why
from fwdprop.arrays import numbers
from fwdprop.network.connections import source_names
from fwdprop.tables.types import Cell

_CONNECTIONS = ("layer", "node", "source", "from", "to", "change", "weight", "slope", "flow")
_INPUTS = ("input_1", "input_2", "difference")
_NODES = ("input_1", "input_2", "layer", "node", "first", "one", "other", "both")
_MADE = ("bend", "onward", "contribution")

Data = tuple[Sequence[str], Iterator[Sequence[Cell]]]
"""The columns' names, and the rows."""


def of(why: Why, table: str) -> Data:
    """The `connections` into every layer, the parts by `inputs`, or the `nodes` that bend."""
    if table == "inputs":
        return _INPUTS, _inputs(why)
    if table == "nodes":
        return (*_NODES, *_MADE), _nodes(why)
    return _CONNECTIONS, _connections(why)


def _connections(why: Why) -> Iterator[Sequence[Cell]]:
    """A row for each connection up to the node: its source's value in both rows, and its flow.

    Of the node's own layer there are the nodes that its value depends on: itself, and all others
    where the activation is over the whole layer. The slope of such one is what its sum is worth;
    there is none in a layer before.
    """
    network, flows = why.network, why.flows
    for depth in flows.depths:
        layer, is_last = network.layers[depth - 1], depth == why.node.depth
        sources = source_names(network, depth)
        ends = [
            np.concatenate([why.computed.values(k)[row] for k in layer.sources]) for row in range(2)
        ]
        change = np.concatenate([flows.changes[k] for k in layer.sources])
        slopes = flows.sums[depth - 1] if is_last else flows.slopes[depth - 1]
        for node, name in enumerate(layer.nodes):
            if is_last and node != why.node.node and not flows.sums[depth - 1][node]:
                continue
            slope = None if np.isnan(slopes[node]) else float(slopes[node])
            columns = (*ends, change, layer.weights[node])
            cells = zip(sources, *map(numbers, columns), flows.into(depth, node), strict=True)
            for at, (source, start, end, by, weight, flow) in enumerate(cells):
                if layer.connected is None or layer.connected[node, at]:
                    yield layer.name, name, source, start, end, by, weight, slope, float(flow)


def _inputs(why: Why) -> Iterator[Sequence[Cell]]:
    """A row for each input that changes, alone, for each pair, beyond that, and for the rest."""
    found, names = why.inputs, why.network.inputs
    if found is None:
        return
    for at, amount in zip(found.changed.tolist(), found.alone.tolist(), strict=True):
        yield names[at], None, amount
    for (one, other), amount in zip(found.pairs.tolist(), found.together.tolist(), strict=True):
        yield names[one], names[other], amount
    if len(found.changed) > 2:
        yield None, None, found.rest


def _nodes(why: Why) -> Iterator[Sequence[Cell]]:
    """A row for each node that bends, for the pairs with the largest interactions."""
    for bending in why.bends:
        pair = [why.network.inputs[each] for each in bending.pair]
        for at, amounts in enumerate(bending.contributions):
            layer = why.network.layers[at]
            values = (bending.first, bending.one, bending.other, bending.straight)
            for node in np.flatnonzero(amounts).tolist():
                columns = (*values, bending.made, bending.worth)
                cells = [float(each[at][node]) for each in columns]
                yield (*pair, layer.name, layer.nodes[node], *cells, float(amounts[node]))
