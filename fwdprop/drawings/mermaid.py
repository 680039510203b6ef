"""The picture as a Mermaid flowchart, which Markdown pages show."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.drawings.picture.diagram import Column, Diagram, Node
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.legend import said, sign
from fwdprop.drawings.picture.lettering import HEADING, NAME, fitted
from fwdprop.drawings.picture.measures import HEADING_WIDTH, OUTER_NAME_WIDTH, about
from fwdprop.drawings.picture.palette import LIGHT
from fwdprop.drawings.picture.parts import Line
from fwdprop.drawings.picture.style import Style
from fwdprop.errors import UsageError
from fwdprop.network.names import NodeRef
from fwdprop.system.report import JOINERS

MOST_EDGES, MOST_LETTERS = 500, 50_000
"""What Mermaid shows at most where nobody configured it, as on the pages of code hosts."""
_THINNEST, _THICKEST = 1.0, 4.0
_DASHES = {"positive": "", "negative": ",stroke-dasharray:6 3", "zero": ",stroke-dasharray:1 3"}


def draw(diagram: Diagram, style: Style) -> str:
    """The text of the flowchart: a subgraph for each layer, an edge for each connection.

    Raises UsageError for one that Mermaid would not show.
    """
    _prove("connections", sum(1 for _ in diagram.edges), MOST_EDGES)
    text = "\n".join(_Flowchart(diagram).lines()) + "\n"
    _prove("characters", len(text), MOST_LETTERS)
    return text


def _prove(what: str, size: int, most: int) -> None:
    if size > most:
        message = f"this would be {size:,} {what}, and Mermaid shows {most:,}"
        raise UsageError(message, "show fewer nodes (--max-nodes) or layers, or draw an svg")


class _Flowchart:
    """The lines of one flowchart."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram, self.layout, self.sizes = diagram, laid_out(diagram), diagram.parts()

    def lines(self) -> Iterator[str]:
        """All of them: comments say what the signs mean, as a flowchart has no place for it."""
        yield "flowchart LR"
        for comment in said(self.diagram, self.layout.unlabelled):
            yield f"  %% {comment}"
        for column in self.diagram.columns:
            yield from self._subgraph(column)
        for line in self.layout.lines:
            yield self._edge(line)
        for index, line in enumerate(self.layout.lines):
            yield self._style(index, line)
        ink = f"stroke:{LIGHT.ink},color:{LIGHT.ink}"
        for part in ("input", "hidden", "output"):
            yield f"  classDef {part} fill:{getattr(LIGHT, part)},{ink}"

    def _subgraph(self, column: Column) -> Iterator[str]:
        heading = " ".join(
            filter(None, [fitted(column.name, HEADING, HEADING_WIDTH), about(column)])
        )
        yield f'  subgraph layer_{column.depth} ["{_escaped(heading)}"]'
        for node in column.first:
            yield self._node(node)
        if column.left_out:
            yield f'    more_{column.depth}["⋮ {column.more}"]'
        for node in column.last:
            yield self._node(node)
        yield "  end"

    def _node(self, node: Node) -> str:
        depth, last = node.ref.depth, len(self.diagram.network.layers)
        part = "input" if depth == 0 else "output" if depth == last else "hidden"
        parts = [_escaped(fitted(node.name, NAME, OUTER_NAME_WIDTH))]
        parts += [] if node.activation is None else [_escaped(node.activation)]
        parts += [] if node.value is None else [f"<b>{self.diagram.text(node.value)}</b>"]
        parts += [f"<i>{self.diagram.bias(node)}</i>"] if node.bias else []
        return f'    {_id(node.ref)}(("{"<br/>".join(parts)}")):::{part}'

    def _edge(self, line: Line) -> str:
        strength = self.diagram.strength(line.edge)
        label = "" if line.label is None else f'|"{self.diagram.text(strength)}"|'
        return f"  {_id(line.edge.source)} ---{label} {_id(line.edge.target)}"

    def _style(self, index: int, line: Line) -> str:
        word = sign(self.diagram.strength(line.edge))
        width = _THINNEST + (_THICKEST - _THINNEST) * self.sizes[line.edge]
        color = getattr(LIGHT, word)
        return f"  linkStyle {index} stroke:{color},stroke-width:{width:.2g}px{_DASHES[word]}"


def _id(ref: NodeRef) -> str:
    return f"n{ref.depth}_{ref.node}"


def _escaped(text: str) -> str:
    """The text within quotes: signs that have a meaning there are shown by their number."""
    plain = f" _.,-()/{JOINERS}"
    signs = (char if char.isalnum() or char in plain else f"#{ord(char)};" for char in text)
    # Mermaid takes a line with this word and TB, LR, ... behind it for a statement, quoted or not.
    return "".join(signs).replace("direction ", "directio#110; ")
