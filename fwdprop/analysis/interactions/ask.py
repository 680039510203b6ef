"""Questions in Python's words -> what they ask of a network, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from fwdprop.analysis.interactions.measure import Asked, measured, plan
from fwdprop.analysis.interactions.nodes import makers
from fwdprop.analysis.interactions.result import Interactions
from fwdprop.analysis.interactions.sample import SAMPLE, Sample
from fwdprop.arrays import Array
from fwdprop.errors import InputError, UsageError, count, listed, suggestion
from fwdprop.forward.inputs import Inputs, as_rows
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network
from fwdprop.network.scores import scores as scores_of
from fwdprop.spelling import as_typed


def interactions(
    network: Network,
    rows: Inputs,
    *,
    nodes: Sequence[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
    top: int | None = None,
    sample: int | None = SAMPLE,
    seed: int = 0,
    target: ArrayLike | None = None,
    by_node: bool = False,
    scores: bool = False,
) -> Interactions:
    """How strongly pairs of inputs interact at the outputs, over rows (n, inputs).

    `nodes` are other nodes than the outputs, by their names; `pairs` some pairs of inputs in place
    of all. Of many inputs `top` keeps so many, those that interact most. Of more than `sample` rows
    so many are drawn by the `seed`; None takes all. The linear regression is fitted to `target`
    (n,) where there is one. `by_node` finds the nodes that make the interactions. With `scores` the
    outputs are the sums before the last activation. Raises UsageError for a name that there is not,
    InputError for rows that are none, for fewer than two, and where it is too much work.
    """
    if scores:
        network = scores_of(network)
    question = asked(network, nodes, pairs, top, seed)
    x, _ = as_rows(network, rows)
    columns = x if target is None else np.column_stack([x, _numbers(target, len(x))])
    drawn = Sample(sample, seed)
    drawn.note(columns, np.arange(1, len(x) + 1))
    chosen = plan(network, question, drawn.rows(target is not None), _nowhere)
    found = measured(chosen, _nowhere)
    if not by_node:
        return found
    every = list(product(range(len(found.outputs)), range(len(found.pairs))))
    return replace(found, made=makers(found, every, _nowhere))


def asked(
    network: Network,
    nodes: Sequence[str],
    pairs: Sequence[Sequence[str]],
    top: int | None,
    seed: int,
) -> Asked:
    """What these names of nodes and pairs ask for."""
    if top is not None and pairs:
        raise UsageError("top and pairs exclude each other", "leave one of them out")
    return Asked(_outputs(network, nodes), _pairs(network, pairs), top, seed)


def _outputs(network: Network, names: Sequence[str]) -> tuple[NodeRef, ...]:
    """The nodes of these names; without any, the outputs."""
    if names:
        return tuple(dict.fromkeys(map(network.names.node_named, names)))
    depth = len(network.layers)
    return tuple(NodeRef(depth, node) for node in range(len(network.layers[-1].nodes)))


def _pairs(network: Network, pairs: Sequence[Sequence[str]]) -> Array | None:
    """The pairs (pairs, 2) of inputs of these names, each once and in order; None without any."""
    if not pairs:
        return None
    found: dict[tuple[int, int], None] = {}
    for names in pairs:
        indices = [_input(network, name) for name in names]
        if len(indices) != 2 or indices[0] == indices[1]:
            if len(network.inputs) == 1:
                raise UsageError("the network has one input, and so there are no pairs")
            message = f"a pair is two inputs, not {listed(names) or 'none'}"
            raise UsageError(message, f"such as {','.join(map(as_typed, network.inputs[:2]))}")
        found[min(indices), max(indices)] = None
    return np.array(list(found))


def _input(network: Network, name: str) -> int:
    index = network.names.node(0, name)
    if index is None:
        help = suggestion(name, network.inputs, f"the inputs are {listed(network.inputs)}")
        raise UsageError(f"there is no input '{name.strip()}'", help)
    return index


def _numbers(target: ArrayLike, rows: int) -> Array:
    try:
        numbers = np.asarray(target, np.float64)
    except (TypeError, ValueError):
        raise InputError("the target is not a list of numbers") from None
    if numbers.shape != (rows,):
        raise InputError(
            f"the target has {count(numbers.size, 'number')}, and there are {rows:,} rows"
        )
    return numbers


def _nowhere(rows: int) -> None:
    """Shows no progress."""
