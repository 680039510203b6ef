"""The weights into one node, listed in order or by name -> which connections there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwdprop.errors import Path, count
from fwdprop.spec.scope import Scope, Spot
from fwdprop.spec.values import (
    Faults,
    Row,
    Value,
    finite_number,
    finite_numbers,
    is_list,
    is_mapping,
    items,
)


@dataclass(frozen=True)
class Connections:
    """The connections into one node: all of one place in order, or single ones by name.

    `weights` (connections,) stand for the whole of `place`, or for the `spots` one by one.
    """

    weights: NDArray[np.float64]
    place: int | None
    spots: tuple[Spot, ...] = ()

    @property
    def places(self) -> set[int]:
        """The places that the connections come from."""
        return {self.place} if self.place is not None else {place for place, _ in self.spots}

    @classmethod
    def read(
        cls,
        where: str,
        value: Value,
        path: Path,
        scope: Scope,
        later: Sequence[Value],
        faults: Faults,
    ) -> Connections | None:
        """The connections written here, or None where they have faults, which are noted.

        `where` names the node in messages; `later` are the layers, as written, that a name cannot
        mean: this one and all after it.
        """
        if is_list(value):
            return cls._in_order(where, value, path, scope, faults)
        return cls._by_name(value, path, scope, later, faults)

    @classmethod
    def _in_order(
        cls, where: str, value: Value, path: Path, scope: Scope, faults: Faults
    ) -> Connections | None:
        weights = finite_numbers(value, path, "a weight", faults)
        size = scope.size(scope.last)
        found = len(weights) if weights is not None else len(items(value))
        if size is not None and found != size:
            message = f"{where} has {count(found, 'weight')}, expected {size}"
            help = scope.census(scope.last)
            if found == 2 * size:
                help += "; decimals take a point, 0.5"
            faults.add(f"{message}, one for each {scope.noun}", path, help)
            return None
        return None if weights is None else cls(weights, scope.last)

    @classmethod
    def _by_name(
        cls, value: Value, path: Path, scope: Scope, later: Sequence[Value], faults: Faults
    ) -> Connections | None:
        spots: dict[Spot, str] = {}
        weights: list[float] = []
        for name, written in value.items():
            weight = finite_number(written, (*path, name), "a weight", faults)
            spot = scope.spot(name)
            if isinstance(spot, str):
                if scope.is_whole:
                    message, help = (
                        (spot, None) if faults.are_many else _no_such_node(name, spot, scope, later)
                    )
                    faults.add(message, (*path, name), help, at_key=True)
            elif spot in spots:
                message = f"'{name}' and '{spots[spot]}' are the same node"
                faults.add(message, (*path, name), "keep one of the two", at_key=True)
            elif weight is not None:
                spots[spot] = name
                weights.append(weight)
        if len(weights) < len(value):
            return None
        return cls(np.array(weights, np.float64), None, tuple(spots))


def dense(
    connections: Sequence[Connections], sources: tuple[int, ...], scope: Scope
) -> tuple[NDArray[np.float64], NDArray[np.bool_] | None]:
    """Weights (nodes, fan_in) over the sources, and which of them exist (None: all of them)."""
    sizes = [len(scope.nodes_at(place)) for place in sources]
    starts = dict(zip(sources, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))
    weights = np.zeros((len(connections), sum(sizes)))
    if all(each.place is not None for each in connections) and len(sources) == 1:
        for row, each in zip(weights, connections, strict=True):
            row[:] = each.weights
        return weights, None
    present = np.zeros(weights.shape, np.bool_)
    for index, each in enumerate(connections):
        if each.place is not None:
            start = starts[each.place]
            columns = np.arange(start, start + len(each.weights))
        else:
            columns = np.array([starts[place] + node for place, node in each.spots], np.intp)
        weights[index, columns] = each.weights
        present[index, columns] = True
    return weights, None if present.all() else present


def _no_such_node(
    name: str, sentence: str, scope: Scope, later: Sequence[Value]
) -> tuple[str, str | None]:
    if "ambiguous" in sentence:
        return sentence, "say the layer too: layer.node"
    layer, _, _node = name.partition(".")
    for written in later:
        if is_mapping(written) and (name in _names(written) or written.get("name") == layer):
            return f"'{name}' is not in an earlier layer", "a node reads the layers before its own"
    return sentence, scope.near(name)


def _names(layer: Value) -> Sequence[str]:
    nodes = layer.get("nodes")
    if is_mapping(nodes):
        return list(nodes)
    return (
        [item for item in items(nodes) if isinstance(item, str)]
        if isinstance(nodes, list | Row)
        else []
    )
