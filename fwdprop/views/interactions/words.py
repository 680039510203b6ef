"""What is said of interactions, whatever way it is laid out: names, numbers, sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fwdprop import numerals
from fwdprop.analysis.interactions.result import Interactions
from fwdprop.arrays import Array
from fwdprop.errors import count, listed
from fwdprop.network.names import NodeRef

TITLES = ("interaction", "largest", "seen", "H", "gain")
NODES_SHOWN = 3
NOTHING = "-"
_ALL = 1 - 1e-12
_LEAST_SHARE = 0.0005


@dataclass(frozen=True)
class Words:
    """Spells names and numbers; `legible` makes a name readable.

    `digits` are those of figures; a regression's line and a comparison have one more.
    """

    digits: int
    legible: Callable[[str], str]
    times: str = "×"
    dot: str = "·"
    about: str = "≈"

    def number(self, number: float, more: int = 0) -> str:
        """The number as a person reads it; never -0, and a dash for none."""
        if np.isnan(number):
            return NOTHING
        return numerals.rounded(float(number) + 0.0, min(self.digits + more, 17))

    def pair(self, found: Interactions, pair: int, between: str | None = None) -> str:
        """The names of a pair of inputs: `age × retired`."""
        names = [self.legible(found.network.inputs[index]) for index in found.pairs[pair]]
        return (f" {self.times} " if between is None else between).join(names)


def order(found: Interactions, output: int) -> list[int]:
    """The pairs of an output, the strongest first."""
    sizes = found.interaction[output]
    keys = np.where(np.isnan(sizes), -1, sizes)
    order: list[int] = np.argsort(-keys, kind="stable").tolist()
    return order


def percent(share: float, decimals: int = 0) -> str:
    """The share as a person reads it: 0% is none and 100% is all."""
    if np.isnan(share):
        return NOTHING
    if share >= _ALL:
        return "100%"
    if abs(share) <= 1e-12:
        return "0%"
    text = f"{100 * share:.{decimals}f}"
    if float(text) == 100:
        nines = f"{100 * share:.2f}"
        return f"{nines}%" if float(nines) < 100 else "over 99.99%"
    if float(text) == 0 and share > 0:
        return f"under {1 / 10**decimals:g}%"
    return f"{float(text) + 0.0:.{decimals}f}%"


def heading(found: Interactions, output: int, words: Words) -> str:
    """`transactions: 300 of 5,000 rows, each compared with every other`."""
    n, total = len(found.rows.x), found.rows.total
    rows = count(n, "row") if n == total else f"{n:,} of {count(total, 'row')}"
    return f"{words.legible(found.name_of(output))}: {rows}, each compared with every other"


def figures(found: Interactions, output: int, pair: int, words: Words) -> list[str]:
    """The texts of TITLES for a pair."""
    return [
        words.number(found.interaction[output, pair]),
        words.number(found.largest[output, pair]),
        percent(found.seen[pair]),
        NOTHING if np.isnan(found.h[output, pair]) else f"{found.h[output, pair]:.3f}",
        percent(found.gain[output, pair], 2),
    ]


def explanation(found: Interactions, output: int, words: Words) -> list[str]:
    """What the columns mean; nothing where they hold none."""
    name = words.legible(found.name_of(output))
    if np.isnan(found.interaction[output]).all():
        return []
    return [
        f"interaction: change both inputs of a pair, and {name} is off by so much from the two"
        " changes added up (root mean square over all pairs of rows). Without an interaction it is"
        " 0: the lines are parallel.",
        "largest: the most for any two rows. seen: the share of the comparisons whose mixed rows"
        " are like one of the rows, about. H: the part of a pair's mean effect that is"
        " interaction (Friedman's H). gain: what a linear regression explains in"
        " addition with the product of the two.",
    ]


def about_pairs(found: Interactions, output: int, words: Words) -> Iterator[str]:
    """Sentences about the pairs: which were chosen, the strongest one, and those without any."""
    inputs = len(found.network.inputs)
    if inputs == 1:
        yield "There is one input, and so there are no pairs."
    if found.screened:
        kept = len(np.unique(found.pairs))
        yield (
            f"These are the {kept} of {inputs:,} inputs in the strongest pairs, which were found"
            f" with {count(found.screened, 'comparison')} of two rows for each of"
            f" {inputs * (inputs - 1) // 2:,} pairs."
        )
    known = found.interaction[output][~np.isnan(found.interaction[output])]
    if len(known) and not known.any():
        yield (
            f"No two of these inputs interact: {words.legible(found.name_of(output))} is the sum of"
            " what each of them does alone."
        )
    elif len(known):
        strongest = order(found, output)[0]
        yield from _arises(found, output, strongest, words)
        yield from _unlike(found, output, strongest, words)


def _arises(found: Interactions, output: int, pair: int, words: Words) -> Iterator[str]:
    """The nodes that make an interaction: `age × retired arises at node_0 (100.7%)`."""
    if found.made is None or np.isnan(found.made.shares[output, pair]).any():
        return
    shares = found.made.shares[output, pair]
    order = [at for at in np.argsort(-np.abs(shares), kind="stable").tolist() if shares[at]]
    shown = [at for at in order[:NODES_SHOWN] if abs(shares[at]) >= 0.005] or order[:1]
    said = [
        f"{node_name(found, found.made.nodes[at], words)} ({share_of(shares[at])})" for at in shown
    ]
    rest = shares[order[len(shown) :]].sum()
    others = f", others {share_of(rest)}" if abs(rest) >= _LEAST_SHARE else ""
    some = ""
    if found.made.rows < len(found.rows.x):
        some = f" ({found.made.rows} of the rows compared with all)"
    yield f"{words.pair(found, pair)} arises at {', '.join(said)}{others}{some}."
    last = found.outputs[output]
    own = found.made.nodes.index(last)
    if abs(shares[own]) >= 0.005 and last.depth == len(found.network.layers):
        activation = found.network.layers[-1].activation_of(last.node)
        part = "all" if shares[own] >= _ALL and len(order) == 1 else "some"
        yield (
            f"The output's {activation.name} makes {part} of it; --scores looks at the sums before."
        )


def share_of(share: float) -> str:
    """A node's share of an interaction: more than 100% and less than 0% are possible."""
    return f"{100 * share + 0.0:.1f}%".replace("-0.0%", "0.0%")


def node_name(found: Interactions, ref: NodeRef, words: Words) -> str:
    """The node's name, with its layer where another node of a layer is called so."""
    names = found.network.names
    bare = names.nodes_at(ref.depth)[ref.node]
    return words.legible(bare if len(names.bare(bare, 1)) == 1 else names.whole_name(ref))


def _unlike(found: Interactions, output: int, pair: int, words: Words) -> Iterator[str]:
    """How many mixed rows are like none that there is, and the interaction without them."""
    seen = float(found.seen[pair])
    if seen >= _ALL or np.isnan(found.unlike[output, pair]).any():
        return
    names = [words.legible(found.network.inputs[index]) for index in found.pairs[pair]]
    values = zip(names, found.unlike[output, pair], strict=True)
    such = " with ".join(f"{name} {words.number(value, 3)}" for name, value in values)
    rest = found.interaction_seen[output, pair]
    without = (
        "; no others are left"
        if np.isnan(rest)
        else (f"; without them its interaction is {words.number(rest)}")
    )
    yield f"{percent(1 - seen)} of its mixed rows are like none of the rows ({such}){without}."
    if found.h[output, pair] > 1:
        yield "That is also why H is above 1."


def constants(found: Interactions, words: Words) -> Iterator[str]:
    """A sentence for the inputs that are the same in every row."""
    constant = found.regressions[0].constant
    if constant:
        names = _names(found, constant, words)
        are = "is" if len(constant) == 1 else "are"
        its = "its" if len(constant) == 1 else "their"
        yield f"{names} {are} the same in every row: {its} interactions cannot be seen."


def _names(found: Interactions, inputs: Sequence[int], words: Words) -> str:
    return listed([words.legible(found.network.inputs[index]) for index in inputs])


def makers(found: Interactions, output: int, pair: int) -> tuple[Array, list[Any]]:
    """The shares of the nodes in an interaction and the nodes, the largest first, without those
    that make nothing.
    """
    assert found.made is not None
    shares = found.made.shares[output, pair]
    order = [at for at in np.argsort(-np.abs(shares), kind="stable").tolist() if shares[at]]
    return shares[order], [found.made.nodes[at] for at in order]
