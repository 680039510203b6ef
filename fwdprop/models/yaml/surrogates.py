"""JSON's escaped surrogate pairs, `\\ud83d\\ude00`, which the YAML parser refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fwdprop.errors import Fault

# Possessive, and with strings that never end: linear in the text, whatever it holds.
_pairs = re.compile(r"(?<!\\)((?:\\\\)*+)((?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})++)")
_strings = re.compile(r"'[^']*+(?:'|\Z)|\"(?:[^\"\\]++|\\.)*+(?:\"|\\?\Z)", re.DOTALL)
_mention = re.compile(r"(?<= at )([0-9]+):([0-9]+)(?= closed)")
_line = re.compile("([^\n\r\x85\u2028\u2029]*+)(?:\r\n|[\n\r\x85\u2028\u2029]|\\Z)")


def joined(text: str) -> str:
    """The text, if it is JSON, with each pair in double quotes as the character it stands for."""
    if not text.lstrip().startswith("{") or "\\u" not in text:
        return text
    return _strings.sub(lambda string: _joined_pairs(string[0]), text)


def as_written(faults: Sequence[Fault], text: str) -> list[Fault]:
    """The faults of a joined text with their locations in the text as it was written."""
    locations = [fault.location for fault in faults if fault.location is not None]
    mentions = [each for fault in faults for each in _mention.finditer(fault.help or "")]
    numbers = {location.line for location in locations} | {int(mention[1]) for mention in mentions}
    longer = [
        (string.start() + pair.start(), len(pair[0]) - len(_character(pair)))
        for string in _strings.finditer(text)
        for pair in (() if string[0].startswith("'") else _pairs.finditer(string[0]))
    ]
    lines = {
        number: _Line(match[1], [(at - begin, by) for at, by in longer if begin <= at < end])
        for number, match in enumerate(_line.finditer(text), 1)
        for begin, end in [match.span()]
        if number in numbers
    }
    return [_in_lines(fault, lines) for fault in faults]


class _Line:
    """A line as it was written, and where its joined pairs begin and how much longer each is."""

    def __init__(self, text: str, longer: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self._longer = longer

    def column(self, joined: int) -> int:
        """The column, from 1, of what stands at this one where the pairs are joined."""
        for start, by in self._longer:
            if start >= joined - 1:
                break
            joined += by
        return joined


def _in_lines(fault: Fault, lines: Mapping[int, _Line]) -> Fault:
    def moved(match: re.Match[str]) -> str:
        return f"{match[1]}:{lines[int(match[1])].column(int(match[2]))}"

    help = fault.help and _mention.sub(moved, fault.help)
    location = fault.location
    if location is not None and location.line in lines:
        line = lines[location.line]
        column = line.column(location.column)
        width = line.column(location.column + location.width) - column
        location = replace(location, column=column, width=width, text=line.text)
    return replace(fault, location=location, help=help)


def _joined_pairs(string: str) -> str:
    return string if string.startswith("'") else _pairs.sub(_character, string)


def _character(match: re.Match[str]) -> str:
    try:
        return match[1] + bytes.fromhex(match[2].replace("\\u", "")).decode("utf-16-be")
    except UnicodeDecodeError:
        return match[0]
