"""The whole difference along the connections: what flows on from each node of each layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from fwdprop.analysis.why.result import Why
from fwdprop.arrays import Array
from fwdprop.errors import listed
from fwdprop.views.why.figures import column, ways
from fwdprop.views.why.parts import Listed, Part, Words, by_size, others

ONWARD = "Onward: what one unit of a value is worth in the end, along weights and slopes."


def parts(why: Why, words: Words) -> Iterator[Part]:
    """A list for the inputs, and one for each layer before the node in question."""
    yield "The whole difference along the connections:"
    last = why.node.depth
    for depth in range(last):
        yield from _of_depth(why, depth, words)
    if why.network.layers[last - 1].activation_of(why.node.node).name != "identity":
        yield from _of_last(why, words)
    has_slopes = last > 1 or why.network.layers[0].activation_of(why.node.node).name != "identity"
    slope = "Slope: change of the value / change of the sum. " if has_slopes else ""
    onward = ONWARD if last > 1 or has_slopes else ""
    if slope or onward:
        yield f"{slope}{onward}"
    yield "Each list adds up to the difference, to rounding."


def _of_depth(why: Why, depth: int, words: Words) -> Iterator[Part]:
    """What flows on from the inputs, or from the nodes of a layer; what flows past it, too."""
    flows, worth = why.flows.of_nodes(depth), why.flows.worth[depth]
    past = why.flows.past(depth) if depth else 0.0
    columns: list[Sequence[float] | Array] = [worth]
    if depth:
        columns.insert(0, why.flows.slopes[depth - 1])
    titles = [words.name(why.network.name_of(depth)), "value", words.onward(why, depth), "flow"]
    if depth:
        titles[1:2] = ["sum", "value", "slope"]
    moving = np.flatnonzero(flows)
    yield _table(why, depth, words, titles, moving, columns, flows, past)
    still = [words.node(why, depth, node) for node in np.flatnonzero(flows == 0).tolist()]
    if still:
        yield f"Nothing flows on from {listed(still)}."


def _of_last(why: Why, words: Words) -> Iterator[Part]:
    """What the sums of the node's own layer make of its value, where an activation is there."""
    depth = why.node.depth
    slopes = why.flows.sums[depth - 1]
    z = why.computed.z[depth - 1].astype(float)
    flows = slopes * (z[1] - z[0])
    titles = [words.name(why.network.name_of(depth)), "sum", "value", "slope", "flow"]
    yield _table(why, depth, words, titles, np.flatnonzero(flows), [slopes], flows, 0.0)


def _table(
    why: Why,
    depth: int,
    words: Words,
    titles: Sequence[str],
    nodes: Array,
    columns: Sequence[Sequence[float] | Array],
    flows: Array,
    past: float,
) -> Listed:
    """The nodes with the largest flows, what each of the `columns` says, and the flows."""
    picked = by_size(flows[nodes], words.whole)
    chosen, left_out = ([int(nodes[k]) for k in each] for each in picked)
    cells = [[words.node(why, depth, node) for node in chosen]]
    passes = [why.computed.z[depth - 1], why.computed.a[depth - 1]] if depth else [why.computed.x]
    for values in passes:
        before, after = values[:, chosen].astype(float).tolist()
        cells.append(ways(before, after, words.digits, words.arrow))
    for each in columns:
        cells.append(_known(np.asarray(each)[chosen], words.digits))
    amounts = flows[chosen].tolist()
    names: list[str] = []
    if left_out:
        names.append(others(len(left_out), "node" if depth else "input"))
        amounts.append(float(flows[left_out].sum()))
    if past:
        names.append("(past this layer)")
        amounts.append(past)
    total = float(np.sum(amounts))
    texts = column([*amounts, 0.0 if abs(total) <= why.rounding else total], words.digits)
    gap = [""] * (len(titles) - 2)
    lines = [list(line) for line in zip(*cells, texts, strict=False)]
    lines += [[name, *gap, text] for name, text in zip(names, texts[len(lines) :], strict=False)]
    return Listed(titles, lines, ["together", *gap, texts[-1]] if len(lines) > 1 else None)


def _known(numbers: Array, digits: int) -> list[str]:
    """The numbers, `-` where there is none."""
    texts = iter(column(numbers[~np.isnan(numbers)].tolist(), digits))
    return ["-" if np.isnan(number) else next(texts) for number in numbers]
