"""The text of a network file, and the locations in it."""

from __future__ import annotations

import re
from typing import Any

import yaml

from fwdprop.errors import Location

_line_break = re.compile("[\n\r\x85\u2028\u2029]").search


class Source:
    """A text, and what messages call its file."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self._begin, self._line = -1, ""

    def events(self) -> Any:
        """A fresh stream of the text's events: libyaml's, or PyYAML's own where that is missing."""
        return getattr(yaml, "CLoader", yaml.Loader)(self.text)

    def location(self, start: Any, end: Any = None) -> Location:
        """The location of a mark of the parser, with its line; the width reaches to `end`."""
        begin = start.index - start.column
        # Faults stand together, in JSON even all on one long line, which need not be copied again.
        if begin != self._begin:
            match = _line_break(self.text, start.index)
            self._begin = begin
            self._line = self.text[begin : match.start() if match else len(self.text)]
        width = 1
        if end is not None:
            reach = end.index if end.line == start.line else begin + len(self._line)
            width = reach - start.index
        return Location(self.file, start.line + 1, start.column + 1, self._line, max(width, 1))
