"""A network in a document: what it is, a table of its layers, the sums, and tables of weights."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from fwdprop.network.connections import connections
from fwdprop.network.network import Network
from fwdprop.network.summary import summarize
from fwdprop.views.document import AROUND, Document, joined, texts
from fwdprop.views.show.weights import dots, ends, lines
from fwdprop.views.show.words import Shown, about, totals

TITLES = ("layer", "nodes", "activation", "reads", "weights", "parameters")
_NUMBERS = (1, 4, 5)


def layers(document: Document, network: Network, depths: Sequence[int]) -> Iterator[str]:
    """The network, a line for each depth, the names of its nodes, and the sums."""
    summary = summarize(network)
    shown = [Shown(summary, depth, str) for depth in depths]
    description = " ".join((network.description or "").split())
    figures = [
        (one.name, one.size, one.activation, one.reads, one.weights, one.parameters)
        for one in shown
    ]
    names = [f"{one.name}: {one.nodes}" for one in shown]
    said = [description] if description else []
    yield document.needs([*texts(network), network.name, description])
    yield from joined(
        document,
        [
            [document.heading(network.name), document.sentence(about(summary))],
            *([document.sentence(text)] for text in said),
            document.table(TITLES, _NUMBERS, figures),
            *([document.sentence(text)] for text in (*names, *totals(summary))),
        ],
    )


def weights(
    document: Document, network: Network, depths: Sequence[int], digits: int, whole: bool
) -> Iterator[str]:
    """A table for each layer, each behind an empty line.

    `whole` shows every line of large layers, which else show their first and last ones.
    """
    for depth in depths:
        titles = (network.name_of(depth), "source", "weight")
        left_out, first, last = ends(network, depth)
        yield document.gap
        if left_out and whole:
            table = document.long_table(titles, (2,), [math.inf, math.inf, digits + AROUND])
            yield table.head
            for line in lines(connections(network, depth), digits, str):
                yield table.row(line[:3])
            yield table.end
            continue
        rows = [line[:3] for line in lines(first, digits, str)]
        rows += [("", dots(left_out), "")] if left_out else []
        rows += [line[:3] for line in lines(last, digits, str)]
        yield from document.table(titles, (2,), rows)
