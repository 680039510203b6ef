"""The arithmetic of every node as data: a row a connection, then a row for the node."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from fwdprop.arrays import numbers
from fwdprop.forward.trace import NodeTerms
from fwdprop.tables.json_objects import objects
from fwdprop.tables.types import Cell
from fwdprop.views.trace.text import Picked, Traces

_spelled = objects("", "").cell

HEADER = (
    *("row", "layer", "node", "source", "value", "weight", "product"),
    *("bias", "sum", "activation", "result"),
)


def rows(traces: Traces, picked: Picked, top: int | None) -> Iterator[Sequence[Cell]]:
    """The cells of HEADER, `row` counted from 1.

    A connection has no `bias`, `sum`, `activation` and `result`; a node no `source`, `value`,
    `weight` and `product`. Of more than `top` connections those with the largest products are
    there, and a row with the sum of the others' products.
    """
    for number, terms in _nodes(traces, picked):
        where = (number, terms.layer, terms.name)
        nothing = (None,) * 4
        for connection in _connections(terms, top):
            yield (*where, *connection, *nothing)
        yield (*where, *nothing, terms.bias, terms.sum, str(terms.activation), terms.result)


def nested(traces: Traces, picked: Picked, top: int | None, digits: int | None) -> Iterator[str]:
    """One JSON array with an object a node, its connections in a list of their own."""
    before = "[\n  "
    for number, terms in _nodes(traces, picked):
        names = ("source", "value", "weight", "product")
        connections = ", ".join(
            _object(dict(zip(names, connection, strict=True)), digits)
            for connection in _connections(terms, top)
        )
        node: dict[str, Cell] = {"row": number, "layer": terms.layer, "node": terms.name}
        sums: dict[str, Cell] = {
            "bias": terms.bias,
            "sum": terms.sum,
            "activation": str(terms.activation),
            "result": terms.result,
        }
        yield f'{before}{_object(node, digits)[:-1]}, "connections": [{connections}], '
        yield _object(sums, digits)[1:]
        before = ",\n  "
    yield "\n]\n" if before.startswith(",") else "[]\n"


def _nodes(traces: Traces, picked: Picked) -> Iterator[tuple[int, NodeTerms]]:
    for number, trace in traces.numbered:
        for depth, nodes in picked:
            layer = trace.at(depth)
            for node in nodes:
                yield number, layer[node]


def _connections(terms: NodeTerms, top: int | None) -> Iterator[Sequence[Cell]]:
    shown, rest = terms.largest(top)
    columns = (terms.values[shown], terms.weights[shown], terms.products[shown])
    sources = [terms.sources[index] for index in shown]
    yield from zip(sources, *map(numbers, columns), strict=True)
    if rest:
        yield f"({len(rest)} more)", None, None, terms.sum_of(rest)


def _object(values: dict[str, Cell], digits: int | None) -> str:
    pairs = (f"{json.dumps(key)}: {_spelled(value, digits)}" for key, value in values.items())
    return "{" + ", ".join(pairs) + "}"
