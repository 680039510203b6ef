"""The region around a row as data: its formulas, the inputs' ranges, or the nodes' switches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.analysis.region import Formulas, Region
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network
from fwdprop.tables.types import Cell

_FORMULA = ("output", "constant")
_RANGE = ("input", "value", "from", "to", "below", "above")
_SWITCH = ("layer", "node", "switches_at", "sum", "distance")

Data = tuple[Sequence[str], Iterator[Sequence[Cell]]]
"""The columns' names, and the rows."""


def of_region(region: Region, table: str) -> Data:
    """The `formulas` of a region, or its `ranges` or `switches`."""
    if table == "ranges":
        return _RANGE, _ranges(region)
    if table == "switches":
        header = [*_SWITCH, *_inputs(region.formulas.network, _SWITCH)]
        return header, _switches(region)
    return formulas(region.formulas)


def formulas(found: Formulas) -> Data:
    """The constant and the slopes of each node."""
    return [*_FORMULA, *_inputs(found.network, _FORMULA)], _formulas(found)


def _formulas(found: Formulas) -> Iterator[Sequence[Cell]]:
    """A row for each node; one that is no output is `layer.node`."""
    network = found.network
    for ref, constant, slopes in zip(
        found.refs, found.constants.tolist(), found.slopes.tolist(), strict=True
    ):
        is_output = ref.depth == len(network.layers)
        name = network.nodes_of(ref.depth)[ref.node] if is_output else _name(network, ref)
        yield (name, constant, *slopes)


def _ranges(region: Region) -> Iterator[Sequence[Cell]]:
    """A row for each input: how far it may go alone, and the nodes that then switch.

    An end that there is not is an infinity. Several nodes have semicolons between them.
    """
    network, ends = region.formulas.network, region.ends
    numbers = (each.tolist() for each in (region.formulas.x, ends.lower, ends.upper))
    for name, x, lower, upper, below, above in zip(
        network.inputs, *numbers, ends.below, ends.above, strict=True
    ):
        nodes = ("; ".join(_name(network, ref) for ref in refs) or None for refs in (below, above))
        yield (name, x, lower, upper, *nodes)


def _switches(region: Region) -> Iterator[Sequence[Cell]]:
    """A row for each way in which a node can switch: the break, its sum, and that one's slopes."""
    network, found = region.formulas.network, region.switches
    columns = (found.at.tolist(), found.sum.tolist(), found.distance.tolist())
    for ref, *numbers, slopes in zip(found.refs, *columns, found.slopes.tolist(), strict=True):
        layer = network.layers[ref.depth - 1]
        yield (layer.name, layer.nodes[ref.node], *numbers, *slopes)


def _inputs(network: Network, taken: Sequence[str]) -> Iterator[str]:
    """The columns of the inputs; one that is called like another column is `inputs.name`."""
    return (f"inputs.{name}" if name in taken else name for name in network.inputs)


def _name(network: Network, ref: NodeRef) -> str:
    return network.names.whole_name(ref)
