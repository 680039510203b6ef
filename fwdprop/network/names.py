"""Names of layers and nodes, and the one way in which a name finds what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from fwdprop.errors import Fault, UsageError, did_you_mean, listed, nearest
from fwdprop.spelling import Spellings, between_commas

INPUTS = "inputs"
OUTPUT = "output"
"""The last layer, however it is called."""


class NodeRef(NamedTuple):
    """A node: its `depth`, 0 the inputs and k the k-th layer, and its index `node` there."""

    depth: int
    node: int


class Names:
    """The names of the layers, the inputs first, and of the nodes of each.

    `layers` and `nodes` are by depth: 0 the inputs, k the k-th layer. A layer without a name, or
    whose nodes are not known, has None there.
    """

    def __init__(self, inputs: tuple[str, ...] | None) -> None:
        self.layers: list[str | None] = [INPUTS]
        self.nodes: list[tuple[str, ...] | None] = [inputs]
        self._depth = {INPUTS: 0}
        self._indices: dict[int, dict[str, int]] = {}
        self._depths: dict[str, list[int]] = {}
        self._looked_at = 0
        self._layer_names = Spellings([INPUTS, OUTPUT])
        self._node_names: dict[int, Spellings] = {}
        self._bare_names = Spellings()

    def add(self, name: str | None, nodes: tuple[str, ...] | None) -> None:
        """Takes in the next layer."""
        if name is not None:
            self._depth.setdefault(name, len(self.layers))
            self._layer_names.add([name])
        self.layers.append(name)
        self.nodes.append(nodes)

    @property
    def last(self) -> int:
        """The depth of the last layer so far."""
        return len(self.layers) - 1

    def depth(self, name: str) -> int | None:
        """The depth that a name means: `inputs`, or a layer; `output` is always the last one."""
        for tier in self._layer_names.of(name):
            found = {at for at in map(self._called, tier) if at is not None}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def called(self, name: str) -> int | None:
        """The first depth of that very name, or None."""
        return self._depth.get(name)

    def nodes_at(self, depth: int) -> tuple[str, ...]:
        """The node names at a depth, none where they are not known."""
        return self.nodes[depth] or ()

    def node(self, depth: int, name: str) -> int | None:
        """The index of the node that a name means at a depth, or None."""
        index = self._index(depth)
        if name in index:
            return index[name]
        if depth not in self._node_names:
            self._node_names[depth] = Spellings(index)
        found = self._node_names[depth].meant(name, index)
        return index[found[0]] if len(found) == 1 else None

    def whole(self, name: str) -> NodeRef | None:
        """The node that `layer.node` means, or None."""
        layer, dot, _ = name.partition(".")
        return self.within(self.depth(layer) if dot else None, name)

    def within(self, depth: int | None, name: str) -> NodeRef | None:
        """The node at a depth that `layer.node` means there, or None."""
        index = None if depth is None else self.node(depth, name.partition(".")[2])
        return None if depth is None or index is None else NodeRef(depth, index)

    def bare(self, name: str, least: int = 0) -> list[NodeRef]:
        """All nodes of that name from a depth on, the latest first; depth 0 are the inputs."""
        # Most networks never ask: which layers have a name is only then written down.
        for depth in range(self._looked_at, len(self.layers)):
            for node in self._index(depth):
                self._depths.setdefault(node, []).append(depth)
            self._bare_names.add(self._index(depth))
        self._looked_at = len(self.layers)
        for tier in self._bare_names.of(name):
            found = [
                NodeRef(depth, self._index(depth)[each])
                for each in dict.fromkeys(tier)
                for depth in reversed(self._depths.get(each, []))
                if depth >= least
            ]
            if found:
                return found
        return []

    def whole_name(self, ref: tuple[int, int]) -> str:
        """The name of a node with its layer: `hidden.node_0`."""
        depth, node = ref
        return f"{self.layers[depth]}.{self.nodes_at(depth)[node]}"

    def layers_named(self, text: str | None, default: Sequence[int]) -> list[int]:
        """The depths of the layers in a text such as `hidden,output`, in the order named.

        `all` stands for every layer, `inputs` for the inputs; without a text it is the default.
        Raises UsageError for an unknown name, and where there is none between two commas.
        """
        if text is None:
            return list(default)
        names = between_commas(text, "--layers")
        return list(dict.fromkeys(at for name in names for at in self._named(name)))

    def nodes_named(self, name: str) -> list[NodeRef]:
        """The nodes of layers that a name may mean, `hidden.node_1` or bare: one, none or several.

        They are in the order of the layers. A whole name, as `whole_name` has it, means that node,
        also where another one is called so: else none could be said for certain.
        """
        whole = self.whole(name)
        if whole is not None and whole.depth and self.whole_name(whole) == name:
            return [whole]
        found = self.bare(name, 1)[::-1]
        if whole is not None and whole.depth and whole not in found:
            found.append(whole)
        return found

    def node_named(self, name: str) -> NodeRef:
        """The node of a layer: `hidden.node_1`, or its bare name where no other has that.

        Raises UsageError for a name that means none or several.
        """
        found = self.nodes_named(name)
        if len(found) == 1:
            return found[0]
        raise UsageError(self.not_one(name, found))

    def result(self, name: str) -> list[NodeRef]:
        """The nodes that the name of a column may mean: the output, where one is called so.

        That one and another where that is the whole name of the other: `run` writes both so.
        """
        found = self.nodes_named(name)
        every = dict.fromkeys([*found, *self.bare(name, 1)])
        outputs = [ref for ref in every if ref.depth == self.last]
        if outputs and len(found) == 1 and found[0].depth != self.last:
            return [*found, *outputs]
        return outputs or found

    def not_one(self, name: str, found: Sequence[NodeRef]) -> Fault:
        """The fault that a name means none of the nodes, or several."""
        if found:
            help = f"say which: {listed([self.whole_name(ref) for ref in found])}"
            return Fault(f"several nodes are called '{name.strip()}'", help)
        near = self.nearest_node(name, 1)
        help = did_you_mean(near) or f"the nodes are {self._census}"
        return Fault(f"there is no node '{name.strip()}' in a layer", help)

    def nearest_node(self, name: str, least: int) -> str | None:
        """The name of a node from a depth on that is close to a name, or None.

        With a layer in front where the name has one, too.
        """
        layer, dot, node = name.strip().partition(".")
        if dot:
            known = {each: at for at, each in enumerate(self.layers) if each and at >= least}
            depth = self.depth(layer)
            if depth is None and (near := nearest(layer, known)) is not None:
                depth = known[near]
            if depth is not None and depth >= least:
                index = self.node(depth, node)
                nodes = self.nodes_at(depth)
                close = nearest(node, nodes) if index is None else nodes[index]
                return None if close is None else f"{self.layers[depth]}.{close}"
        depths = range(least, len(self.layers))
        return nearest(name, chain.from_iterable(map(self.nodes_at, depths)))

    def _called(self, name: str) -> int | None:
        return self._depth.get(name, self.last if name == OUTPUT else None)

    def _named(self, name: str) -> Sequence[int]:
        is_layer = name in self._depth or "all" in self._depth
        if name.strip() == "all" and not is_layer:
            return range(1, self.last + 1)
        if (depth := self.depth(name)) is not None:
            return [depth]
        name = name.strip()
        known = [layer for layer in self.layers if layer is not None]
        layers = f"the layers are {listed(known[1:])}"
        if not name:
            raise UsageError("there is no layer behind --layers", layers)
        near = nearest(name, [*known, "all"]) or nearest(name.partition(".")[0], known)
        raise UsageError(f"there is no layer '{name}'", did_you_mean(near) or layers)

    @cached_property
    def _census(self) -> str:
        return listed(list(self._whole_names()))

    def _whole_names(self) -> Iterator[str]:
        for depth in range(1, self.last + 1):
            for node in range(len(self.nodes_at(depth))):
                yield self.whole_name((depth, node))

    def _index(self, depth: int) -> dict[str, int]:
        if depth not in self._indices:
            nodes = self.nodes_at(depth)
            self._indices[depth] = {name: index for index, name in enumerate(nodes)}
        return self._indices[depth]
