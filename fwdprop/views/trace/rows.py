"""The arithmetic of every node as data: a row a connection, then a row for the node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.arrays import numbers
from fwdprop.forward.trace import NodeTerms
from fwdprop.tables.json_objects import objects
from fwdprop.tables.types import Cell
from fwdprop.views.trace.text import NodesShown, Traces

_spelled = objects("", "").cell

_NODE = ("row", "layer", "node")
_CONNECTION = ("source", "value", "weight", "product")
_RESULT = ("bias", "sum", "activation", "result")
HEADER = (*_NODE, *_CONNECTION, *_RESULT)


def rows(traces: Traces, nodes_shown: NodesShown, top: int | None) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER, `row` counted from 1.

    A connection has no `bias`, `sum`, `activation` and `result`; a node no `source`, `value`,
    `weight` and `product`. Of more than `top` connections those with the largest products are
    there, and a row with the sum of the others' products.
    """
    for number, terms in _nodes(traces, nodes_shown):
        node = _node(number, terms)
        for connection in _connections(terms, top):
            yield (*node, *connection, *[None] * len(_RESULT))
        yield (*node, *[None] * len(_CONNECTION), *_result(terms))


def nested(
    traces: Traces, nodes_shown: NodesShown, top: int | None, digits: int | None
) -> Iterator[str]:
    """One JSON array with an object a node, its connections in a list of their own."""
    before = "[\n  "
    for number, terms in _nodes(traces, nodes_shown):
        connections = ", ".join(
            f"{{{_pairs(_CONNECTION, connection, digits)}}}"
            for connection in _connections(terms, top)
        )
        node = _pairs(_NODE, _node(number, terms), digits)
        result = _pairs(_RESULT, _result(terms), digits)
        yield f'{before}{{{node}, "connections": [{connections}], {result}}}'
        before = ",\n  "
    yield "\n]\n" if before.startswith(",") else "[]\n"


def _nodes(traces: Traces, nodes_shown: NodesShown) -> Iterator[tuple[int, NodeTerms]]:
    for number, trace in traces.numbered:
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            for node in nodes:
                yield number, layer[node]


def _node(number: int, terms: NodeTerms) -> Sequence[Cell]:
    return number, terms.layer, terms.name


def _result(terms: NodeTerms) -> Sequence[Cell]:
    return terms.bias, terms.sum, str(terms.activation), terms.result


def _connections(terms: NodeTerms, top: int | None) -> Iterator[Sequence[Cell]]:
    shown, rest = terms.largest(top)
    columns = (terms.values[shown], terms.weights[shown], terms.products[shown])
    sources = [terms.sources[index] for index in shown]
    yield from zip(sources, *map(numbers, columns), strict=True)
    if rest:
        yield f"({len(rest)} more)", None, None, terms.sum_of(rest)


def _pairs(names: Sequence[str], cells: Sequence[Cell], digits: int | None) -> str:
    """The names and values within a JSON object."""
    pairs = zip(names, cells, strict=True)
    return ", ".join(f'"{name}": {_spelled(cell, digits)}' for name, cell in pairs)
