"""Where the values of a network file stand in its text, looked up only for what is at fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import yaml

from fwdprop.errors import Fault, Path, Place
from fwdprop.models.yaml.events import parser, place


def placed(faults: Iterable[Fault], file: str, text: str) -> list[Fault]:
    """The same faults, each with the place in the text that its path leads to.

    A path that ends inside an alias has the place of the alias. The text has been composed
    before: it is YAML, and its depth is bounded.
    """
    faults = list(faults)
    wanted = {fault.path for fault in faults if fault.path is not None}
    finder = _Finder(file, text, wanted)
    return [
        replace(fault, place=finder.find(fault.path, fault.at_key))
        if fault.path is not None
        else fault
        for fault in faults
    ]


class _Finder:
    """Walks the events once and keeps the places of the wanted paths and of all on the way."""

    def __init__(self, file: str, text: str, wanted: set[Path]) -> None:
        self.file, self.text = file, text
        self._ways = {path[:length] for path in wanted for length in range(len(path) + 1)}
        self._keys: dict[Path, Place] = {}
        self._values: dict[Path, Place] = {}
        self._parser = parser(text)
        self._parser.get_event()
        if isinstance(self._parser.get_event(), yaml.DocumentStartEvent):
            self._walk(self._parser.get_event(), ())

    def find(self, path: Path, at_key: bool) -> Place:
        """The place of the key or the value at the path, or of the nearest thing around it."""
        if at_key and path in self._keys:
            return self._keys[path]
        while path and path not in self._values:
            path = path[:-1]
        return self._values.get(path) or Place(self.file)

    def _walk(self, event: Any, path: Path | None) -> None:
        """Reads one value whole; `path` is None below anything that nobody asked for."""
        if path is not None:
            self._values[path] = self._place(event)
        if isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while not isinstance(event := self._parser.get_event(), yaml.SequenceEndEvent):
                self._walk(event, self._onward(path, index))
                index += 1
        elif isinstance(event, yaml.MappingStartEvent):
            while not isinstance(key := self._parser.get_event(), yaml.MappingEndEvent):
                name = key.value if isinstance(key, yaml.ScalarEvent) else ""
                onward = self._onward(path, name)
                self._walk(key, None)
                if onward is not None:
                    self._keys.setdefault(onward, self._place(key))
                self._walk(self._parser.get_event(), onward)

    def _onward(self, path: Path | None, step: str | int) -> Path | None:
        if path is None or (onward := (*path, step)) not in self._ways:
            return None
        return None if onward in self._values else onward

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            end = start if not event.flow_style else end
        return place(self.file, self.text, start, end)
