"""JSON's escaped surrogate pairs, `\\ud83d\\ude00`, which the YAML parser refuses."""

from __future__ import annotations

import re
from dataclasses import replace

from fwdprop.errors import Fault

_pairs = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+)")
_strings = re.compile(r"'[^']*+'|\"(?:[^\"\\]|\\.)*+\"", re.DOTALL)


def joined(text: str) -> str:
    """The text, if it is JSON, with each pair in double quotes as the character it stands for."""
    if not text.lstrip().startswith("{") or "\\u" not in text:
        return text
    return _strings.sub(lambda string: _joined_pairs(string[0]), text)


def as_written(fault: Fault, text: str) -> Fault:
    """The fault of a joined text with its place in the text as it was written."""
    lines = text.replace("\r\n", "\n").split("\n")
    if fault.place is None or not 1 <= fault.place.line <= len(lines):
        return fault
    line = lines[fault.place.line - 1]
    column, width = fault.place.column, fault.place.width
    for match in _pairs.finditer(line):
        grown = len(match[0]) - len(_character(match))
        if match.start() < column - 1:
            column += grown
        elif match.start() < column - 1 + width:
            width += grown
    return replace(fault, place=replace(fault.place, column=column, width=width, text=line))


def _joined_pairs(string: str) -> str:
    return string if string.startswith("'") else _pairs.sub(_character, string)


def _character(match: re.Match[str]) -> str:
    try:
        return match[1] + bytes.fromhex(match[2].replace("\\u", "")).decode("utf-16-be")
    except UnicodeDecodeError:
        return match[0]
