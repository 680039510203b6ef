"""The picture as a graph in DOT, the language of Graphviz, which places the parts itself."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.drawings.picture.captions import Captions
from fwdprop.drawings.picture.diagram import Column, Diagram, Node
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.legend import LOOKS, said, sign
from fwdprop.drawings.picture.lettering import HEADING, NAME, fitted
from fwdprop.drawings.picture.measures import HEADING_WIDTH, OUTER_NAME_WIDTH, about
from fwdprop.drawings.picture.palette import LIGHT
from fwdprop.drawings.picture.parts import Line
from fwdprop.drawings.picture.style import Style
from fwdprop.network.names import NodeRef
from fwdprop.system.report import visible

_THINNEST, _THICKEST = 0.8, 4.0
_LONG = 10
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def draw(diagram: Diagram, style: Style) -> str:
    """The text of the graph: a cluster for each layer, an edge for each connection."""
    return "\n".join(_Graph(diagram).statements()) + "\n"


class _Graph:
    """The statements of one graph."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram, self.captions = diagram, Captions(diagram)
        self.layout, self.sizes = laid_out(diagram), diagram.parts()

    def statements(self) -> Iterator[str]:
        """All of them."""
        title, legend = _quoted(self.captions.title), _quoted(self._legend(), left=True)
        yield f"digraph {_quoted(visible(self.diagram.network.name))} {{"
        yield f"  graph [rankdir=LR, ranksep=1.6, nodesep=0.2, tooltip={title},"
        yield f"    label={legend}, labeljust=l, fontsize=10, fontname=sans]"
        shape = f"shape={self._shape()}, style=filled, margin=0.04"
        yield f"  node [{shape}, fontsize=12, fontname=sans]"
        yield "  edge [arrowhead=none, fontsize=10, fontname=sans]"
        for column in self.diagram.columns:
            yield from self._rank(column)
        yield from map(self._edge, self.layout.lines)
        yield "}"

    def _shape(self) -> str:
        """Circles, unless a long text would make a large one."""
        nodes = [node for column in self.diagram.columns for node in column.nodes]
        longest = max(len(text) for node in nodes for text in (node.name, node.activation or ""))
        return "circle" if longest <= _LONG else "ellipse"

    def _rank(self, column: Column) -> Iterator[str]:
        """A layer: its heading and its nodes in their order, which invisible edges keep."""
        heading = _quoted(f"{fitted(column.name, HEADING, HEADING_WIDTH)}\n{about(column)}".strip())
        order = [f"layer_{column.depth}"]
        yield "  subgraph {"
        yield "    rank=same"
        yield f"    {order[0]} [shape=plaintext, style=solid, label={heading}]"
        for node in column.nodes:
            yield self._node(node)
        order += [_id(node.ref) for node in column.nodes]
        if column.left_out:
            dots = f"more_{column.depth}"
            text = _quoted(f"⋮ {column.more}")
            yield f"    {dots} [shape=plaintext, style=solid, label={text}]"
            order.insert(len(column.first) + 1, dots)
        yield f"    {' -> '.join(order)} [style=invis]"
        yield "  }"

    def _node(self, node: Node) -> str:
        depth, last = node.ref.depth, len(self.diagram.network.layers)
        part = LIGHT.input if depth == 0 else LIGHT.output if depth == last else LIGHT.hidden
        name = fitted(node.name, NAME, OUTER_NAME_WIDTH)
        parts = [name.translate(_HTML)]
        if node.activation is not None:
            parts.append(node.activation.translate(_HTML))
        if node.value is not None:
            parts.append(f"<B>{self.diagram.text(node.value)}</B>")
        if bias := self.diagram.bias(node):
            parts.append(f'<FONT COLOR="{LIGHT.bias}" POINT-SIZE="10"><I>{bias}</I></FONT>')
        tooltip = _quoted(self.captions.node(node))
        label = "<BR/>".join(parts)
        return f'    {_id(node.ref)} [label=<{label}>, fillcolor="{part}", tooltip={tooltip}]'

    def _edge(self, line: Line) -> str:
        strength = self.diagram.strength(line.edge)
        word = sign(strength)
        width = _THINNEST + (_THICKEST - _THINNEST) * self.sizes[line.edge]
        color = getattr(LIGHT, word)
        label = "" if line.label is None else f'label="{self.diagram.text(strength)}", '
        ends = f"{_id(line.edge.source)} -> {_id(line.edge.target)}"
        tooltip = _quoted(self.captions.edge(line.edge))
        return (
            f"  {ends} [{label}style={LOOKS[word]}, penwidth={width:.2g}, "
            f'color="{color}", fontcolor="{color}", tooltip={tooltip}]'
        )

    def _legend(self) -> str:
        return "\n".join(["", *said(self.diagram, self.layout.unlabelled)])


def _id(ref: NodeRef) -> str:
    return f"n{ref.depth}_{ref.node}"


def _quoted(text: str, left: bool = False) -> str:
    """The text as a string, every sign of it as it is; its lines are centred, or start `left`."""
    lines = (line.replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    end = "\\l" if left else "\\n"
    return '"' + end.join(lines) + (end if left else "") + '"'
