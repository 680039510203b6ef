"""A JSON row decoded by the json module, where it is valid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from json import JSONDecoder
from operator import itemgetter
from typing import Any

from fwdprop.float32 import is_halfway
from fwdprop.numerals import LONGEST
from fwdprop.tables.fallback import Cells
from fwdprop.tables.json import cells as kept
from fwdprop.tables.json import syntax
from fwdprop.tables.json.layout import Layout
from fwdprop.tables.words import NOTHING

# Where nothing is kept, no number is needed as the text that it was.
_decoder: Any = JSONDecoder(parse_int=float, object_pairs_hook=tuple)
_scan_numbers: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once
_endless = re.compile(rf"(?<![-+.0-9eE])[-+.0-9eE]{{{LONGEST + 1}}}").search
_NUMBERS = frozenset({float, bytes, bool})


def decoder(layout: Layout) -> Callable[[bytes], Cells | None]:
    """The function that gives what a row holds, or None where it may not be valid."""
    scan = syntax.scan if layout.kept else _scan_numbers
    kind, missing = tuple if layout.count is None else list, layout.columns.missing
    single = layout.columns.dtype == "float32"
    # With two keys or more it gives a tuple.
    pick = itemgetter(*layout.inputs, layout.inputs[0])

    def decoded(raw: bytes) -> Cells | None:
        if syntax.too_many(raw) is not None:
            return None
        try:
            text = raw.decode().strip(" \t\r")
            row, end = scan(text, 0)
            found = dict(row) if kind is tuple else row
            if type(row) is not kind or end != len(text):
                return None  # another kind of row, or text behind it
            if end > LONGEST and _endless(text):
                return None  # too long a number
            if len(found) != (len(row) if layout.count is None else layout.count):
                return None  # a key that stands there twice, or another number of values
            if layout.unkept(found):
                return None
            if any(layout.may_be_spelled(key, found) for key in layout.kept):
                return None  # a kept key with other spaces at its ends
            numbers = _numbers(pick(found)[:-1], missing)
            if numbers is None or (single and any(map(is_halfway, numbers))):
                return None  # one that is none, or that its text alone rounds rightly
            return numbers, _kept(found, layout)
        except (ValueError, TypeError, KeyError, StopIteration, RecursionError):
            return None

    return decoded


def _numbers(values: Sequence[Any], missing: float | None) -> Sequence[float] | None:
    """The numbers of the inputs; None where one is none."""
    if missing is not None:
        values = [float(missing) if _is_missing(value) else value for value in values]
    types = {*map(type, values)}
    if types == {float}:
        return values
    return list(map(float, values)) if types <= _NUMBERS else None


def _is_missing(value: Any) -> bool:
    return (value is None or isinstance(value, str)) and value in NOTHING


def _kept(row: Any, layout: Layout) -> Sequence[Any]:
    """The cells of the kept columns, None where an object has none."""
    if not layout.kept:
        return ()
    if layout.count is None:
        return kept.column([row.get(key) for key in layout.kept])
    return kept.column([row[key] for key in layout.kept])
