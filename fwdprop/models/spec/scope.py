"""Names: which nodes there are so far, and which one a name in the file means."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import Path, listed, nearest
from fwdprop.models.spec.values import Faults, Value, is_list, is_mapping, is_missing, items, shown
from fwdprop.network.network import INPUTS

Spot = tuple[int, int]
"""A node: its place (0 the inputs, k the k-th layer) and its index there."""


class Scope:
    """The places that stand before the layer being read, the inputs first.

    `written` are the layers as written. A place whose nodes could not be read is None: nothing is
    said about names in it.
    """

    def __init__(self, inputs: tuple[str, ...] | None, written: Sequence[Value] = ()) -> None:
        self.names: list[str | None] = [INPUTS]
        self.nodes: list[tuple[str, ...] | None] = [inputs]
        self.is_whole = inputs is not None
        """Whether every place so far could be read."""
        self._written = written
        self._place = {INPUTS: 0}
        self._index: list[dict[str, int]] = [_index(inputs)]
        self._places: dict[str, list[int]] = {}
        self._known = 0

    def add(self, name: str | None, nodes: tuple[str, ...] | None) -> None:
        """Takes in the next layer."""
        if name is not None:
            self._place.setdefault(name, len(self.names))
        self.names.append(name)
        self.nodes.append(nodes)
        self.is_whole = self.is_whole and nodes is not None
        self._index.append(_index(nodes))

    @property
    def last(self) -> int:
        """The place that the next layer follows."""
        return len(self.names) - 1

    @property
    def noun(self) -> str:
        """What the values are called that the next layer reads: inputs, or nodes of a layer."""
        return f"node of layer {self.names[self.last]}" if self.last else "input"

    def size(self, place: int) -> int | None:
        """How many nodes a place has, or None where that could not be read."""
        nodes = self.nodes[place]
        return None if nodes is None else len(nodes)

    def called(self, name: str) -> int | None:
        """The first place of that very name, or None."""
        return self._place.get(name)

    def place(self, name: str) -> int | None:
        """The place that a name means: `inputs`, or a layer; `output` is always the last one."""
        return self._place.get(name, self.last if name == "output" else None)

    def node(self, place: int, name: str) -> int | None:
        """The index of a node in its place, or None."""
        return self._index[place].get(name)

    def spots(self, name: str) -> list[Spot]:
        """The nodes that a name may mean: the one, none, or several.

        A bare name means the layer before first, then the one earlier layer that has it;
        `hidden.node_0` says it whole.
        """
        if (index := self._index[-1].get(name)) is not None:
            found = [(self.last, index)]
        else:
            found = [(place, self._index[place][name]) for place in self._places_with(name)]
        layer, dot, node = name.partition(".")
        place = self._place.get(layer) if dot else None
        if place is not None and (index := self._index[place].get(node)) is not None:
            found.append((place, index))
        return found

    def whole_name(self, spot: Spot) -> str:
        """The name of a node with its layer: `hidden.node_0`."""
        place, index = spot
        return f"{self.names[place]}.{self.nodes_at(place)[index]}"

    def nodes_at(self, place: int) -> tuple[str, ...]:
        """The node names of a place, none where they could not be read."""
        return self.nodes[place] or ()

    def is_later(self, name: str) -> bool:
        """Whether a name is that of a node, or begins with that of a layer, still to come."""
        layer = name.partition(".")[0]
        return any(
            is_mapping(written) and (written.get("name") == layer or _has_node(written, name))
            for written in self._written[self.last :]
        )

    def near(self, name: str) -> str:
        """What to do about a name that there is not: the nearest one, or those that there are."""
        whole = "." in name
        known = (
            f"{place}.{node}" if whole else node
            for place, nodes in zip(self.names, self.nodes, strict=True)
            for node in (nodes or ())[: 1_000 if whole else 10_000]
        )
        near = nearest(name, known)
        return f"did you mean {near}?" if near else self.census(self.last)

    def census(self, place: int) -> str:
        """A sentence that lists the nodes of a place."""
        nodes = listed(self.nodes_at(place))
        return f"layer {self.names[place]} has {nodes}" if place else f"the inputs are {nodes}"

    def _places_with(self, name: str) -> list[int]:
        """The places that have a node of this name, the latest first."""
        # Most networks never ask: which places have a name is only then written down.
        for place in range(self._known, len(self.names)):
            for node in self._index[place]:
                self._places.setdefault(node, []).append(place)
        self._known = len(self.names)
        return self._places.get(name, [])[::-1]


def _has_node(layer: Value, name: str) -> bool:
    nodes = layer.get("nodes")
    return name in items(nodes) if is_list(nodes) else is_mapping(nodes) and name in nodes


def _index(nodes: Sequence[str] | None) -> dict[str, int]:
    return {name: index for index, name in enumerate(nodes or ())}


def names(value: Value, path: Path, noun: str, faults: Faults) -> tuple[str, ...] | None:
    """The names in a list, or None where one is not a name or is there twice, which is noted."""
    written = items(value)
    found = [str(item) for item in written if _is_name(item)]
    if found and len(found) == len(written) == len(set(found)):
        return tuple(found)
    del found
    if not written:
        faults.add(f"an empty list names no {noun}", path)
    seen: dict[str, int] = {}
    for index, item in enumerate(written):
        where = (*path, index)
        if not _is_name(item):
            dashes = noun == "node" and is_mapping(item)
            help = "leave out the dashes: `nodes` is a mapping, name: [weights]" if dashes else None
            faults.add(f"the name of {_a(noun)} is text, not {shown(item)}", where, help)
        elif item in seen:
            faults.add(
                f"two {noun}s are called '{item}'", where, f"the first is {noun} {seen[item] + 1}"
            )
        else:
            seen[item] = index
    return None


def _is_name(value: Value) -> bool:
    return isinstance(value, str) and not is_missing(value) and bool(value.strip())


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
