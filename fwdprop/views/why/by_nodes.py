"""Where an interaction arises: the nodes that bend between the four rows of a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from fwdprop.activations import NOWHERE
from fwdprop.analysis.why.result import Bending, Why
from fwdprop.arrays import Array
from fwdprop.errors import listed
from fwdprop.views.why.figures import column
from fwdprop.views.why.parts import Listed, Part, Words, by_size, others

_MOST_NAMED = 4
_LEAST_SHARE = 0.05
_LONGEST_TITLE = 8
_SHORT = ("one", "other")


def parts(why: Why, words: Words) -> Iterator[Part]:
    """A list of the nodes for the pair with the largest interaction, a line for each other pair."""
    found = why.inputs
    if found is None or not len(found.pairs):
        return
    if not why.bends:
        are = "The two changes" if len(found.pairs) == 1 else "All pairs of changes"
        yield f"{are} add up: there is no interaction."
        return
    first, *rest = why.bends
    yield f"{words.pair(why, first.pair)} arises where a node bends between its four rows:"
    bent = [depth for depth, each in enumerate(first.contributions, 1) if each.any()]
    for depth in bent:
        yield from _of_layer(why, first, depth, words, is_alone=len(bent) == 1)
    yield _explained(why, first, bent, words)
    if rest:
        yield "\n".join(_where(why, rest, words))


def _explained(why: Why, bending: Bending, bent: Sequence[int], words: Words) -> str:
    """What the columns say, and what several layers add up to."""
    one, other = _titles(why, bending, words)
    sentences = [f"Bend: both {words.minus} {one} {words.minus} {other} + first."]
    if bent[-1] > 1:
        sentences.insert(0, "Both: the value if no layer before had bent.")
    if one == _SHORT[0]:
        names = [words.node(why, 0, each) for each in bending.pair]
        sentences.insert(0, f"One: {names[0]} alone; other: {names[1]} alone.")
    if any(words.onward(why, depth).endswith("onward") for depth in bent):
        sentences.append("Onward: what one unit of it is worth in the end.")
    if len(bent) > 1:
        sums = [float(bending.contributions[depth - 1].sum()) for depth in bent]
        texts = column([*sums, sum(sums)], words.digits)
        names = [words.name(why.network.name_of(depth)) for depth in bent]
        layers = ", ".join(f"{name} {text}" for name, text in zip(names, texts, strict=False))
        sentences.append(f"The layers: {layers}, together {texts[-1]}.")
    return " ".join(sentences)


def _titles(why: Why, bending: Bending, words: Words) -> Sequence[str]:
    """What stands above the values for either change alone: the inputs, where they are short."""
    names = [words.node(why, 0, each) for each in bending.pair]
    return names if max(map(len, names)) <= _LONGEST_TITLE else _SHORT


def _of_layer(
    why: Why, bending: Bending, depth: int, words: Words, is_alone: bool
) -> Iterator[Part]:
    """The nodes of a layer that bend, and which do not."""
    at = depth - 1
    amounts = bending.contributions[at]
    bent = np.flatnonzero(amounts)
    chosen, left_out = (
        [int(bent[k]) for k in each] for each in by_size(amounts[bent], words.whole)
    )
    values = [each[at] for each in (bending.first, bending.one, bending.other, bending.straight)]
    cells = column(np.concatenate([each[chosen] for each in values]).tolist(), words.digits)
    rows = [cells[k * len(chosen) : (k + 1) * len(chosen)] for k in range(4)]
    made = column(bending.made[at][chosen].tolist(), words.digits)
    worth = column(bending.worth[at][chosen].tolist(), words.digits)
    total = float(amounts.sum())
    shown = [*amounts[chosen].tolist(), *([amounts[left_out].sum()] if left_out else []), total]
    flows = column(shown, words.digits)
    names = [words.node(why, depth, node) for node in chosen]
    lines = [list(line) for line in zip(names, *rows, made, worth, flows, strict=False)]
    if left_out:
        lines.append([others(len(left_out), "node"), *[""] * 6, flows[-2]])
    titles = (
        *(words.name(why.network.name_of(depth)), "first"),
        *_titles(why, bending, words),
        *("both", "bend", words.onward(why, depth), "adds"),
    )
    label = "together" if is_alone else "this layer"
    yield Listed(titles, lines, (label, *[""] * 6, flows[-1]) if len(lines) > 1 else None)
    if sentence := _straight(why, values, bending.made[at], depth, words):
        yield sentence


def _straight(why: Why, values: Sequence[Array], made: Array, depth: int, words: Words) -> str:
    """Which nodes of a layer made of straight pieces do not bend, as they stay on, or off."""
    layer = why.network.layers[depth - 1]
    staying: dict[str, list[str]] = {}
    for node in np.flatnonzero(made == 0).tolist():
        bound = layer.activation_of(node)
        if bound.straight is None or bound.flat is NOWHERE:
            continue
        is_off = bound.flat.off and not any(each[node] for each in values)
        how = "off" if is_off else "on" if bound.flat.off else "straight"
        staying.setdefault(how, []).append(words.node(why, depth, node))
    if not staying:
        return ""
    groups = (
        f"{listed(names)} stay{'s' * (len(names) == 1)} {how}" for how, names in staying.items()
    )
    return f"{'; '.join(groups)}: no bend there."


def _where(why: Why, bendings: Sequence[Bending], words: Words) -> Iterator[str]:
    """`age × balance: at node_0 (101%), node_4 (-1.3%)`; pairs of which the same is said as one."""
    alike: dict[str, list[str]] = {}
    for each in bendings:
        alike.setdefault(_places(why, each, words), []).append(words.pair(why, each.pair))
    for where, pairs in alike.items():
        verb = "arises" if len(pairs) == 1 else "arise"
        yield f"{listed(pairs, 4)} {verb} at {where}"


def _places(why: Why, bending: Bending, words: Words) -> str:
    """The nodes that add most, with their shares, and the others together."""
    amounts = np.concatenate(bending.contributions)
    places = [
        (depth, node)
        for depth, each in enumerate(bending.contributions, 1)
        for node in range(len(each))
    ]
    shares = 100 * amounts / amounts.sum()
    order = np.argsort(-np.abs(shares), kind="stable").tolist()
    most = [k for k in order[:_MOST_NAMED] if abs(shares[k]) >= _LEAST_SHARE]
    named = [f"{words.place(why, *places[k])} ({shares[k]:.3g}%)" for k in most]
    others = 100 - shares[most].sum()
    if abs(others) >= _LEAST_SHARE:
        named.append(f"others {others:.3g}%")
    return ", ".join(named)
