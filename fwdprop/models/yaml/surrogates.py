"""JSON's escaped surrogate pairs, `\\ud83d\\ude00`, which the YAML parser refuses."""

from __future__ import annotations

import re
from dataclasses import replace

from fwdprop.errors import Fault

_pairs = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u[dD][89a-fA-F][0-9a-fA-F]{2})+)")


def joined(text: str) -> str:
    """The text, if it is JSON, with each pair as the character that it stands for."""
    if not text.lstrip().startswith("{") or "\\u" not in text:
        return text
    return _pairs.sub(_character, text)


def as_written(fault: Fault, text: str) -> Fault:
    """The fault of a joined text with its place in the text as it was written."""
    if fault.place is None or not fault.place.line:
        return fault
    line = text.split("\n")[fault.place.line - 1]
    column = fault.place.column
    for match in _pairs.finditer(line):
        if match.start() >= column - 1:
            break
        column += len(match[0]) - len(_character(match))
    return replace(fault, place=replace(fault.place, column=column, text=line))


def _character(match: re.Match[str]) -> str:
    try:
        return match[1] + bytes.fromhex(match[2].replace("\\u", "")).decode("utf-16-be")
    except UnicodeDecodeError:
        return match[0]
