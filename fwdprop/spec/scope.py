"""Names: which nodes there are so far, and which one a name in the file means."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import Path, listed, nearest
from fwdprop.network import INPUTS
from fwdprop.spec.values import Faults, Value, is_mapping, is_missing, items, shown

Spot = tuple[int, int]
"""A node: its place (0 the inputs, k the k-th layer) and its index there."""


class Scope:
    """The places that stand before the layer being read, the inputs first.

    A place whose nodes could not be read is None: nothing is said about names in it.
    """

    def __init__(self, inputs: tuple[str, ...] | None) -> None:
        self.names: list[str | None] = [INPUTS]
        self.nodes: list[tuple[str, ...] | None] = [inputs]
        self._index: list[dict[str, int]] = [_index(inputs)]

    def add(self, name: str | None, nodes: tuple[str, ...] | None) -> None:
        """Takes in the next layer."""
        self.names.append(name)
        self.nodes.append(nodes)
        self._index.append(_index(nodes))

    @property
    def last(self) -> int:
        """The place that the next layer follows."""
        return len(self.names) - 1

    @property
    def noun(self) -> str:
        """What the values are called that the next layer reads: inputs, or nodes of a layer."""
        return f"node of layer {self.names[self.last]}" if self.last else "input"

    @property
    def is_whole(self) -> bool:
        """Whether every place so far could be read."""
        return None not in self.nodes

    def size(self, place: int) -> int | None:
        """How many nodes a place has, or None where that could not be read."""
        nodes = self.nodes[place]
        return None if nodes is None else len(nodes)

    def place(self, name: str) -> int | None:
        """The place of that name: `inputs`, or a layer; `output` is always the last one."""
        if name in self.names:
            return self.names.index(name)
        return self.last if name == "output" else None

    def node(self, place: int, name: str) -> int | None:
        """The index of a node in its place, or None."""
        return self._index[place].get(name)

    def spot(self, name: str) -> Spot | str:
        """The node that a name means, or the sentence that says why there is none.

        A bare name means the layer before first, then the one earlier layer that has it;
        `hidden.node_0` says it whole.
        """
        bare = self._bare(name)
        whole = self._whole(name)
        found = [*(bare[:1] if bare and bare[0][0] == self.last else bare), *whole]
        if len(found) == 1:
            return found[0]
        if found:
            places = [
                f"{self.names[place]}.{self.nodes_at(place)[index]}" for place, index in found
            ]
            return f"'{name}' is ambiguous: it may mean {' or '.join(places)}"
        return f"there is no node '{name}' in the inputs or in an earlier layer"

    def nodes_at(self, place: int) -> tuple[str, ...]:
        """The node names of a place, none where they could not be read."""
        return self.nodes[place] or ()

    def near(self, name: str) -> str | None:
        """What to do about a name that there is not, where something like it is known."""
        known = [node for nodes in self.nodes for node in (nodes or ())[:10_000]]
        qualified = [
            f"{place}.{node}"
            for place, nodes in zip(self.names, self.nodes, strict=True)
            for node in (nodes or ())[:1_000]
        ]
        near = nearest(name, qualified if "." in name else known)
        if near:
            return f"did you mean {near}?"
        return self.census(self.last)

    def census(self, place: int) -> str:
        """A sentence that lists the nodes of a place."""
        nodes = listed(self.nodes_at(place))
        return f"layer {self.names[place]} has {nodes}" if place else f"the inputs are {nodes}"

    def _bare(self, name: str) -> list[Spot]:
        places = range(self.last, -1, -1)
        return [(k, self._index[k][name]) for k in places if name in self._index[k]]

    def _whole(self, name: str) -> list[Spot]:
        layer, dot, node = name.partition(".")
        if not dot or layer not in self.names:
            return []
        place = self.names.index(layer)
        return [(place, self._index[place][node])] if node in self._index[place] else []


def _index(nodes: Sequence[str] | None) -> dict[str, int]:
    return {name: index for index, name in enumerate(nodes or ())}


def names(value: Value, path: Path, noun: str, faults: Faults) -> tuple[str, ...] | None:
    """The names in a list, or None where one is not a name or is there twice, which is noted."""
    seen: dict[str, int] = {}
    sound = True
    for index, item in enumerate(items(value)):
        where = (*path, index)
        if not isinstance(item, str) or is_missing(item) or not item.strip():
            dashes = noun == "node" and is_mapping(item)
            help = "leave out the dashes: `nodes` is a mapping, name: [weights]" if dashes else None
            faults.add(f"the name of {_a(noun)} is text, not {shown(item)}", where, help)
        elif item in seen:
            faults.add(
                f"two {noun}s are called '{item}'", where, f"the first is {noun} {seen[item] + 1}"
            )
        else:
            seen[str(item)] = index
            continue
        sound = False
    if not seen and sound:
        faults.add(f"an empty list names no {noun}", path)
        return None
    return tuple(seen) if sound else None


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
