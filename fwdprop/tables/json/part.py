"""Some rows of a JSON file, and where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fwdprop.arrays import Array

# A line that began before its part is shown where no more than so much of it stands before.
SHOWN_BEFORE = 1000


@dataclass(frozen=True)
class Part:
    """Some rows: the `data` that hold them; where each begins (rows,), and where it ends (rows,).

    `took` is how many line ends the data have, and `indent` how many characters of their first
    line stand before them.
    """

    data: bytes
    starts: Array
    ends: Array
    took: int
    indent: int = 0

    @classmethod
    def without_rows(cls, lines: int) -> Part:
        """So many lines that hold none."""
        none = np.empty(0, np.intp)
        return cls(b"", none, none, lines)

    def rows(self) -> Iterator[bytes]:
        """The bytes of each row."""
        for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True):
            yield self.data[start:end]


def line_start(data: bytes, at: int) -> int:
    """Where the line begins that goes on there, or there where that is far away."""
    first = max(at - SHOWN_BEFORE, 0)
    begin = data.rfind(b"\n", first, at) + 1
    return begin or (at if first else 0)


def characters_before(data: bytes, at: int, indent: int) -> int:
    """How many characters of its line stand before a position, `indent` of them before the data."""
    begin = data.rfind(b"\n", 0, at) + 1
    return (0 if begin else indent) + characters(data[begin:at])


def characters(data: bytes) -> int:
    """How many characters the bytes are as they are shown."""
    return len(data) if data.isascii() else len(data.decode(errors="backslashreplace"))


@dataclass
class Cursor:
    """A position in a part, which moves forward: behind `lines` line ends, at `column` characters.

    `begins` says where its line does, None where that is before the part.
    """

    data: bytes
    column: int
    at: int = 0
    lines: int = 0
    begins: int | None = None
    _text: str = ""

    def move(self, to: int) -> None:
        """Goes on to a later position."""
        passed = self.data.count(b"\n", self.at, to)
        if passed:
            self.lines += passed
            self.at = self.begins = self.data.rfind(b"\n", self.at, to) + 1
            self.column, self._text = 0, ""
        elif self.at == 0 and not self.column:
            self.begins = 0
        self.column += characters(self.data[self.at : to])
        self.at = to

    @property
    def text(self) -> str:
        """The line, or nothing where its beginning is not in the part."""
        if self.begins is not None and not self._text:
            end = self.data.find(b"\n", self.at)
            line = self.data[self.begins : end if end >= 0 else len(self.data)]
            self._text = line.decode(errors="backslashreplace").rstrip("\r")
        return self._text
