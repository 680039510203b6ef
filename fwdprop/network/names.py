"""Names of layers and nodes, and the one way in which a name finds what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fwdprop.errors import UsageError, listed, nearest

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

    def add(self, name: str | None, nodes: tuple[str, ...] | None) -> None:
        """Takes in the next layer."""
        if name is not None:
            self._depth.setdefault(name, len(self.layers))
        self.layers.append(name)
        self.nodes.append(nodes)

    @property
    def last(self) -> int:
        """The depth of the last layer so far."""
        return len(self.layers) - 1

    def depth(self, name: str) -> int | None:
        """The depth that a name means: `inputs`, or a layer; `output` is always the last one."""
        return self._depth.get(name, self.last if name == OUTPUT else None)

    def called(self, name: str) -> int | None:
        """The first depth of that very name, or None."""
        return self._depth.get(name)

    def nodes_at(self, depth: int) -> tuple[str, ...]:
        """The node names at a depth, none where they are not known."""
        return self.nodes[depth] or ()

    def node(self, depth: int, name: str) -> int | None:
        """The index of the node of that name at a depth, or None."""
        return self._index(depth).get(name)

    def whole(self, name: str) -> NodeRef | None:
        """The node that `layer.node` means, or None."""
        layer, dot, _ = name.partition(".")
        return self.within(self.depth(layer) if dot else None, name)

    def within(self, depth: int | None, name: str) -> NodeRef | None:
        """The node at a depth that `layer.node` means there, or None."""
        index = None if depth is None else self.node(depth, name.partition(".")[2])
        return None if depth is None or index is None else NodeRef(depth, index)

    def bare(self, name: str) -> list[NodeRef]:
        """All nodes of that name, the latest first, inputs among them."""
        # Most networks never ask: which layers have a name is only then written down.
        for depth in range(self._looked_at, len(self.layers)):
            for node in self._index(depth):
                self._depths.setdefault(node, []).append(depth)
        self._looked_at = len(self.layers)
        return [NodeRef(at, self._index(at)[name]) for at in reversed(self._depths.get(name, []))]

    def whole_name(self, ref: tuple[int, int]) -> str:
        """The name of a node with its layer: `hidden.node_0`."""
        depth, node = ref
        return f"{self.layers[depth]}.{self.nodes_at(depth)[node]}"

    def result(self, name: str) -> NodeRef | None:
        """The node that a name of a result means: an output, or `layer.node`; None for others."""
        if (output := self.node(self.last, name)) is not None:
            return NodeRef(self.last, output)
        found = self.whole(name)
        return found if found is not None and found.depth else None

    def layers_named(self, text: str | None, default: Sequence[int]) -> list[int]:
        """The depths of the layers in a text such as `hidden,output`, in the order named.

        `all` stands for every layer, `inputs` for the inputs; without a text it is the default.
        Raises UsageError for an unknown name.
        """
        if text is None:
            return list(default)
        return list(dict.fromkeys(at for name in text.split(",") for at in self._named(name)))

    def node_named(self, name: str) -> NodeRef:
        """The node of a layer: `hidden.node_1`, or its bare name where no other has that.

        Raises UsageError for a name that means none or several.
        """
        found = [ref for ref in reversed(self.bare(name)) if ref.depth]
        whole = self.whole(name)
        if whole is not None and whole.depth and whole not in found:
            found.append(whole)
        if len(found) == 1:
            return found[0]
        if found:
            help = f"say which: {listed([self.whole_name(ref) for ref in found])}"
            raise UsageError(f"several nodes are called '{name}'", help)
        known = [*self._whole_names()]
        bare = [node for depth in range(1, self.last + 1) for node in self.nodes_at(depth)]
        near = nearest(name, known if "." in name else bare)
        help = f"did you mean {near}?" if near else f"the nodes are {listed(known)}"
        raise UsageError(f"there is no node '{name}' in a layer", help)

    def _named(self, name: str) -> Sequence[int]:
        name = name.strip()
        depth = self.depth(name)
        if depth is not None:
            return [depth]
        if name == "all":
            return range(1, self.last + 1)
        known = [layer for layer in self.layers if layer is not None]
        near = nearest(name, [*known, "all"])
        help = f"did you mean {near}?" if near else f"the layers are {listed(known[1:])}"
        raise UsageError(f"there is no layer '{name}'", help)

    def _whole_names(self) -> Iterator[str]:
        for depth in range(1, self.last + 1):
            for node in range(len(self.nodes_at(depth))):
                yield self.whole_name((depth, node))

    def _index(self, depth: int) -> dict[str, int]:
        if depth not in self._indices:
            nodes = self.nodes_at(depth)
            self._indices[depth] = {name: index for index, name in enumerate(nodes)}
        return self._indices[depth]
