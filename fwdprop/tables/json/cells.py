"""The cells of kept columns: what a row holds, as the text that it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fwdprop.tables.types import Cell, Numeral


def column(values: Sequence[Any]) -> Sequence[Cell]:
    """The cells of a kept column, as the scan gives its values.

    Raises UnicodeEncodeError where a text holds half of a surrogate pair, and RecursionError where
    values are nested too deeply.
    """
    cells = values if set(map(type, values)) == {str} else list(map(cell, values))
    "".join(text for text in cells if isinstance(text, str)).encode()
    return cells


def cell(value: Any) -> Cell:
    """A text as it is, a number with the digits that it had, and anything nested as its JSON."""
    if isinstance(value, bytes):
        return Numeral(value.decode())
    if isinstance(value, (tuple, list)):
        return Numeral(_compact(value))
    found: Cell = value
    return found


def _compact(value: Any) -> str:
    """The shortest JSON of a value."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, tuple):
        return "{" + ",".join(f"{_quoted(key)}:{_compact(item)}" for key, item in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_compact, value)) + "]"
    return _quoted(value)


def _quoted(value: str | float | None) -> str:
    # JSON has no numbers that are not finite.
    return "null" if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
