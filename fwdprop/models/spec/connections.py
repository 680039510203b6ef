"""The weights into one node, listed in order or by name -> which connections there are."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fwdprop.errors import Path
from fwdprop.models.spec import advice
from fwdprop.models.spec.scope import Scope
from fwdprop.models.spec.values import Faults, Value, finite_number, finite_numbers, is_list, items
from fwdprop.models.spec.weight_count import wrong_weight_count
from fwdprop.network.names import NodeRef

_NONE = np.empty(0, np.int64)
_LAYERS_NAMED = 3
"""So many of the nodes that an ambiguous name may mean are named."""


class Connections(NamedTuple):
    """The connections into one node: all of one depth in order, or single ones by name.

    `weights` (connections,) stand for the whole of `depth`, or for single nodes: `sources` and
    `nodes` (connections,) are the depth of each and its index there.
    """

    weights: NDArray[np.float64]
    depth: int | None
    sources: NDArray[np.int64] = _NONE
    nodes: NDArray[np.int64] = _NONE

    @property
    def depths(self) -> set[int]:
        """The depths that the connections come from."""
        return set(self.sources.tolist()) if self.depth is None else {self.depth}

    @classmethod
    def read(
        cls,
        where: str,
        value: Value,
        path: Path,
        scope: Scope,
        faults: Faults,
        bias_help: Callable[[Value], str] | None = None,
    ) -> Connections | None:
        """The connections written here, or None where they have faults, which are noted.

        `where` names the node in messages; `bias_help` says how to write a list of weights that
        ends with a bias, where the node has none.
        """
        if is_list(value):
            return cls._in_order(where, value, path, scope, faults, bias_help)
        return cls._by_name(value, path, scope, faults)

    @classmethod
    def _in_order(
        cls,
        where: str,
        value: Value,
        path: Path,
        scope: Scope,
        faults: Faults,
        bias_help: Callable[[Value], str] | None,
    ) -> Connections | None:
        weights = finite_numbers(value, path, "a weight", faults)
        size = scope.size(scope.last)
        found = len(weights) if weights is not None else len(items(value))
        if size is not None and found != size:
            message = wrong_weight_count(where, (found,), size, scope.noun)
            point = "; decimals take a point, 0.5" if found == 2 * size else ""
            if scope.is_count_of_inputs(found):
                faults.add(message, path, partial(scope.census, 0), numbers=size)
            elif help := scope.names_apart(found):
                faults.add(message, path, help, numbers=size)
            elif weights is not None and found == size + 1 and bias_help is not None:
                faults.add(message, path, partial(bias_help, value), numbers=size)
            else:
                census = lambda: scope.census(scope.last) + point  # noqa: E731
                faults.add(message, path, census, numbers=size)
            return None
        return None if weights is None else cls(weights, scope.last)

    @classmethod
    def _by_name(cls, value: Value, path: Path, scope: Scope, faults: Faults) -> Connections | None:
        sources, nodes, weights = array("q"), array("q"), array("d")
        for name, written in value.items():
            weight = finite_number(written, (*path, name), "a weight", faults)
            found = scope.nodes_called(name)
            if len(found) == 1:
                sources.append(found[0][0])
                nodes.append(found[0][1])
                weights.append(math.nan if weight is None else weight)
            elif scope.is_whole:
                message = partial(_no_such_node, name, found, scope)
                help = partial(_what_instead, name, found, scope, value)
                faults.add(message, (*path, name), help, at_key=True)
        if len(set(zip(sources, nodes, strict=True))) < len(nodes):
            _refuse_twice(value, path, scope, faults)
        elif len(weights) == len(value) and not any(map(math.isnan, weights)):
            return cls(np.array(weights), None, np.array(sources), np.array(nodes))
        return None


def _refuse_twice(value: Value, path: Path, scope: Scope, faults: Faults) -> None:
    """Notes every name of a node that another name has meant before."""
    first: dict[NodeRef, str] = {}
    for name in value:
        found = scope.nodes_called(name)
        if len(found) == 1 and first.setdefault(found[0], name) != name:
            message = f"'{name}' and '{first[found[0]]}' are the same node"
            faults.add(message, (*path, name), "keep one of the two", at_key=True)


def dense(
    connections: Sequence[Connections], sources: tuple[int, ...], scope: Scope
) -> tuple[NDArray[np.float64], NDArray[np.bool_] | None]:
    """Weights (nodes, fan_in) over the sources, and which of them exist (None: all of them)."""
    sizes = [len(scope.nodes_at(depth)) for depth in sources]
    starts = dict(zip(sources, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))
    weights = np.zeros((len(connections), sum(sizes)))
    if all(each.depth is not None for each in connections) and len(sources) == 1:
        for row, each in zip(weights, connections, strict=True):
            row[:] = each.weights
        weights.flags.writeable = False
        return weights, None
    present = np.zeros(weights.shape, np.bool_)
    for index, each in enumerate(connections):
        if each.depth is not None:
            start = starts[each.depth]
            columns = np.arange(start, start + len(each.weights))
        else:
            first = [starts[depth] for depth in each.sources.tolist()]
            columns = np.array(first, np.int64) + each.nodes
        weights[index, columns] = each.weights
        present[index, columns] = True
    weights.flags.writeable = present.flags.writeable = False  # so that no copy is needed
    return weights, None if present.all() else present


def _no_such_node(name: str, nodes: Sequence[NodeRef], scope: Scope) -> str:
    if nodes:
        depths = [scope.whole_name(node) for node in nodes[:_LAYERS_NAMED]]
        more = len(nodes) - len(depths)
        depths += [f"{more:,} more"] if more else []
        return f"'{name}' is ambiguous: it may mean {' or '.join(depths)}"
    if scope.is_later(name):
        return f"'{name}' is not in an earlier layer"
    return f"there is no node '{name}' in the inputs or in an earlier layer"


def _what_instead(
    name: str, nodes: Sequence[NodeRef], scope: Scope, written: Mapping[str, Value]
) -> str:
    if help := advice.key_help(written, name):
        return help
    if nodes:
        return "say the layer too: layer.node"
    return "a node reads the layers before its own" if scope.is_later(name) else scope.near(name)
