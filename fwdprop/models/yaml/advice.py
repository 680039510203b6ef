"""What to do about a text that is not YAML, in the words of the person who wrote it."""

from __future__ import annotations

import yaml


def syntax_help(error: yaml.MarkedYAMLError) -> str | None:
    """What most likely went wrong where the parser gave up, or None where it is anybody's guess."""
    problem, context = error.problem or "", error.context or ""
    start = error.context_mark
    if start is not None and "flow" in context and "expected" in problem:
        bracket = "[" if "sequence" in context else "{"
        place = f"{start.line + 1}:{start.column + 1}"
        return f"is the {bracket} at {place} closed, and a comma between items?"
    if start is not None and "quoted scalar" in context and "end of stream" in problem:
        return f"is the quote at {start.line + 1}:{start.column + 1} closed?"
    if "could not find expected ':'" in problem:
        return "a key has a colon and a space behind it"
    if "mapping values are not allowed" in problem:
        return "a key has a colon and a space behind it, here and in the line before"
    if "block" in context and "expected" in problem:
        return "keys of one mapping, and dashes of one list, begin in the same column"
    return None
