"""The examples of a network file -> Example: inputs, and the values expected of the layers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import partial

from fwdprop import numerals
from fwdprop.errors import Path, count, listed, suggestion
from fwdprop.models.spec import advice
from fwdprop.models.spec.keys import EXAMPLE
from fwdprop.models.spec.scope import Scope
from fwdprop.models.spec.values import (
    Faults,
    Value,
    is_list,
    is_mapping,
    items,
    number,
    number_help,
    shown,
)
from fwdprop.network.network import Example, Expected


def read_examples(written: Sequence[Value], scope: Scope, faults: Faults) -> tuple[Example, ...]:
    """The examples written here; the scope holds every layer. Faults are noted."""
    if not scope.is_whole:
        return ()
    reader = _ExampleReader(scope, faults)
    read = [reader.read(item, ("examples", index)) for index, item in enumerate(written)]
    return tuple(example for example in read if example is not None)


_special = re.compile("[+]?(-?)(nan|inf)(?:inity)?", re.IGNORECASE).fullmatch


class _ExampleReader:
    def __init__(self, scope: Scope, faults: Faults) -> None:
        self._scope = scope
        self._faults = faults

    def read(self, value: Value, path: Path) -> Example | None:
        fields = EXAMPLE.read(value, path, self._faults)
        if fields is None or "input" not in fields:
            return None
        x = self._inputs(fields.pop("input"), (*path, "input"))
        tolerance = self._tolerance(fields, (*path, "tolerance"))
        expected = [
            found
            for name, written in fields.items()
            if name != "tolerance"
            for found in self._layer(name, written, (*path, name))
        ]
        written = [found for name, found in fields.items() if name != "tolerance"]
        if not any(written) and len(value) == len(fields) + 1:
            help = "add the values that a layer must have, for instance output: [9]"
            self._faults.add("an example that expects nothing", path, help)
        return None if x is None else Example(x, tuple(expected), tolerance)

    def _tolerance(self, fields: dict[str, Value], path: Path) -> float | None:
        tolerance = number(fields["tolerance"]) if "tolerance" in fields else None
        if tolerance is not None and not 0 <= tolerance < math.inf:
            message = f"a tolerance is a finite number of at least 0, not {fields['tolerance']}"
            self._faults.add(message, path)
        return tolerance

    def _inputs(self, value: Value, path: Path) -> tuple[float, ...] | None:
        inputs = self._scope.nodes_at(0)
        found = dict(self._values(0, value, path))
        if is_mapping(value):
            known = {self._scope.node(0, name) for name in value} - {None}
            if len(known) < len(inputs):
                lacking = [name for index, name in enumerate(inputs) if index not in known]
                self._faults.add(partial(_lacking, lacking), path)
        if len(found) < len(inputs):
            return None
        return tuple(found[index][0] for index in range(len(inputs)))

    def _layer(self, name: str, value: Value, path: Path) -> Iterator[Expected]:
        depth = self._scope.depth(name)
        if len(self._scope.layers) < 2:  # there is nothing to be called so
            return
        if depth is None or depth == 0:
            help = partial(self._near_layer, name)
            self._faults.add(f"there is no layer '{name}'", path, help, at_key=True)
            return
        for node, (expected, text) in self._values(depth, value, path):
            yield Expected(depth, node, expected, numerals.printed_unit(text))

    def _values(
        self, depth: int, value: Value, path: Path
    ) -> Iterator[tuple[int, tuple[float, str]]]:
        """Index, number and text of each value written for a depth, in order or by node name."""
        nodes = self._scope.nodes_at(depth)
        written: list[tuple[str | int, int | None, Value]]
        if is_list(value):
            in_order = items(value)
            if len(in_order) != len(nodes):
                message = f"{count(len(in_order), 'value')}, expected {len(nodes)}"
                help = partial(self._scope.census, depth)
                self._faults.add(message, path, help, numbers=len(nodes))
                return
            written = [(index, index, each) for index, each in enumerate(in_order)]
        else:
            first: dict[int, str] = {}
            written = [
                (name, self._node(depth, name, path, value, first), value[name]) for name in value
            ]
        for step, index, each in written:
            found = number(each, self._faults.dtype)
            if found is None:
                message = f"a value is a number, not {shown(each)}"
                self._faults.add(message, (*path, step), partial(_number_help, each))
            elif index is not None:
                yield index, (found, str(each))

    def _node(
        self, depth: int, name: str, path: Path, value: Value, first: dict[int, str]
    ) -> int | None:
        """The index of the node that a name in a value means.

        `first` are the names that meant each before.
        """
        index = self._scope.node(depth, name)
        what = "node" if depth else "input"
        if index is not None and first.setdefault(index, name) != name:
            message = f"'{name}' and '{first[index]}' are the same {what}"
            self._faults.add(message, (*path, name), "keep one of the two", at_key=True)
        elif index is None:
            help = partial(self._near_node, depth, name, value)
            self._faults.add(f"there is no {what} '{name}'", (*path, name), help, at_key=True)
        return index

    def _near_layer(self, name: str) -> str:
        layers = [layer for layer in self._scope.layers[1:] if layer is not None]
        known = [*layers, "input", "tolerance"]
        nodes = self._scope.nodes_named(name)
        if len(nodes) == 1:
            layer, _, node = self._scope.whole_name(nodes[0]).partition(".")
            return f"node {node} is in layer {layer}: write {layer}: {{{node}: ...}}"
        return suggestion(name, known, f"the layers are {listed(layers)}")

    def _near_node(self, depth: int, name: str, value: Value) -> str:
        if help := advice.key_help(value, name):
            return help
        return suggestion(name, self._scope.nodes_at(depth), self._scope.census(depth))


def _number_help(value: Value) -> str | None:
    """What to write in place of a value; here it may be one that is not finite."""
    match = _special(value) if isinstance(value, str) else None
    if match is None:
        return number_help(value)
    return "write .nan" if match[2].lower() == "nan" else f"write {match[1]}.inf"


def _lacking(inputs: Sequence[str]) -> str:
    return f"the example gives no value for {listed(inputs)}"
