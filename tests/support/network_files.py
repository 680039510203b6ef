"""Network files as people might write them, for property tests: `networks()` draws one.

A file is a tree of mappings and lists with the YAML text of each scalar; `text_of` writes it down.
Its weights files are called after the shape that they must have: `2x3.npy`, `2.npy`.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from fwdprop.activations import CATALOGUE

Tree = dict[str, Any] | list[Any] | str
"""A value of a network file: mappings, lists, and scalars as their YAML text."""


def text_of(tree: Tree) -> str:
    """The value in YAML's flow style."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {text_of(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(text_of, tree)) + "]"
    return tree


SPELLINGS = """
    0 -0 1 +1 007 1.0 5. .5 -.5 1e-5 -1e-05 1E3 1.5e+3 0x1F 0o17 1/3 -1/-.5 0/2 9007199254740993
    1e308 -1.7976931348623157e308 1e-400 3.14159265358979
"""
NUMBERS = st.sampled_from(SPELLINGS.split()) | st.floats(allow_nan=False, allow_infinity=False).map(
    repr
)
ANY_NUMBERS = NUMBERS | st.sampled_from([".inf", "-.Inf", "+.INF", ".nan", ".NaN", "1e999"])
POSITIVE = st.sampled_from(["1", "0.5", "1e-5", "1/6", "-1/-3", "0x2"])
PLAIN = "a b node_0 no yes on y true False null NULL 1 01 -1 1.5 1e-5 0x1 .inf .nan 1/3 2024-01-01"
QUOTED = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=4)
NAMES = st.sampled_from([*PLAIN.split(), '"~"', "'null'", '"[red]"', '"a b"']) | QUOTED.map(
    lambda name: json.dumps(name, ensure_ascii=False)
)


def meant(name: str) -> str:
    """The name that a scalar stands for."""
    if name[0] == "'":
        return name[1:-1]
    return str(json.loads(name)) if name[0] == '"' else name


def some_names(least: int, most: int | None = None) -> st.SearchStrategy[list[str]]:
    return st.lists(NAMES, min_size=least, max_size=most or least, unique_by=meant)


@st.composite
def activations(draw: st.DrawFn, nodes: int, *, single: bool = False) -> Tree:
    """An activation for so many nodes."""
    entry = draw(st.sampled_from([e for e in CATALOGUE.values() if not (single and e.whole_layer)]))
    name = draw(st.sampled_from([entry.name, *entry.aliases]))
    parameters: dict[str, Tree] = {}
    for parameter in entry.parameters:
        if parameter.default is not None and draw(st.booleans()):
            continue
        if parameter.choices:
            parameters[parameter.name] = draw(st.sampled_from(parameter.choices))
        elif parameter.per_node and draw(st.booleans()):
            parameters[parameter.name] = draw(st.lists(NUMBERS, min_size=nodes, max_size=nodes))
        else:
            parameters[parameter.name] = draw(POSITIVE if parameter.positive else NUMBERS)
    is_mapping = bool(parameters) or draw(st.booleans())
    return {"name": name, **parameters} if is_mapping else name


@st.composite
def nodes_of(draw: st.DrawFn, before: dict[str, list[str]], own: bool) -> Tree:
    """A node in its short or its long form; `before` are the places before it with their nodes."""
    fan_in = len(list(before.values())[-1])
    in_order = draw(st.lists(NUMBERS, min_size=fan_in, max_size=fan_in))
    if draw(st.booleans()):
        return in_order
    every = [f"{location}.{meant(node)}" for location, nodes in before.items() for node in nodes]
    some = draw(st.lists(st.sampled_from(every), unique=True))
    by_name = {json.dumps(name, ensure_ascii=False): draw(NUMBERS) for name in some}
    weights: list[Tree] = [in_order, by_name]
    node: dict[str, Tree] = {"weights": draw(st.sampled_from(weights))}
    if draw(st.booleans()):
        node["bias"] = draw(NUMBERS)
    if own and draw(st.booleans()):
        node["activation"] = draw(activations(1, single=True))
    return node


@st.composite
def matrices(draw: st.DrawFn, rows: int, columns: int) -> dict[str, Tree]:
    """The weights of a layer as a matrix, and its biases."""
    row = st.lists(NUMBERS, min_size=columns, max_size=columns)
    files = [
        {"file": f"{rows}x{columns}.npy"},
        {"file": f"a/{rows}x{columns}.NPZ", "array": "w", "transpose": "False"},
        {"file": f"./{columns}x{rows}.npy", "transpose": draw(st.sampled_from(["true", '"TRUE"']))},
    ]
    inline = draw(st.lists(row, min_size=rows, max_size=rows))
    weights: list[Tree] = [inline, *files]
    written: dict[str, Tree] = {"weights": draw(st.sampled_from(weights))}
    if draw(st.booleans()):
        listed = draw(st.lists(NUMBERS, min_size=rows, max_size=rows))
        one = draw(NUMBERS)
        biases: list[Tree] = [listed, one, {"file": f"{rows}.npy"}]
        written["bias"] = draw(st.sampled_from(biases))
    return written


@st.composite
def layers(draw: st.DrawFn, before: dict[str, list[str]], name: str) -> tuple[Tree, list[str]]:
    """A layer with a name of its own, and its nodes' names."""
    nodes = draw(some_names(1, 3))
    layer: dict[str, Tree] = {"name": name}
    activation = draw(activations(len(nodes)) | st.none())
    if activation is not None:
        layer["activation"] = activation
    if draw(st.booleans()):
        called = activation["name"] if isinstance(activation, dict) else activation
        own = not str(called).endswith(("softmax", "softmin"))
        layer["nodes"] = {node: draw(nodes_of(before, own)) for node in nodes}
    else:
        layer |= draw(matrices(len(nodes), len(list(before.values())[-1])))
        if draw(st.booleans()):
            layer["nodes"] = list(nodes)
        else:
            nodes = [f"node_{index}" for index in range(len(nodes))]
    return layer, nodes


@st.composite
def values_of(draw: st.DrawFn, nodes: list[str], least: int) -> Tree:
    """The values that an example gives for these nodes, at least so many of them."""
    if draw(st.booleans()):
        return draw(st.lists(ANY_NUMBERS, min_size=len(nodes), max_size=len(nodes)))
    some = nodes[: draw(st.integers(least, len(nodes)))]
    return {node: draw(ANY_NUMBERS) for node in some}


@st.composite
def networks(draw: st.DrawFn) -> dict[str, Tree]:
    """A network file that the reader should accept."""
    tree: dict[str, Tree] = {}
    for key, values in {
        "$schema": NAMES,
        "name": NAMES,
        "description": NAMES,
        "dtype": st.sampled_from(["float64", '"float64"']),
    }.items():
        if draw(st.booleans()):
            tree[key] = draw(values)
    inputs = draw(some_names(1, 3))
    tree["inputs"] = list(inputs)
    if draw(st.booleans()):
        tree["inputs"] = draw(st.sampled_from([str(len(inputs)), f"0{len(inputs)}"]))
        inputs = [f"x{index}" for index in range(len(inputs))]
    before = {"inputs": inputs}
    tree["layers"] = written = []
    for name in draw(st.sampled_from([["l"], ["no", "1e5"], ["null", "h 2", "output"]])):
        layer, before[name] = draw(layers(before, name))
        written.append(layer)
    if draw(st.booleans()):
        shown = draw(st.lists(st.sampled_from(list(before)[1:]), min_size=1, unique=True))
        case = {name: draw(values_of(before[name], 0)) for name in shown}
        case["input"] = draw(values_of(inputs, len(inputs)))
        if draw(st.booleans()):
            case["tolerance"] = draw(st.sampled_from(["0", "1e-9", "1/8", "-0"]))
        tree["examples"] = [case]
    return tree
