"""A network to start from as the text of a network file, with comments that say what is what."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from fwdprop import numerals
from fwdprop.activations import Bound, Setting
from fwdprop.cli.new.plan import usual
from fwdprop.cli.new.weights import Starter, limit
from fwdprop.models.examples import FOR_EDITORS
from fwdprop.network.network import Layer

WIDTH = 96
# Layers as small as that are written node by node, and sizes up to that with every name.
MOST_NODES, MOST_WEIGHTS = 8, 5
MOST_NAMES = 64
MOST_TYPED = 8
# Longer lists are for programs: without spaces the largest network's file can still be read.
MOST_WRAPPED = 1000
# Whole numbers below the first are written as they are; what is below the second is 0.
_PLAIN, _AS_GOOD_AS_ZERO = 1e6, 1e-13


def lines(starter: Starter, command: str) -> Iterator[str]:
    """The file, piece by piece; `command` is what wrote it."""
    yield from _heading(starter, command)
    yield _inputs(starter.network.inputs)
    for index, layer in enumerate(starter.network.layers):
        yield from _layer(starter, index, layer)
    yield from _example(starter)


def _heading(starter: Starter, command: str) -> Iterator[str]:
    yield FOR_EDITORS
    yield f"#\n# Written by `{command}`.\n# Saved as net.yaml it answers to\n"
    x = starter.example.x[0].tolist()
    if len(x) <= MOST_TYPED:
        numbers = " ".join(map(numerals.exact, x))
        yield f"#   fwdprop run net.yaml --input {numbers}\n"
        yield f"#   fwdprop trace net.yaml --input {numbers}\n"
    yield "#   fwdprop check net.yaml\n"
    weights = "whole numbers" if starter.plan.integers else "drawn, not trained"
    yield f"\ndescription: A network to start from. Its weights are {weights}.\n"


def _inputs(names: Sequence[str]) -> str:
    what = "What goes in. The order counts: lists of inputs, and of weights for them, follow it."
    if len(names) > MOST_NAMES:
        inputs = f"{len(names)}  # {names[0]} to {names[-1]}"
    else:
        inputs = _flow(names, 9)
    return f"\n# {what}\ninputs: {inputs}\n"


def _layer(starter: Starter, index: int, layer: Layer) -> Iterator[str]:
    last = index == len(starter.network.layers) - 1
    if index == 0:
        yield "\n# What happens on the way: numbers flow through the layers from top to bottom.\n"
        yield "layers:\n"
    else:
        yield "\n  # The last layer is the answer.\n" if last else "\n"
    yield f"  - name: {layer.name}\n"
    yield _activation(layer.activation)
    if starter.plan.integers:
        yield "    # Whole weights and biases: the example's sums are whole, and within ±20.\n"
    else:
        yield f"    # {_origin(starter.plan.inits[index], layer)}\n"
    nodes, fan_in = layer.weights.shape
    if nodes <= MOST_NODES and fan_in <= MOST_WEIGHTS:
        yield from _node_by_node(starter, index, layer)
    else:
        yield from _as_matrix(starter, index, layer)


def _activation(bound: Bound) -> str:
    """The activation with the parameters that are not its defaults, and what it does to a sum."""
    defaults = bound.activation.defaults
    settings = [
        f"{name}: {_setting(value)}"
        for name, value in bound.parameters
        if name not in defaults or value != defaults[name]
    ]
    name = f"{{{', '.join([f'name: {bound.name}', *settings])}}}" if settings else bound.name
    formula = bound.activation.formula
    comment = "# the sum as it is" if formula == "z" else f"# {formula}, z being the sum"
    if len(name) + len(comment) > WIDTH - 18:
        return f"    {comment}\n    activation: {name}\n"
    return f"    activation: {name}  {comment}\n"


def _setting(value: Setting) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(numerals.exact, value))}]"
    return value if isinstance(value, str) else numerals.exact(value)


def _origin(init: str, layer: Layer) -> str:
    """Where a layer's weights come from."""
    nodes, fan_in = layer.weights.shape
    if init == "zeros":
        return "Weights that are all 0: every node is like the others, and training keeps it so."
    if init == "ones":
        return "Weights that are all 1: a node adds up what reaches it."
    most = limit(init, fan_in, nodes)
    root = f"6/{fan_in}" if init == "he" else f"6/({fan_in} + {nodes})"
    why = f", as is usual with {layer.activation.name}" if init == usual(layer.activation) else ""
    return f"Weights drawn from -{most:.3g} to {most:.3g}, √({root}): {init}{why}."


def _node_by_node(starter: Starter, index: int, layer: Layer) -> Iterator[str]:
    yield "    nodes:\n"
    if index == 0:
        yield "      # A node multiplies each number that reaches it by a weight, adds up the\n"
        yield "      # products and its bias, and applies the activation to this sum.\n"
    number = _number_format(starter, index)
    sources = starter.network.nodes_of(index)
    row = ", ".join(f"{source}: {number}" for source in sources)
    for name, weights, bias in zip(layer.nodes, layer.weights.tolist(), layer.bias, strict=True):
        yield f"      {name}:\n        weights: {{{row % tuple(weights)}}}\n"
        yield f"        bias: {bias:.0f}\n"


def _as_matrix(starter: Starter, index: int, layer: Layer) -> Iterator[str]:
    nodes, fan_in = layer.weights.shape
    if nodes <= MOST_NAMES:
        yield f"    nodes: {_flow(layer.nodes, 12)}\n"
    what = "node of the layer before" if index else "input"
    yield f"    weights:  # a row for each node, a column for each {what}\n"
    row = _flow([_number_format(starter, index)] * fan_in, 9)
    for weights in layer.weights:
        yield f"      - {row % tuple(weights.tolist())}\n"
    biases = [f"{bias:.0f}" for bias in layer.bias.tolist()]
    is_short = nodes <= MOST_NAMES or starter.plan.integers
    yield f"    bias: {_flow(biases, 11) if is_short else '0  # for every node'}\n"


def _number_format(starter: Starter, index: int) -> str:
    """How a layer's weights are written, one below the other: `%5.2f`."""
    decimals = starter.decimals[index]
    wrapped = starter.network.layers[index].weights.shape[1] <= MOST_WRAPPED
    return f"%{decimals + 3}.{decimals}f" if decimals and wrapped else f"%.{decimals}f"


def _example(starter: Starter) -> Iterator[str]:
    network, example = starter.network, starter.example
    yield "\n# What must come out: `fwdprop check` works it out and compares.\nexamples:\n"
    yield f"  - input: {_flow(list(map(numerals.exact, example.x[0].tolist())), 12)}\n"
    for depth, layer in enumerate(network.layers, 1):
        if len(layer.nodes) <= MOST_NAMES or depth == len(network.layers):
            values = [_expected(value) for value in example.values(depth)[0].tolist()]
            yield f"    {layer.name}: {_flow(values, 7 + len(layer.name))}\n"


def _expected(value: float) -> str:
    """A value to six digits, so that it holds where what comes out rounds to them.

    Whole numbers hold as they are; so does 0 for what a sum in another order may turn into 0.
    """
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    if abs(value) < _AS_GOOD_AS_ZERO:
        return "0"
    if value == round(value) and abs(value) < _PLAIN:
        return numerals.exact(value)
    text = f"{value:#.6g}"
    return f"{value:.5e}" if text.endswith(".") else text


def _flow(items: Sequence[str], indent: int) -> str:
    """A list in brackets, over several lines where it is long; further ones are indented."""
    width = max(len(item % 0.0 if item.startswith("%") else item) for item in items) + 2
    each = len(items) if len(items) > MOST_WRAPPED else max(1, (WIDTH - indent) // width)
    rows = [", ".join(items[start : start + each]) for start in range(0, len(items), each)]
    return f"[{(',' + chr(10) + ' ' * indent).join(rows)}]"
