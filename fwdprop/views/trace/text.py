"""The arithmetic of every node for a person: an equation a node, in plain text or laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.activations import Bound
from fwdprop.errors import listed
from fwdprop.forward.trace import LayerTerms, Trace
from fwdprop.network.network import Network
from fwdprop.system.report import visible
from fwdprop.system.terminal import Terminal
from fwdprop.views.trace.equation import Equation, Equations
from fwdprop.views.trace.notation import PLAIN

if TYPE_CHECKING:
    from rich.console import RenderableType

NodesShown = Sequence[tuple[int, Sequence[int]]]
"""What to show: depths in order (layers counted from 1), each with the indices of its nodes."""

INPUTS_SHOWN = 12


@dataclass(frozen=True)
class Traces:
    """The traces to show, each with the number of its row, from 1; `are_many` gives them headings.
    A `heading` of its own stands above them all, where a person reads.

    They are taken once, one after the other.
    """

    numbered: Iterable[tuple[int, Trace]]
    are_many: bool
    heading: str | None = None


def lines(traces: Traces, nodes_shown: NodesShown, equations: Equations) -> Iterator[str]:
    """One line a node; of several traces each has a line with its row in front.

    No heading says which layer a node is of: one whose name is another node's too is `layer.node`.
    """
    shared: frozenset[str] | None = None
    for before, (number, trace) in enumerate(traces.numbered):
        yield from row_heading(before, number, traces)
        if shared is None:
            shared = _shared(trace.computed.network, nodes_shown)
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            for node in nodes:
                terms = layer[node]
                whole = f"{visible(terms.layer)}." if terms.name in shared else ""
                yield f"{whole}{equations.of(terms, PLAIN)}\n"


def _shared(network: Network, nodes_shown: NodesShown) -> frozenset[str]:
    """The names that several of the nodes to show have."""
    names = Counter(network.nodes_of(depth)[node] for depth, nodes in nodes_shown for node in nodes)
    return frozenset(name for name, times in names.items() if times > 1)


def headed(traces: Traces, nodes_shown: NodesShown, equations: Equations) -> Iterator[str]:
    """Inputs, then each layer with its activation's formula and one line a node."""
    if traces.heading is not None:
        yield f"{visible(traces.heading)}\n\n"
    for before, (number, trace) in enumerate(traces.numbered):
        yield from row_heading(before, number, traces)
        yield f"{inputs_heading(trace)}\n  {', '.join(inputs(trace, equations.digits))}\n"
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            about = "\n  ".join(formulas(layer, nodes, equations.digits))
            yield f"\n{visible(layer.layer.name)}  {about}\n"
            yield from (f"  {equations.of(layer[node], PLAIN)}\n" for node in nodes)


def laid_out(
    traces: Traces, nodes_shown: NodesShown, equations: Equations, terminal: Terminal
) -> Iterator[str]:
    """The same for a terminal.

    Where an equation is wider than the terminal, the layer's equations have a line for each side.
    """
    if traces.heading is not None:
        from fwdprop.views import grid

        yield grid.heading(terminal, traces.heading)
    for before, (number, trace) in enumerate(traces.numbered):
        yield from row_heading(before, number, traces)
        yield terminal.drawn(_inputs(trace, equations.digits))
        for depth, nodes in nodes_shown:
            layer = trace.at(depth)
            heading = formulas(layer, nodes, equations.digits)
            written = [equations.of(layer[node], PLAIN) for node in nodes]
            yield terminal.drawn(_layer(layer.layer.name, heading, written, terminal.width))


def row_heading(before: int, number: int, traces: Traces) -> Iterator[str]:
    """The line that says which row follows, where there are several; so many came `before`."""
    if traces.are_many:
        yield f"{chr(10) if before else ''}row {number:,}\n"


def formulas(layer: LayerTerms, nodes: Sequence[int], digits: int) -> list[str]:
    """The activations of these nodes with their formulas: `relu(z) = max(0, z)`.

    The layer's own comes first; those of single nodes have the nodes' names in front.
    """
    return [
        (f"{listed([visible(name) for name in names])}: " if names else "")
        + ", ".join([published(bound), *settings(bound, digits)])
        for bound, names in activations(layer, nodes)
    ]


def activations(layer: LayerTerms, nodes: Sequence[int]) -> list[tuple[Bound, list[str]]]:
    """The layer's activation, then each that some of these nodes have of their own, with these."""
    own: dict[Bound, list[str]] = {}
    for node in nodes:
        if node in layer.layer.node_activations:
            bound = layer.layer.node_activations[node]
            own.setdefault(bound, []).append(layer.layer.nodes[node])
    return [(layer.layer.activation, []), *own.items()]


def published(bound: Bound) -> str:
    """The formula of an activation, with its name: `relu(z) = max(0, z)`."""
    called, formula = f"{bound.name}(z)", bound.activation.formula
    return formula if formula == called else f"{called} = {formula}"


def settings(bound: Bound, digits: int) -> list[str]:
    """The parameters of an activation: `alpha = 0.2`."""
    return [
        f"{name} of each node"
        if isinstance(value, tuple)
        else f"{name} = {value if isinstance(value, str) else numerals.rounded(value, digits)}"
        for name, value in bound.parameters
    ]


def inputs_heading(trace: Trace) -> str:
    """What stands above the inputs; it says where numbers have fewer digits than float64."""
    dtype = trace.computed.network.dtype
    return "inputs" if dtype == "float64" else f"inputs ({dtype})"


def inputs(trace: Trace, digits: int) -> list[str]:
    """The first inputs with their values, `a = 2`, and how many more there are."""
    names, row = trace.computed.network.inputs, trace.computed.x[trace.row]
    shown = [
        f"{visible(name)} = {numerals.rounded(float(value), digits)}"
        for name, value in zip(names[:INPUTS_SHOWN], row, strict=False)
    ]
    if len(names) > INPUTS_SHOWN:
        shown.append(f"... {len(names) - INPUTS_SHOWN} more")
    return shown


def _inputs(trace: Trace, digits: int) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    shown = ", ".join(inputs(trace, digits))
    return Group(Text(inputs_heading(trace), "bold cyan"), Padding(Text(shown), (0, 0, 0, 2)))


def _layer(
    name: str, formulas: Sequence[str], equations: Sequence[Equation], width: int
) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    heading = Text.assemble(
        "\n", (visible(name), "bold cyan"), ("  " + "\n  ".join(formulas), "dim")
    )
    if all(_fits(equation, width - 2) for equation in equations):
        body: list[RenderableType] = [_one_line(equation) for equation in equations]
    else:
        body = [_side_by_side(equation) for equation in equations]
    return Group(heading, *(Padding(each, (0, 0, 0, 2)) for each in body))


def fitting(equation: Equation, width: int) -> RenderableType:
    """The equation on one line where it fits, else with a line for each side."""
    return _one_line(equation) if _fits(equation, width) else _side_by_side(equation)


def _fits(equation: Equation, width: int) -> bool:
    from rich.cells import cell_len

    return cell_len(str(equation)) <= width


def _one_line(equation: Equation) -> RenderableType:
    from rich.text import Text

    text = Text(str(equation))
    text.stylize("bold", 0, len(equation.sides[0]))
    text.stylize("bold", len(text) - len(equation.sides[-1]))
    return text


def _side_by_side(equation: Equation) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for index, (relation, side) in enumerate(
        zip(equation.relations, equation.sides[1:], strict=True)
    ):
        name = equation.sides[0] if index == 0 else ""
        last = index == len(equation.relations) - 1
        table.add_row(Text(name, "bold"), Text(relation), Text(side, "bold" if last else ""))
    return table
