"""Interactions as data: a row a pair, or a row for each node that may make one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from fwdprop.analysis.interactions.result import Interactions
from fwdprop.tables.types import Cell
from fwdprop.views.interactions.words import order

_PAIR = ("output", "input_1", "input_2")
HEADER = (*_PAIR, "interaction", "largest", "strength", "h", "seen", "gain")
NODES_HEADER = (*_PAIR, "layer", "node", "share")


def rows(found: Interactions) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER, each output's strongest pairs first; what is not defined is empty."""
    for output, pair, names in _pairs(found):
        figures = (found.interaction, found.largest, found.strength, found.h)
        numbers = [float(each[output, pair]) for each in figures]
        numbers += [float(found.seen[pair]), float(found.gain[output, pair])]
        yield *names, *map(_cell, numbers)


def rows_of_nodes(found: Interactions) -> Iterator[Sequence[Cell]]:
    """The cells of NODES_HEADER for each node, pairs as above and nodes in the order of layers."""
    assert found.made is not None
    for output, pair, names in _pairs(found):
        shares = found.made.shares[output, pair].tolist()
        for (depth, node), share in zip(found.made.nodes, shares, strict=True):
            layer = found.network.layers[depth - 1]
            yield *names, layer.name, layer.nodes[node], _cell(share)


def _pairs(found: Interactions) -> Iterator[tuple[int, int, tuple[str, str, str]]]:
    for output in range(len(found.outputs)):
        for pair in order(found, output):
            one, other = found.pairs[pair].tolist()
            inputs = found.network.inputs
            yield output, pair, (found.name_of(output), inputs[one], inputs[other])


def _cell(number: float) -> Cell:
    return None if math.isnan(number) else number
