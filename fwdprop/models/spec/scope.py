"""Names: which nodes there are so far, and which one a name in the file means."""

from __future__ import annotations

from collections.abc import Sequence

from fwdprop.errors import Path, did_you_mean, listed, shortened
from fwdprop.models.spec import advice
from fwdprop.models.spec.values import (
    Faults,
    Plain,
    Value,
    is_list,
    is_mapping,
    is_missing,
    items,
    shown,
)
from fwdprop.network.names import Names, NodeRef


class Scope(Names):
    """The layers that stand before the one being read, the inputs first.

    `written` are the layers as written. Of a layer whose nodes could not be read no name is known,
    and names in it are not checked.
    """

    def __init__(self, inputs: tuple[str, ...] | None, written: Sequence[Value] = ()) -> None:
        super().__init__(inputs)
        self.is_whole = inputs is not None
        """Whether every layer so far could be read."""
        self._written = written

    def add(self, name: str | None, nodes: tuple[str, ...] | None) -> None:
        """Takes in the next layer."""
        super().add(name, nodes)
        self.is_whole = self.is_whole and nodes is not None

    @property
    def noun(self) -> str:
        """What the values are called that the next layer reads: inputs, or nodes of a layer."""
        return f"node of layer {self.layers[self.last]}" if self.last else "input"

    def size(self, depth: int) -> int | None:
        """How many nodes a depth has, or None where that could not be read."""
        nodes = self.nodes[depth]
        return None if nodes is None else len(nodes)

    def nodes_called(self, name: str) -> list[NodeRef]:
        """The nodes that a name may mean: the one, none, or several.

        A bare name means the layer before first, then the one earlier layer that has it;
        `hidden.node_0` says it whole, also where a node is called so.
        """
        node = self._index(self.last).get(name)
        found = self.bare(name) if node is None else [NodeRef(self.last, node)]
        found = [ref for ref in found if ref.depth == self.last] or found
        # While the layers are being read, it is not known which one is the last.
        layer, dot, _ = name.partition(".")
        layers = self._layer_names.meant(layer, self._depth) if dot else ()
        whole = self.within(self._depth[layers[0]] if len(layers) == 1 else None, name)
        if whole is not None and self.whole_name(whole) == name:
            return [whole]
        return found if whole is None else [*found, whole]

    def is_count_of_inputs(self, count: int) -> bool:
        """Whether the next layer reads one input, whose name is a count: `inputs: [2]`."""
        return not self.last and self.nodes[0] == (str(count),)

    def names_apart(self, count: int) -> str | None:
        """How to write the names of the layer before so that there are that many, or None."""
        return advice.names_apart(self.nodes_at(self.last), count)

    def is_later(self, name: str) -> bool:
        """Whether a name is that of a node, or begins with that of a layer, still to come."""
        layer = name.partition(".")[0]
        return any(
            is_mapping(written) and (written.get("name") == layer or _has_node(written, name))
            for written in self._written[self.last :]
        )

    def near(self, name: str) -> str:
        """What to do about a name that there is not: the nearest one, or those that there are."""
        return did_you_mean(self.nearest_node(name, 0)) or self.census(self.last)

    def census(self, depth: int) -> str:
        """A sentence that lists the nodes of a depth."""
        inputs = self.nodes[0] or ()
        if not depth and len(inputs) == 1 and inputs[0].isdecimal():
            return f"[{inputs[0]}] is one input of that name; to count them: inputs: {inputs[0]}"
        nodes = listed(self.nodes_at(depth))
        return f"layer {self.layers[depth]} has {nodes}" if depth else f"the inputs are {nodes}"


def _has_node(layer: Value, name: str) -> bool:
    nodes = layer.get("nodes")
    return name in items(nodes) if is_list(nodes) else is_mapping(nodes) and name in nodes


_ROWS = "rows of weights without names stand behind `weights:`, in place of `nodes:`"


def names(
    value: Value, path: Path, noun: str, faults: Faults, *, is_key: bool = False
) -> tuple[str, ...] | None:
    """The names in a list, or None where one is not a name or is there twice, which is noted.

    `is_key` says that they are the keys of the mapping at that path.
    """
    written = items(value)
    found = [str(item) for item in written if _is_name(item) and not _is_slip(item)]
    if found and len(found) == len(written) == len(set(found)):
        return tuple(found)
    del found
    if not written:
        faults.add(f"an empty list names no {noun}", path)
    if noun == "node" and written and all(map(is_list, written)):
        faults.add("the name of a node is text, not a list", (*path, 0), _ROWS)
        return None
    seen: dict[str, int] = {}
    for index, item in enumerate(written):
        where = (*path, index)
        if not _is_name(item):
            dashes = noun == "node" and is_mapping(item)
            help = "leave out the dashes: `nodes` is a mapping, name: [weights]" if dashes else None
            faults.add(f"the name of {_a(noun)} is text, not {shown(item)}", where, help)
        elif isinstance(item, Plain) and item.startswith("//"):
            where = (*path, str(item)) if is_key else where
            faults.add("a comment begins with #, not with //", where, at_key=is_key)
        elif in_quotes(item):
            message, help = quotes_fault(item)
            # Of a mapping, whose names these are, the path leads through the names.
            faults.add(message, (*path, str(item)) if is_key else where, help, at_key=is_key)
        elif item in seen:
            faults.add(
                f"two {noun}s are called '{item}'", where, f"the first is {noun} {seen[item] + 1}"
            )
        else:
            seen[item] = index
    return None


def _is_slip(item: Value) -> bool:
    return in_quotes(item) or (isinstance(item, Plain) and item.startswith("//"))


def in_quotes(item: Value) -> bool:
    """Whether a name stands in quotes of a word processor, which would be a part of it."""
    if not isinstance(item, Plain) or item.isascii():
        return False
    from fwdprop import meant

    return meant.unquoted(item) is not None


def quotes_fault(item: str) -> tuple[str, str]:
    """What is wrong with a name that stands in quotes of a word processor, and what to write."""
    from fwdprop import meant

    bare = shortened(meant.unquoted(item) or "")
    message = f"the quotes around {shortened(item)} are no quotes of YAML, but part of the name"
    return message, f'write "{bare}"; with quotes in the name: "{shortened(item)}"'


def _is_name(value: Value) -> bool:
    return isinstance(value, str) and not is_missing(value) and bool(value.strip())


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
