"""One layer as written, node by node or as a matrix -> Layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.activations import Bound, bind
from fwdprop.errors import Path, count
from fwdprop.models.spec import advice
from fwdprop.models.spec.activation import read_activation, wrong_own
from fwdprop.models.spec.connections import Connections, dense
from fwdprop.models.spec.home import Home
from fwdprop.models.spec.keys import LAYER, NODE
from fwdprop.models.spec.kinds import RESERVED
from fwdprop.models.spec.matrix import Beside, MatrixReader
from fwdprop.models.spec.room import Room
from fwdprop.models.spec.scope import Scope, in_quotes, names, quotes_fault
from fwdprop.models.spec.values import Faults, Value, finite_number, is_list, is_mapping, shown
from fwdprop.network.network import Layer


class _Node(NamedTuple):
    """A node as written: which connections lead into it, and what it does with their sum."""

    connections: Connections | None
    bias: float
    own: Bound | None


class LayerReader:
    """Reads layer after layer; knows what stands before each through the scope.

    `read()` gives the Layer, or None where it has faults, and takes it into the scope either way.
    """

    def __init__(self, scope: Scope, written: Sequence[Value], home: Home, faults: Faults) -> None:
        self._scope = scope
        self._written = written
        self._faults = faults
        self._room = Room()
        self._matrix = MatrixReader(home, self._room, faults)

    def read(self, index: int) -> Layer | None:
        """The layer at that index of the list, checked against everything before it."""
        path: Path = ("layers", index)
        written = self._written[index]
        if is_mapping(written) and (found := advice.misplaced(written, LAYER.by_name)):
            name, help = found
            self._faults.add(f"a layer has no key '{name}'", (*path, name), help, at_key=True)
            fields = None
        else:
            fields = LAYER.read(written, path, self._faults)
        if fields is None:
            self._scope.add(None, None)
            return None
        name = self._name(fields, index)
        read = self._node_by_node if is_mapping(fields.get("nodes")) else self._as_matrix
        nodes, layer = read(name, fields, path)
        self._scope.add(name, nodes)
        return layer

    def _name(self, fields: dict[str, Value], index: int) -> str:
        last = index == len(self._written) - 1
        default = "output" if last else f"hidden_{index + 1}"
        name = str(fields.get("name", default))
        path = ("layers", index, "name") if "name" in fields else ("layers", index)
        if depth := self._scope.called(name):
            message = f"two layers are called '{name}'"
            self._faults.add(message, path, f"layer {depth} has this name already")
        elif name in RESERVED:
            message = f"a layer cannot be called '{name}': that word has a meaning of its own"
            self._faults.add(message, path)
        elif name == "output" and not last:
            message = "only the last layer can be called 'output': the word always means that one"
            self._faults.add(message, path)
        elif in_quotes(fields.get("name")):
            message, help = quotes_fault(name)
            self._faults.add(message, path, help)
        elif not name.strip():
            self._faults.add(f"the name of a layer is text, not {shown(fields['name'])}", path)
        elif "." in name or "," in name:
            self._faults.add(f"a layer name has no '.' and no ',': '{name}'", path)
        return name

    def _node_by_node(
        self, name: str, fields: dict[str, Value], path: Path
    ) -> tuple[tuple[str, ...] | None, Layer | None]:
        for key in ("weights", "bias"):
            if key in fields:
                message = f"'{key}' of the layer together with weights node by node"
                help = "give each node its own, or the layer a matrix and a list of node names"
                self._faults.add(message, (*path, key), help, at_key=True)
        written = fields["nodes"]
        if not written:
            self._faults.add(f"layer {name} has no nodes", (*path, "nodes"))
            return None, None
        nodes = names(list(written), (*path, "nodes"), "node", self._faults, is_key=True)
        activation = self._activation(fields, path, len(written))
        read = [
            self._node(f"layer {name}, node {node}", value, (*path, "nodes", node), activation)
            for node, value in written.items()
        ]
        connections = [node.connections for node in read if node.connections is not None]
        if nodes is None or activation is None or len(connections) < len(read):
            return nodes, None
        sources, fan_in = self._sources(connections)
        if fan_in is None or not self._has_room(len(nodes), fan_in, path):
            return nodes, None
        weights, present = dense(connections, sources, self._scope)
        bias = np.array([node.bias for node in read])
        own = {index: node.own for index, node in enumerate(read) if node.own is not None}
        return nodes, Layer(name, nodes, weights, bias, activation, sources, own, present)

    def _node(self, where: str, value: Value, path: Path, layer: Bound | None) -> _Node:
        bias, own = 0.0, None
        if is_list(value):
            return _Node(self._connections(where, value, path, advice.bias_apart), bias, own)
        if not is_mapping(value):
            message = f"a node is a list of weights, or a mapping with them, not {shown(value)}"
            help = advice.listed_numbers(value, 1) or "put the weights in brackets: [1, 2]"
            if path[-1] in LAYER.by_name:
                help = f"{path[-1]} of the layer stands in the same column as nodes"
            self._faults.add(message, path, help)
            return _Node(None, bias, own)
        if meant := self._by_name(value):
            self._faults.add("a node has no 'weights'", path, meant)
            return _Node(None, bias, own)
        fields = NODE.read(value, path, self._faults)
        if fields is None or "weights" not in fields:
            return _Node(None, bias, own)
        if "bias" in fields:
            number = finite_number(fields["bias"], (*path, "bias"), "a bias", self._faults)
            bias = 0.0 if number is None else number
        if "activation" in fields:
            own = read_activation(fields["activation"], (*path, "activation"), 1, self._faults)
            if wrong := wrong_own(own, layer):
                self._faults.add(wrong[0], (*path, "activation"), wrong[1])
        weights, path = fields["weights"], (*path, "weights")
        bias_help = None if "bias" in value else advice.bias_beside
        return _Node(self._connections(where, weights, path, bias_help), bias, own)

    def _by_name(self, node: Mapping[str, Value]) -> str | None:
        """What to write for a node with weights by name where its keys stand; None for others."""
        names = [name for name in node if name not in NODE.by_name]
        if self._scope.is_whole and not all(map(self._scope.nodes_called, names)):
            return None
        return advice.with_weights(node, NODE.by_name)

    def _connections(
        self, where: str, value: Value, path: Path, bias_help: Callable[[Value], str] | None
    ) -> Connections | None:
        return Connections.read(where, value, path, self._scope, self._faults, bias_help)

    def _sources(self, connections: list[Connections]) -> tuple[tuple[int, ...], int | None]:
        sources = sorted({depth for each in connections for depth in each.depths})
        sources = sources or [self._scope.last]
        sizes = [self._scope.size(depth) for depth in sources]
        if any(size is None for size in sizes):
            return tuple(sources), None
        return tuple(sources), sum(size for size in sizes if size is not None)

    def _as_matrix(
        self, name: str, fields: dict[str, Value], path: Path
    ) -> tuple[tuple[str, ...] | None, Layer | None]:
        where = f"layer {name}"
        weights = None
        if "weights" in fields:
            written = where, fields["weights"], (*path, "weights")
            weights = self._matrix.weights(*written, self._scope, Beside.of(fields))
        elif not self._written[path[1]].keys() & {"weights", "nodes"} - fields.keys():  # type: ignore[index]
            help = "add weights:, a row per node; or nodes:, a mapping from names to weights"
            self._faults.add(f"{where} has no weights", path, help)
        rows = None if weights is None else len(weights)
        nodes = self._names(where, fields, path, rows)
        bias = self._matrix.bias(where, fields.get("bias"), (*path, "bias"), rows)
        activation = self._activation(fields, path, rows)
        if weights is None or not self._has_room(len(weights), weights.shape[1], path):
            return nodes, None
        if nodes is None or activation is None or bias is None:
            return nodes, None
        return nodes, Layer(name, nodes, weights, bias, activation, (self._scope.last,))

    def _names(
        self, where: str, fields: dict[str, Value], path: Path, rows: int | None
    ) -> tuple[str, ...] | None:
        if "nodes" not in fields:
            return None if rows is None else tuple(f"node_{index}" for index in range(rows))
        nodes = names(fields["nodes"], (*path, "nodes"), "node", self._faults)
        if nodes is not None and rows is not None and len(nodes) != rows:
            message = (
                f"{where}: {count(len(nodes), 'node name')} for {count(rows, 'row')} of weights"
            )
            self._faults.add(message, (*path, "nodes"))
            return None
        return nodes

    def _activation(self, fields: dict[str, Value], path: Path, nodes: int | None) -> Bound | None:
        if "activation" not in fields:
            return bind("identity")
        return read_activation(fields["activation"], (*path, "activation"), nodes, self._faults)

    def _has_room(self, nodes: int, fan_in: int, path: Path) -> bool:
        lacking = self._room.lacking(nodes, fan_in)
        if lacking is None:
            self._room.take(nodes, fan_in)
            return True
        self._faults.add(lacking[0], path, lacking[1])
        return False
