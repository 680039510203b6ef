"""What to write in place of a value of the wrong kind: brackets, colons, the keys of a node."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from fwdprop import meant
from fwdprop.errors import nearest, shortened
from fwdprop.models.spec.values import (
    Plain,
    Value,
    is_list,
    is_mapping,
    is_missing,
    items,
    number,
)
from fwdprop.system.files import WEIGHTS

_OTHER_BRACKETS = "()[]\uff08\uff09\uff3b\uff3d\u3010\u3011"

MOST_SHOWN = 12
"""So many values of a list are written out in an advice."""


def listed_numbers(value: Value, depth: int) -> str | None:
    """How to write numbers without brackets as a list, `depth` deep; None for anything else."""
    if not isinstance(value, Plain):
        return None
    bare = value.strip(_OTHER_BRACKETS)
    words = [word for word in re.split(r"[\s,;]+", bare) if word]
    if not words or len(words) > MOST_SHOWN or any(number(Plain(word)) is None for word in words):
        return None
    inside = in_brackets(words, depth)
    if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", bare):
        point = in_brackets([bare.replace(",", ".")], depth)
        return f"numbers stand in brackets, and decimals take a point: {inside} or {point}"
    return f"{'numbers stand' if len(words) > 1 else 'the number stands'} in brackets: {inside}"


def file_named(value: Value) -> str | None:
    """How to write a file that is named where numbers stand; None for anything else."""
    if not isinstance(value, str) or not value.lower().endswith(WEIGHTS):
        return None
    return f"a file stands behind `file`: {{file: {_quoted(value)}}}"


def listed_names(value: Value) -> str | None:
    """How to write names without brackets as a list; None for anything else."""
    if not isinstance(value, Plain) or set(value) & set("[]{}:#&*!|>'\"%@`"):
        return None
    if number(value) is not None:
        return None
    words = [word.strip() for word in value.split(",")]
    if not all(words) or len(words) > MOST_SHOWN:
        return None
    return (
        f"{'names stand' if len(words) > 1 else 'a name stands'} in brackets: {in_brackets(words)}"
    )


def names_apart(names: Sequence[str], count: int) -> str | None:
    """How to write names of which some are several words, where so many words are meant as names.

    None where there are other numbers of words.
    """
    if not len(names) < count <= MOST_SHOWN:
        return None
    words = [word for name in names for word in re.split(r"[\s,;]+", meant.typed(name)) if word]
    if len(words) != count:
        return None
    return f"are these several names? commas stand between them: {in_brackets(words)}"


def in_brackets(words: Sequence[str], depth: int = 1) -> str:
    """The words as a list, in so many brackets."""
    return f"{'[' * depth}{', '.join(words)}{']' * depth}"


def with_space(value: Value) -> str | None:
    """How to write a key that has no space behind its colon; None where there is none such."""
    if not isinstance(value, Plain):
        return None
    match = re.fullmatch(r"([^\s:,\[\]{}]+):(?!//)(\S.*)", value, re.DOTALL)
    if match is None or re.fullmatch("[0-9.]+", match[1]):
        return None
    rest = match[2].split()[0] if " " in match[2] and match[2][0] not in "[{" else match[2]
    behind = re.match(r"\[[^\]]*\]|\{[^}]*\}", rest)
    return f"a space stands behind a colon: {match[1]}: {shortened(behind[0] if behind else rest)}"


def with_weights(node: Mapping[str, Value], known: Collection[str]) -> str | None:
    """How to write a node whose weights by name stand where its keys do; None for anything else.

    `known` are the keys of a node.
    """
    weights = {name: value for name, value in node.items() if name not in known}
    if not weights or len(node) > MOST_SHOWN or "weights" in node:
        return None
    if any(number(value) is None for value in weights.values()):
        return None
    others = {name: value for name, value in node.items() if name in known}
    if not all(isinstance(value, str) for value in others.values()):
        return None
    keys = [
        f"weights: {{{', '.join(f'{_quoted(name)}: {weights[name]}' for name in weights)}}}",
        *(f"{name}: {others[name]}" for name in others),
    ]
    return f"weights by name stand behind `weights`: {{{', '.join(keys)}}}"


def misplaced(layer: Mapping[str, Value], known: Collection[str]) -> tuple[str, str] | None:
    """A key of a layer that is the name of a node or of the layer, and how to write that.

    None where nothing in the layer looks like that; `known` are the keys of a layer.
    """
    if len(layer) > MOST_SHOWN:
        return None
    others = {name: value for name, value in layer.items() if name not in known}
    for name, value in others.items():
        if _is_layer_name(name, known) and (is_missing(value) or _is_layer(value, known)):
            return name, f"the name of a layer stands within it: name: {name}"
    if layer.keys() & {"nodes", "weights", "bias"}:
        return None
    nodes = {
        name: value
        for name, value in others.items()
        if nearest(name, known) is None and _is_node(value)
    }
    if not nodes:
        return None
    listed = [f"{_quoted(name)}: {in_brackets(items(value))}" for name, value in nodes.items()]
    return next(iter(nodes)), f"nodes stand together: nodes: {{{', '.join(listed)}}}"


def _is_layer_name(key: str, known: Collection[str]) -> bool:
    """Whether a key looks like a name that stands where `name: ...` should, and like no key."""
    return re.fullmatch(r"[^\W\d]\w*", key) is not None and nearest(key, known) is None


def _is_layer(value: Value, known: Collection[str]) -> bool:
    """Whether it is a mapping with keys of a layer alone."""
    return is_mapping(value) and bool(value) and value.keys() <= set(known)


def _is_node(value: Value) -> bool:
    """Whether it is a short list of numbers, as a node's weights are."""
    if not is_list(value):
        return False
    weights = items(value)
    return 0 < len(weights) <= MOST_SHOWN and all(number(item) is not None for item in weights)


def row_by_name(weights: Mapping[str, Value]) -> str | None:
    """How to write weights by name that stand where a matrix does; None for anything else."""
    if not 0 < len(weights) <= MOST_SHOWN or "file" in weights:
        return None
    if any(number(weight) is None for weight in weights.values()):
        return None
    named = ", ".join(f"{_quoted(name)}: {weight}" for name, weight in weights.items())
    return f"weights by name belong to a node: nodes: {{node_0: {{weights: {{{named}}}}}}}"


def bias_apart(value: Value) -> str:
    """How to write a node with a bias, where its list of numbers has that at its end."""
    *weights, bias = items(value)
    if len(weights) > MOST_SHOWN:
        return f"is the last number a bias? {{weights: [...], bias: {bias}}}"
    return f"is the last number a bias? {{weights: {in_brackets(weights)}, bias: {bias}}}"


def bias_beside(value: Value) -> str:
    """The same where the list stands behind `weights`."""
    *weights, bias = items(value)
    listed = in_brackets(weights) if len(weights) <= MOST_SHOWN else "[...]"
    return f"is the last number a bias? weights: {listed} and bias: {bias}"


def key_help(mapping: Mapping[str, Value], name: str) -> str | None:
    """What is wrong with a key that has no value: no space, or a comma in a number before it."""
    if not isinstance(name, Plain):
        return None
    if name[:1] in (*meant.SPACES,):
        return f"{meant.described(name[0])}: indent with spaces"
    if not is_missing(mapping[name]):
        return None
    if not name.isdigit():
        return with_space(name)
    keys = list(mapping)
    before = keys[max(keys.index(name) - 1, 0)]
    number = mapping[before]
    if isinstance(number, Plain) and re.fullmatch("[-+]?[0-9]+", number):
        return f"decimals take a point: {before}: {number}.{name}"
    return None


def biases_apart(value: Value) -> str:
    """How to write a matrix whose rows have a bias at their ends, with the biases apart."""
    rows = [list(items(row)) for row in items(value)]
    if sum(map(len, rows)) > 2 * MOST_SHOWN:
        return "is the last number of each row a bias? biases stand apart: bias: [...]"
    weights = in_brackets([in_brackets(row[:-1]) for row in rows])
    bias = in_brackets([row[-1] for row in rows])
    return f"is the last number of each row a bias? weights: {weights} and bias: {bias}"


def turned(value: Value) -> str:
    """How to write a matrix whose rows and columns are the other way round."""
    rows = [items(row) for row in items(value)]
    question = "is it the other way round? one row for each node"
    if sum(map(len, rows)) > 2 * MOST_SHOWN:
        return question
    return f"{question}: {in_brackets([in_brackets(row) for row in zip(*rows, strict=True)])}"


def _quoted(name: str) -> str:
    """A name as it stands in a file: in quotes where it needs them."""
    return name if re.fullmatch(r"\w[\w .()-]*", name) else "'" + name.replace("'", "''") + "'"
