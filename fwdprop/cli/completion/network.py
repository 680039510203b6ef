"""The names in a network file, read without its numbers; nothing of it is proved."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

# So much of a file is read, so much is left of it without rows of numbers, so deep lists are read,
# and so many names are offered: a file of one line may count millions of nodes.
_MOST_READ = 8 << 20
_MOST_LEFT = 1 << 18
_DEEPEST = 32
_MOST_NAMES = 10_000

_number_row = re.compile(r"\[[-+\d.eE,\s]*\]")


class NetworkNames(NamedTuple):
    """The inputs, and the layers in their order, each with its nodes as far as they are known."""

    inputs: Sequence[str]
    layers: Sequence[tuple[str, Sequence[str]]]

    @property
    def nodes(self) -> list[str]:
        """The outputs by their bare names, then every node as `layer.node`."""
        outputs = self.layers[-1][1] if self.layers else ()
        return [*outputs, *(f"{layer}.{node}" for layer, nodes in self.layers for node in nodes)]

    @property
    def depths(self) -> list[str]:
        """What `--layers` takes: the layers, the inputs, all."""
        return [*(layer for layer, _ in self.layers), "inputs", "all"]


def names_in(path: str) -> NetworkNames:
    """The names in the file; none where it is missing or broken, or large beyond its numbers."""
    try:
        written = _tree(_text(path))
    except (OSError, ValueError):
        return NetworkNames((), ())
    if not isinstance(written, dict):
        return NetworkNames((), ())
    layers = written.get("layers")
    layers = layers if isinstance(layers, list) else []
    named: list[tuple[str, Sequence[str]]] = []
    room = _MOST_NAMES
    for index in reversed(range(len(layers))):  # the outputs first: they are asked for most
        name, nodes = _layer(layers[index], index, len(layers), room)
        named.append((name, nodes))
        room -= len(nodes)
    return NetworkNames(_names(written.get("inputs"), "x", _MOST_NAMES), named[::-1])


def _text(path: str) -> str:
    found = os.stat(path)
    # A pipe would wait for its writer, and a file of the kernel, which has no size, for the kernel.
    if not stat.S_ISREG(found.st_mode) or not found.st_size:
        return ""
    with open(path, "rb") as stream:
        content = stream.read(_MOST_READ + 1)
    text = "" if len(content) > _MOST_READ else content.decode("utf-8-sig")
    # A row of weights says nothing here but that it is one.
    text = _number_row.sub("[]", text)
    return "" if len(text) > _MOST_LEFT else text


def _layer(written: Any, index: int, layers: int, most: int) -> tuple[str, Sequence[str]]:
    """A layer's name, and its nodes, not more of them than `most`."""
    written = written if isinstance(written, dict) else {}
    usual = "output" if index == layers - 1 else f"hidden_{index + 1}"
    name = written.get("name", usual)
    nodes = written.get("nodes", written.get("weights") if "nodes" not in written else None)
    if "nodes" in written:
        return str(name), _names(nodes, "node_", most)
    rows = len(nodes) if isinstance(nodes, list) else 0
    return str(name), [f"node_{row}" for row in range(min(rows, most))]


def _names(written: Any, stem: str, most: int) -> Sequence[str]:
    if isinstance(written, list | dict):
        return [each for each in written if isinstance(each, str)][:most]
    is_count = isinstance(written, str) and written.isdecimal() and len(written) < 6
    return [f"{stem}{index}" for index in range(min(int(written), most))] if is_count else ()


def _tree(text: str) -> Any:
    """The file as lists, mappings and texts; ValueError where it is no YAML, or too deep."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = yaml.parse(text, Loader=loader)
        return _value(events, next(e for e in events if not _is_frame(e)), 0)
    except (yaml.YAMLError, StopIteration):
        raise ValueError from None


def _is_frame(event: Any) -> bool:
    return type(event).__name__ in ("StreamStartEvent", "DocumentStartEvent")


def _value(events: Iterator[Any], event: Any, depth: int) -> Any:
    kind = type(event).__name__
    if depth > _DEEPEST:
        raise ValueError
    if kind == "ScalarEvent":
        return event.value
    if kind == "SequenceStartEvent":
        found = []
        while type(each := next(events)).__name__ != "SequenceEndEvent":
            found.append(_value(events, each, depth + 1))
        return found
    if kind == "MappingStartEvent":
        pairs: dict[str, Any] = {}
        while type(key := next(events)).__name__ != "MappingEndEvent":
            name = _value(events, key, depth + 1)
            pairs[str(name)] = _value(events, next(events), depth + 1)
        return pairs
    return None
