"""Where the values of a network file stand in its text, looked up only for what is at fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import yaml

from fwdprop.errors import Fault, Location, Path
from fwdprop.models.yaml.source import Source


def located(faults: Iterable[Fault], source: Source) -> list[Fault]:
    """The same faults, each with the location in the text that its path leads to.

    A path that ends inside an alias has the location of the alias. The text has been composed
    before: it is YAML, and its depth is bounded.
    """
    faults = list(faults)
    finder = _Finder(source, {fault.path for fault in faults if fault.path is not None})
    return [
        replace(fault, location=finder.find(fault.path, fault.at_key))
        if fault.path is not None
        else fault
        for fault in faults
    ]


class _Finder:
    """Walks the events and keeps the locations of some paths, and of all on the way to them."""

    def __init__(self, source: Source, paths: set[Path]) -> None:
        self._source = source
        self._ways = {path[:length] for path in paths for length in range(len(path) + 1)}
        self._keys: dict[Path, Location] = {}
        self._values: dict[Path, Location] = {}
        if not paths:
            return
        self._next = source.events().get_event
        self._next()
        if isinstance(self._next(), yaml.DocumentStartEvent):
            self._walk(self._next(), ())

    def find(self, path: Path, at_key: bool) -> Location:
        """The location of the key or the value at the path, or of the nearest thing around it."""
        if at_key and path in self._keys:
            return self._keys[path]
        while path and path not in self._values:
            path = path[:-1]
        return self._values.get(path) or Location(self._source.file)

    def _walk(self, event: Any, path: Path) -> None:
        """Reads one value that is on the way to a path, until the last path is found."""
        self._values[path] = self._location(event)
        if isinstance(event, yaml.SequenceStartEvent):
            index = 0
            while self._goes_on and not isinstance(event := self._next(), yaml.SequenceEndEvent):
                self._step(event, (*path, index))
                index += 1
        elif isinstance(event, yaml.MappingStartEvent):
            while self._goes_on and not isinstance(key := self._next(), yaml.MappingEndEvent):
                onward = (*path, key.value if isinstance(key, yaml.ScalarEvent) else "")
                self._pass(key)
                if onward in self._ways:
                    self._keys.setdefault(onward, self._location(key))
                self._step(self._next(), onward)

    def _step(self, event: Any, path: Path) -> None:
        if path in self._ways and path not in self._values:
            self._walk(event, path)
        else:
            self._pass(event)

    def _pass(self, event: Any) -> None:
        """Reads one value that is on the way to no path."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if not depth:
                return
            event = self._next()

    @property
    def _goes_on(self) -> bool:
        return len(self._values) < len(self._ways)

    def _location(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            end = start if not event.flow_style else end
        return self._source.location(start, end)
