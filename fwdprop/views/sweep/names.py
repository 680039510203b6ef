"""How the inputs, the nodes and the lines of a sweep are called."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop import numerals
from fwdprop.analysis.sweep.panels import Panel
from fwdprop.analysis.sweep.sweep import Axis, Sweep
from fwdprop.arrays import Array, numbers
from fwdprop.errors import listed
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network

_LONG = 9


def columns(sweep: Sweep) -> list[str]:
    """The nodes' names: bare where all are outputs, `layer.node` else, or where an input has it."""
    network, last = sweep.network, len(sweep.network.layers)
    short = all(ref.depth == last for ref in sweep.nodes)
    bare = [network.nodes_of(ref.depth)[ref.node] for ref in sweep.nodes]
    return [
        name if short and name not in network.inputs else network.names.whole_name(ref)
        for name, ref in zip(bare, sweep.nodes, strict=True)
    ]


def node(network: Network, ref: NodeRef) -> str:
    """The name of a node in a sentence: bare where no other node has it."""
    bare = network.nodes_of(ref.depth)[ref.node]
    return bare if len(network.names.bare(bare)) == 1 else network.names.whole_name(ref)


def texts(values: Array) -> list[str]:
    """The values of an input as they are written: all digits where these are few or needed."""
    exact = [numerals.exact(value) for value in numbers(values)]
    if max(map(len, exact)) <= _LONG:
        return exact
    short = [numerals.rounded(float(value)) for value in values]
    return short if len({*short}) == len({*exact}) else exact


def short(number: float, digits: int) -> str:
    """A place on an axis: all of its digits where these are few."""
    exact = numerals.exact(number)
    return exact if len(exact) <= digits else numerals.rounded(number, digits)


def lines(panel: Panel) -> list[str]:
    """The name of each line: that of its node, or the second input with its value."""
    if panel.are_nodes:
        named = columns(panel.sweep)
        return [named[column] for column in panel.columns]
    axis = panel.sweep.axes[1]
    return [f"{axis.name} = {text}" for text in texts(axis.values)]


def subject(panel: Panel) -> str:
    """What a panel shows the values of: its nodes."""
    named = columns(panel.sweep)
    return listed([named[column] for column in panel.columns])


def where(panel: Panel) -> str:
    """The inputs that are the same all over a panel: `where balance = 10`; empty without any."""
    staying = list(_staying(panel))
    return f"where {listed(staying)}" if staying else ""


def title(panel: Panel) -> str:
    """What a panel shows: `transactions, where balance = 10`."""
    return ", ".join(filter(None, [subject(panel), where(panel)]))


def _staying(panel: Panel) -> Iterator[str]:
    """The inputs that are the same all over the panel."""
    sweep, third = panel.sweep, panel.third
    if third is not None:
        axis = sweep.axes[2]
        yield f"{axis.name} = {texts(axis.values)[third]}"
    varying = {axis.input for axis in sweep.axes}
    for index, (name, value) in enumerate(zip(sweep.network.inputs, sweep.row, strict=True)):
        if index not in varying:
            yield f"{name} = {texts(sweep.row[index : index + 1])[0]}" if value == value else name


def first_axis(panel: Panel) -> Axis:
    """The input along which the lines go."""
    return panel.sweep.axes[0]
