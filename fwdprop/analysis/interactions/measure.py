"""Network and rows -> how strongly pairs of inputs interact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.interactions import cost
from fwdprop.analysis.interactions.columns import Distinct, Pair, distinct, occupied, pair
from fwdprop.analysis.interactions.mixtures import Mixtures, scale_of
from fwdprop.analysis.interactions.regression import regressions
from fwdprop.analysis.interactions.result import Interactions, Rows
from fwdprop.analysis.interactions.sample import FIRST_SHOWN
from fwdprop.analysis.interactions.screening import squares, strongest
from fwdprop.analysis.interactions.tally import Corners, Measured, Tally, nothing
from fwdprop.arrays import Array
from fwdprop.errors import InputError, count
from fwdprop.forward.rounding import Bounded
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

# What the answers of a block of rows take, with all that is made on the way.
BLOCK_BYTES = 24 << 20


class Asked(NamedTuple):
    """What is looked at: the `outputs`, and the `pairs` (pairs, 2) of inputs, None for all.

    With `top` so many inputs are kept, found with squares drawn by the `seed`.
    """

    outputs: tuple[NodeRef, ...]
    pairs: Array | None = None
    top: int | None = None
    seed: int = 0


class Plan(NamedTuple):
    """Which pairs are measured on which rows, and how many rows go through the network for it."""

    network: Network
    asked: Asked
    rows: Rows
    columns: dict[int, Distinct]
    pairs: Array
    screened: int
    cost: int


def plan(network: Network, asked: Asked, rows: Rows, advance: Callable[[int], None]) -> Plan:
    """What is to be done for the rows, those without a finite answer left out.

    Raises InputError where there are fewer than two rows, or where it is too much.
    """
    rows = _in_order(_finite(network, asked.outputs, rows))
    n, inputs = rows.x.shape
    if n < 2:
        raise _too_few(rows)
    columns = {index: distinct(rows.x[:, index]) for index in range(inputs)}
    sizes = np.array([len(column.rows) for column in columns.values()])
    screened, pairs = 0, asked.pairs
    if pairs is None:
        kept = np.arange(inputs)
        if asked.top is not None and asked.top < inputs:
            screened = squares(network)
            args = (asked.top, asked.seed, advance)
            kept = strongest(network, asked.outputs, rows.x, *args)
        pairs = cost.all_pairs(kept)
    varied = pairs[(sizes[pairs] > 1).all(axis=1)]
    found = cost.prove_affordable(network, len(asked.outputs), sizes, varied, n, asked.top)
    cost.prove_fitting(len(asked.outputs), sizes, varied, n)
    return Plan(network, asked, rows, columns, pairs, screened, found.rows)


def measured(plan: Plan, advance: Callable[[int], None]) -> Interactions:
    """The interactions of a plan's pairs; `advance` takes the rows that went through."""
    network, outputs, rows = plan.network, plan.asked.outputs, plan.rows
    mixtures = Mixtures(network, outputs, rows.x, advance)
    own = mixtures.own()
    mixtures.scale = scale_of(own.values)
    every = _of_pairs(plan, mixtures, mixtures.scaled(own))
    if any(np.isinf([each.largest, each.interaction]).any() for each in every):
        message = "interactions, or their squares, are beyond the range of float64"
        raise InputError(message, "compare rows that are nearer to each other")
    lines = regressions(rows, own.values, own.bounds, plan.pairs)

    def of_pairs(name: str) -> Array:
        figures = [getattr(each, name) for each in every]
        return np.stack(figures, axis=1) if figures else np.empty((len(outputs), 0))

    return Interactions(
        network=network,
        outputs=outputs,
        rows=rows,
        pairs=plan.pairs,
        interaction=of_pairs("interaction"),
        largest=of_pairs("largest"),
        strength=of_pairs("strength"),
        h=of_pairs("h"),
        seen=np.array([each.seen for each in every]),
        interaction_seen=of_pairs("interaction_seen"),
        gain=np.stack([each.gains for each in lines]),
        not_finite=of_pairs("not_finite"),
        unlike=of_pairs("unlike"),
        regressions=tuple(lines),
        screened=plan.screened,
    )


def _of_pairs(plan: Plan, mixtures: Mixtures, own: Bounded) -> list[Measured]:
    """The figures of each pair; nan for one with an input that is the same in every row."""
    columns, n = plan.columns, len(plan.rows.x)
    varied = {index: len(columns[index].rows) > 1 for index in columns}
    pairs = [(one, other) for one, other in plan.pairs.tolist() if varied[one] and varied[other]]
    outputs = len(plan.asked.outputs)
    joined = {each: pair(columns[each[0]], columns[each[1]]) for each in pairs}
    tallies = {
        (one, other): Tally(both, occupied(columns[one], columns[other]), outputs, n)
        for (one, other), both in joined.items()
    }
    alone = sorted({index for each in pairs for index in each})
    for block in _blocks(n, outputs, [columns[index] for index in alone], joined.values()):
        one_by_one = {index: mixtures.mixed(block, [index], columns[index]) for index in alone}
        answers = Bounded(own.values[:, block], own.bounds[:, block])
        for (one, other), both in joined.items():
            mixed = mixtures.mixed(block, [one, other], both.both)
            corners = Corners(answers, one_by_one[one], one_by_one[other], mixed)
            tallies[one, other].add(block, corners)
    found = {each: tally.measured(mixtures.scale) for each, tally in tallies.items()}
    return [found.get((one, other)) or nothing(outputs, n) for one, other in plan.pairs.tolist()]


def _blocks(
    n: int, outputs: int, alone: Sequence[Distinct], pairs: Iterable[Pair]
) -> Iterator[slice]:
    """Blocks of rows whose answers are in memory together."""
    values = sum(len(each.rows) for each in alone)
    most = max((len(each.both.rows) for each in pairs), default=1)
    rows = max(BLOCK_BYTES // (8 * outputs * (2 * values + cost.ARRAYS * most)), 1)
    return (slice(start, min(start + rows, n)) for start in range(0, n, rows))


def _finite(network: Network, outputs: tuple[NodeRef, ...], rows: Rows) -> Rows:
    """The rows whose answers are finite."""
    answers = Mixtures(network, outputs, rows.x, lambda rows: None).own().values
    good = np.atleast_1d(np.isfinite(answers).all(axis=0))
    if good.all():
        return rows
    first = [*rows.first, *rows.numbers[~good].tolist()]
    return replace(
        _some(rows, good),
        left_out=rows.left_out + int((~good).sum()),
        first=tuple(sorted(first)[:FIRST_SHOWN]),
    )


def _in_order(rows: Rows) -> Rows:
    """The rows in the order of their inputs: nothing then depends on how they came."""
    return _some(rows, np.lexsort(rows.x.T[::-1]))


def _some(rows: Rows, which: Array) -> Rows:
    target = None if rows.target is None else rows.target[which]
    return replace(rows, x=rows.x[which], numbers=rows.numbers[which], target=target)


def _too_few(rows: Rows) -> InputError:
    left = count(len(rows.x), "row")
    if rows.left_out:
        out = f"{count(rows.left_out, 'row')} with numbers that are not finite left out"
        return InputError(f"{left} to compare, {out}", "two rows at least are compared")
    return InputError(f"{left} to compare with each other", "two rows at least are compared")
