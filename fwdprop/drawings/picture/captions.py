"""A picture in words: for readers who do not see it, and for those who point at a part of it."""

from __future__ import annotations

from fwdprop.drawings.picture.diagram import Diagram, Edge, Node
from fwdprop.errors import count, listed
from fwdprop.network.names import NodeRef
from fwdprop.system.report import visible


class Captions:
    """The words for a diagram and for the parts of it."""

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        nodes = (node for column in diagram.columns for node in column.nodes)
        self._nodes = {node.ref: node for node in nodes}

    @property
    def title(self) -> str:
        """What the picture is of: `transactions: inputs 2, hidden 2, output 1`."""
        columns = self._diagram.columns
        layers = ", ".join(f"{column.name} {column.size:,}" for column in columns)
        return f"{visible(self._diagram.network.name)}: {layers}"

    @property
    def description(self) -> str:
        """What goes in and what comes out, if anything does, and what the layers are."""
        first, *others = self._diagram.columns
        layers = [
            f"{column.name} ({count(column.size, 'node')}"
            + (f", {column.activation})" if column.activation else ")")
            for column in others
        ]
        text = f"A network with {count(first.size, 'input')}, from left to right: {listed(layers)}."
        if self._diagram.has_values:
            text += f" {self._values(0)} become {self._values(-1)}."
        return text

    def edge(self, edge: Edge) -> str:
        """What a connection does, as a trace says it: `children → node_0: 1·2 = 2`."""
        ends = f"{self._whole(edge.source)} → {self._whole(edge.target)}"
        text = self._diagram.text
        value = self._nodes[edge.source].value
        if value is None or edge.product is None:
            return f"{ends}: weight {text(edge.weight)}"
        return f"{ends}: {text(edge.weight)}·{text(value)} = {text(edge.product)}"

    def node(self, node: Node) -> str:
        """What a node is, with its activation, its bias and its value."""
        layer = self._diagram.network.layers[node.ref.depth - 1] if node.ref.depth else None
        parts = [self._whole(node.ref)]
        if layer is not None:
            parts.append(str(layer.activation_of(node.ref.node)))
            parts += filter(None, [self._diagram.bias(node)])
        text = ", ".join(parts)
        return text if node.value is None else f"{text}: {self._diagram.text(node.value)}"

    def _values(self, column: int) -> str:
        nodes = self._diagram.columns[column].nodes
        return listed([f"{node.name} {self._diagram.text(node.value or 0.0)}" for node in nodes])

    def _whole(self, ref: NodeRef) -> str:
        return visible(self._diagram.network.names.whole_name(ref))
