"""What is said of a region, whatever way it is laid out: formulas, nodes, ends, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fwdprop import numerals
from fwdprop.analysis.region import Formulas, Region
from fwdprop.errors import listed
from fwdprop.network.names import NodeRef
from fwdprop.views.trace.equation import Equation

TERMS_SHOWN = 8
"""So many terms of a formula are shown, unless all are asked for."""
NAMES_SHOWN = 12
"""So many nodes of a list are shown, unless all are asked for."""

_ON, _OFF = "on", "off"


@dataclass(frozen=True)
class Words:
    """Spells numbers and names: `legible` makes a name readable, `whole` leaves nothing out.

    `times` stands between a slope and its input.
    """

    digits: int
    legible: Callable[[str], str]
    whole: bool
    times: str = "·"

    def number(self, number: float) -> str:
        """The number as a person reads it; never -0."""
        return numerals.rounded(float(number) + 0.0, self.digits)

    def node(self, formulas: Formulas, ref: NodeRef) -> str:
        """The node's name, with its layer where another node of a layer is called so."""
        names = formulas.network.names
        alone = len(names.bare(formulas.network.nodes_of(ref.depth)[ref.node], 1)) == 1
        whole = names.whole_name(ref)
        return self.legible(whole.partition(".")[2] if alone else whole)

    def nodes(self, formulas: Formulas, refs: Sequence[NodeRef], most: int = NAMES_SHOWN) -> str:
        """The nodes' names with commas between them, the middle of a long list left out."""
        names = [self.node(formulas, ref) for ref in refs]
        return ", ".join(names) if self.whole else listed(names, most)


def equation(formulas: Formulas, at: int, words: Words, sign: str) -> Equation:
    """The formula of one node, with its value at the row: `y = 2 + 3·a = 8`.

    Terms whose slope is 0 are left out. Of too many the ones that make most of the value are
    shown, and what the others make together.
    """
    slopes, constant = formulas.slopes[at], formulas.constants[at]
    terms = np.flatnonzero(slopes)
    rest = terms[:0]
    if len(terms) > TERMS_SHOWN and not words.whole:
        with np.errstate(over="ignore"):
            order = np.argsort(-np.abs(slopes * formulas.x)[terms], kind="stable")
        shown = np.sort(terms[order[:TERMS_SHOWN]])
        terms, rest = shown, np.setdiff1d(terms, shown)
    parts = [words.number(constant)] if constant or not len(terms) else []
    for term in terms.tolist():
        name = words.legible(formulas.network.inputs[term])
        parts.append(f"{words.number(slopes[term])}{words.times}{name}")
    if len(rest):
        parts.append(f"({len(rest)} more: {words.number(slopes[rest] @ formulas.x[rest])})")
    text = " + ".join(parts).replace("+ -", "- ")
    node = words.node(formulas, formulas.refs[at])
    sides = [node, text, words.number(formulas.values[at])]
    if sides[1] == sides[2]:
        sides.pop()
    return Equation(tuple(sides), (sign, "=")[: len(sides) - 1])


def pieces(region: Region, words: Words) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For each layer with breaks its name, and which nodes are in which piece: `on: h1, h2`."""
    formulas = region.formulas
    for depth, (layer, counted) in enumerate(zip(region.layers, region.counted, strict=True), 1):
        piece = layer.piece
        groups: dict[str, list[NodeRef]] = {}
        ended = counted & (np.isfinite(piece.lower) | np.isfinite(piece.upper))
        for node in np.flatnonzero(ended).tolist():
            label = _label(piece.slope[node], piece.offset[node], words)
            groups.setdefault(label, []).append(NodeRef(depth, node))
        if groups:
            name = words.legible(formulas.network.name_of(depth))
            labels = sorted(groups, key=lambda label: (label != _ON, label == _OFF))
            yield name, [(label, _members(groups[label], formulas, words)) for label in labels]


def on_break(region: Region, words: Words) -> Iterator[str]:
    """A sentence for the nodes that are exactly where they switch."""
    sides: dict[str, list[NodeRef]] = {}
    for ref in region.formulas.on_break:
        layer = region.layers[ref.depth - 1]
        lower, upper = layer.piece.lower[ref.node], layer.piece.upper[ref.node]
        side = "smaller sums" if upper == layer.z[ref.node] else "larger sums"
        sides.setdefault("this sum alone" if lower == upper else side, []).append(ref)
    for side, refs in sides.items():
        yield f"{_exactly(region.formulas, refs, words)}: the formula holds for {side}."


def on_break_of_tangent(formulas: Formulas, words: Words) -> Iterator[str]:
    """The same where the slopes hold at the row alone."""
    if formulas.on_break:
        whose = _exactly(formulas, formulas.on_break, words)
        yield f"{whose}: the slopes are those for smaller sums."


def _exactly(formulas: Formulas, refs: Sequence[NodeRef], words: Words) -> str:
    names = words.nodes(formulas, refs)
    verb, switch = ("is", "it switches") if len(refs) == 1 else ("are", "they switch")
    return f"{names} {verb} exactly where {switch}"


Range = tuple[str, str, str, list[str]]
"""An input: its name, from where to where it may go alone, and what then switches."""


def ranges(region: Region, words: Words, infinite: str) -> Iterator[Range]:
    """The range of each input. `infinite` stands for an end that there is not."""
    ends = region.ends
    for at, name in enumerate(region.formulas.network.inputs):
        sides = ((ends.below[at], "below"), (ends.above[at], "above"))
        parts = [f"{words.nodes(region.formulas, refs, 4)} {side}" for refs, side in sides if refs]
        lower = words.number(ends.lower[at]) if np.isfinite(ends.lower[at]) else f"-{infinite}"
        upper = words.number(ends.upper[at]) if np.isfinite(ends.upper[at]) else infinite
        yield words.legible(name), lower, upper, parts or ["no node"]


def nearest(region: Region, words: Words) -> str:
    """The sentence about the nearest switch."""
    found = region.nearest
    if found is None:
        return "No node can switch: the formula holds whatever the inputs are."
    names = words.nodes(region.formulas, found.refs)
    away = words.number(found.distance)
    sums = ", ".join(words.number(each) for each in found.sums[:NAMES_SHOWN])
    return f"Nearest switch in any direction: {names}, {away} away, sum {sums}"


def _members(refs: Sequence[NodeRef], formulas: Formulas, words: Words) -> str:
    """The nodes' bare names: their layer stands in front."""
    nodes = formulas.network.nodes_of(refs[0].depth)
    names = [words.legible(nodes[ref.node]) for ref in refs]
    return ", ".join(names) if words.whole else listed(names, NAMES_SHOWN)


def _label(slope: float, offset: float, words: Words) -> str:
    """What a node makes of its sum: `on` for itself, `off` for 0, else as a formula."""
    if slope == 0:
        return words.number(offset) if offset else _OFF
    times = "sum" if slope == 1 else f"{words.number(slope)}{words.times}sum"
    if offset:
        sign = "-" if offset < 0 else "+"
        return f"{times} {sign} {words.number(abs(offset))}"
    return _ON if slope == 1 else times
