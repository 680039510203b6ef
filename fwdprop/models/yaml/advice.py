"""What is wrong with a text that is not YAML, in the words of the person who wrote it."""

from __future__ import annotations

import re
from typing import Any

import yaml

from fwdprop.errors import Fault, Location
from fwdprop.models.yaml.source import Source

_forbidden = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
).search


def mark_of(error: yaml.MarkedYAMLError) -> Any:
    """Where the parser gave up."""
    return error.problem_mark or error.context_mark


def syntax_fault(source: Source, error: yaml.MarkedYAMLError) -> Fault:
    """What the parser says of the text, where it says it, and what to do about it."""
    reason = " ".join(filter(None, (error.problem, error.context)))
    mark = mark_of(error)
    if error.context == "while scanning a simple key":
        mark = error.context_mark  # the key, not where the parser stopped to look for its colon
    if mark.index >= len(source.text.rstrip()) and error.context_mark is not None:
        mark = error.context_mark  # what was never closed says more than the end of the file
    tab = source.text[mark.index : mark.index + 1] == "\t"
    help = "indent with spaces: YAML allows no tab there" if tab else _help(error)
    if source.text.startswith("```", mark.index):
        help = "the lines with ``` are Markdown around the file: leave them out"
    return Fault(f"this is not YAML: {reason}", help, source.location(mark))


def character_fault(source: Source, error: yaml.reader.ReaderError) -> Fault:
    """The first character of the text that YAML does not allow."""
    text = source.text
    match = _forbidden(text)
    if match is None:
        return Fault(f"this is not YAML: {error.reason}")
    line = text.count("\n", 0, match.start()) + 1
    begin = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.start())
    return Fault(
        f"the character U+{ord(match[0]):04X} is not allowed in YAML",
        "is this a text file?",
        Location(
            source.file,
            line,
            match.start() - begin + 1,
            text[begin : end if end >= 0 else len(text)],
        ),
    )


def _help(error: yaml.MarkedYAMLError) -> str | None:
    """What most likely went wrong where the parser gave up, or None where that is not known."""
    problem, context = error.problem or "", error.context or ""
    start = error.context_mark
    if context == "while parsing a flow node":
        return "a value stands before each comma, and no space behind a minus"
    if start is not None and "flow" in context and "expected" in problem:
        bracket = "[" if "sequence" in context else "{"
        location = f"{start.line + 1}:{start.column + 1}"
        return f"is the {bracket} at {location} closed, and a comma between items?"
    if start is not None and "quoted scalar" in context and "end of stream" in problem:
        return f"is the quote at {start.line + 1}:{start.column + 1} closed?"
    if "could not find expected ':'" in problem:
        return "a key has a colon and a space behind it"
    if "mapping values are not allowed" in problem:
        return "a key has a colon and a space behind it, here and in the line before"
    if "block" in context and "expected" in problem:
        return "keys of one mapping, and dashes of one list, begin in the same column"
    return None
