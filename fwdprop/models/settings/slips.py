"""A setting whose name means nothing -> what is wrong with it, and the line to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from fwdprop import numerals
from fwdprop.activations import CATALOGUE
from fwdprop.activations.meant import activation_meant
from fwdprop.errors import Fault, Location, listed, nearest, shortened
from fwdprop.models.settings.advice import example, typed
from fwdprop.models.settings.target import (
    ACTIVATION,
    BIAS,
    KEYS,
    WEIGHTS,
    Target,
    Targets,
    columns_of,
)
from fwdprop.network.connections import source_names
from fwdprop.network.names import INPUTS, NodeRef
from fwdprop.network.network import Network

_LONGEST = 1000
"""Nothing is proposed for a longer text."""
Said = tuple[str, str]
"""A message, and what to do."""


class Slips:
    """Says what is wrong with settings of a network; `option` is the origin of the texts.

    `line` makes the line to type of a setting.
    """

    def __init__(
        self, network: Network, targets: Targets, option: str, line: Callable[[str], str]
    ) -> None:
        self._network, self._targets, self._option = network, targets, option
        self._line = line

    def fault(self, text: str, index: int) -> Fault:
        """The fault of a text whose name means nothing."""
        name, equals, value = self._parts(text)
        spot = Location(self._option, index + 1, 1, text, max(len(name), 1))
        name, value = name.strip(), value.strip()
        said: Said | None = None
        if len(text) <= _LONGEST and (target := self._targets.named(text.strip())):
            spot = replace(spot, width=len(text))
            said = f"'{text.strip()}' has no value", self._line(example(self._network, target))
        elif len(text) <= _LONGEST and name:
            said = self._named(name, value) if equals else self._without_sign(name)
        elif not name:
            said = "a setting is a name, = and a value", self._usual()
        if said is None:
            said = f"'{shortened(name)}' names nothing that is set", self._usual()
        return Fault(*said, spot)

    def _parts(self, text: str) -> tuple[str, str, str]:
        """The name, `=` and the value: names of layers and nodes may have that sign, too."""
        for sign in re.finditer("=", text[:_LONGEST]):
            if self._owner(text[: sign.start()].strip())[0] is not None:
                return text[: sign.start()], "=", text[sign.end() :]
        return text.partition("=")

    def _usual(self) -> str:
        """What a setting looks like in this network."""
        layer = f"{self._network.name_of(1)}.{ACTIVATION}=tanh"
        node = f"{self._network.names.whole_name((1, 0))}.{BIAS}=0.5"
        return f"it looks like this: {self._line(layer)}, or {self._line(node)}"

    def _without_sign(self, text: str) -> Said | None:
        """A text without `=`: something else may stand in front of the value."""
        for sign in re.finditer(r"\s*:\s*|\s+", text):
            name, value = text[: sign.start()], text[sign.end() :]
            if value and self._targets.named(name):
                return "= stands between a name and its value", self._line(f"{name}={value}")
        return self._named(text, "")

    def _named(self, name: str, value: str) -> Said | None:
        """A name in front of its value."""
        if found := self._elsewhere(name, value):
            return found
        owner, rest = self._owner(name)
        if owner is None:
            return self._no_owner(name, value)
        node, layer = self._targets.node(owner), self._targets.layer(owner)
        if not rest:
            key = BIAS if numerals.parse_yaml(value) is not None else ACTIVATION
            value = value if key == BIAS else str(activation_meant(value) or "tanh")
            return f"'{owner}' has several things to set", self._line(f"{owner}.{key}={value}")
        if rest.startswith(f"{ACTIVATION}."):
            return self._parameter(owner, rest, value)
        if node is not None:
            return self._of_node(owner, node, rest, value)
        assert layer is not None
        return self._of_layer(owner, layer, rest, value)

    def _elsewhere(self, name: str, value: str) -> Said | None:
        """What other options say: inputs, the type."""
        whole = name.removeprefix(f"{INPUTS}.")
        is_command = self._option.startswith("-")
        if is_command and name == "dtype":
            return "the type of numbers has an option of its own", typed("--dtype", value)
        if self._network.names.node(0, whole) is None or self._owner(name)[0] is not None:
            return None
        help = f"inputs stand behind --input: {typed('--input', f'{whole}={value}')}"
        return f"'{whole}' is an input", help if is_command else "inputs stand in the row"

    def _owner(self, name: str) -> tuple[str | None, str]:
        """The longest beginning of a name that is a layer or a node, and what stands behind it."""
        dots = [dot.start() for dot in re.finditer(r"\.", name)]
        for end in (len(name), *reversed(dots)):
            owner = name[:end]
            if self._targets.layer(owner) is not None or self._targets.node(owner) is not None:
                return owner, name[end + 1 :].strip()
        return None, name

    def _parameter(self, owner: str, rest: str, value: str) -> Said:
        """A parameter of an activation behind a point."""
        node, layer = self._targets.node(owner), self._targets.layer(owner)
        depth = layer if layer is not None else node.depth if node is not None else 1
        bound = self._network.layers[depth - 1].activation
        if layer is None and node is not None:
            bound = self._network.layers[depth - 1].activation_of(node.node)
        parameter = rest.partition(".")[2].strip()
        entries = [bound.activation, CATALOGUE["leaky_relu"], *CATALOGUE.values()]
        having = (each for each in entries if parameter in [one.name for one in each.parameters])
        entry = next(having, bound.activation)
        text = f"{entry.name}({parameter}={value})"
        line = f"{owner}.{ACTIVATION}={activation_meant(text) or bound}"
        return "parameters stand in brackets behind the activation", self._line(line)

    def _of_node(self, owner: str, node: NodeRef, rest: str, value: str) -> Said:
        source = rest.removeprefix(f"{WEIGHTS}.")
        if source == rest and self._targets.column(node, source) is not None:
            line = f"{owner}.{WEIGHTS}.{source}={value}"
            return f"a weight has '{WEIGHTS}' in its name", self._line(line)
        if source == rest and (found := self._key(owner, rest, value)):
            return found
        columns = self._sources(node)
        if source == rest and not (near := nearest(source, columns)):
            return f"there is no '{rest}' of {owner} to set", self._keys(owner)
        near = nearest(source, columns)
        where = self._network.names.whole_name(node)
        several = self._targets.sources(node.depth, source)
        if len(several) > 1:
            names = [self._network.names.whole_name(each) for each in several]
            help = f"say which: {listed(names)}"
        elif near is not None:
            help = self._line(f"{owner}.{WEIGHTS}.{near}={value}")
        else:
            help = f"connections lead there from {listed(columns)}"
        return f"no connection leads from '{source}' to {where}", help

    def _of_layer(self, owner: str, layer: int, rest: str, value: str) -> Said:
        first = Target(layer, 0, WEIGHTS)
        if rest.partition(".")[0].strip() == WEIGHTS:
            return "weights are set node by node", self._line(example(self._network, first))
        if "." not in rest and (found := self._key(owner, rest, value)):
            return found
        node, between, source = rest.partition(f".{WEIGHTS}.")
        key = f"{WEIGHTS}.{source}" if between else ""
        if not between and "." in rest:
            node, _, key = rest.rpartition(".")
        nodes = self._network.nodes_of(layer)
        near = nearest(node, nodes)
        help = f"its nodes are {listed(nodes)}; {self._keys(owner)}"
        if near is not None:
            line = f"{owner}.{near}.{key or BIAS}"
            known = self._targets.named(line) is not None
            help = self._line(f"{line}={value or 0}") if known else f"did you mean {owner}.{near}?"
        return f"there is no node '{node}' in layer {owner}", help

    def _no_owner(self, name: str, value: str) -> Said | None:
        """A name that begins with no layer and no node."""
        names = self._network.names
        for dot in re.finditer(r"\.", name):
            found = names.nodes_named(name[: dot.start()])
            if len(found) > 1:
                fault = names.not_one(name[: dot.start()], found)
                return fault.message, str(fault.help)
        layer, dot_, rest = name.partition(".")
        if not dot_:
            return None
        known = [self._network.name_of(depth) for depth in self._network.depths]
        near = nearest(layer, known)
        if near is not None and self._targets.named(f"{near}.{rest}"):
            return f"there is no layer '{layer}'", self._line(f"{near}.{rest}={value}")
        near = None if rest not in KEYS else nearest(layer, self._nodes())
        if near is not None and self._targets.named(f"{near}.{rest}"):
            return f"there is no layer or node '{layer}'", self._line(f"{near}.{rest}={value}")
        return f"there is no layer or node '{layer}'", f"the layers are {listed(known)}"

    def _nodes(self) -> Iterable[str]:
        depths = self._network.depths
        return (node for depth in depths for node in self._network.nodes_of(depth))

    def _key(self, owner: str, rest: str, value: str) -> Said | None:
        """A key that is misspelt, what stands behind it being right."""
        key, dot, source = rest.partition(".")
        near = nearest(key, KEYS)
        if near is None or self._targets.named(f"{owner}.{near}{dot}{source}") is None:
            return None
        line = self._line(f"{owner}.{near}{dot}{source}={value}")
        return f"there is no '{key.strip()}' of {owner} to set", line

    def _keys(self, owner: str) -> str:
        keys = [key for key in KEYS if self._targets.named(f"{owner}.{key}") is not None]
        return f"what can be set is {listed([f'{owner}.{key}' for key in keys])}"

    def _sources(self, node: NodeRef) -> list[str]:
        """The names of the nodes that a node has connections from."""
        names = source_names(self._network, node.depth)
        return [names[column] for column in columns_of(self._network, node.depth, node.node)]
