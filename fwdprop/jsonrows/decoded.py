"""Many JSON rows at once, decoded by the json module, where each is as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from json import JSONDecoder
from typing import Any

import numpy as np

from fwdprop.jsonrows import kept, syntax
from fwdprop.jsonrows.form import MISSING, Form
from fwdprop.jsonrows.part import Part
from fwdprop.network import Array
from fwdprop.numerals import LONGEST
from fwdprop.rows import Block, Column

# Where nothing is kept, no number is needed as the text that it was.
_decoder: Any = JSONDecoder(parse_int=float, object_pairs_hook=tuple)
_scan_numbers = _decoder.scan_once


def at_once(part: Part, form: Form) -> Block | None:
    """The block of rows, or None where it is not sure that each is as it should be."""
    try:
        rows = _rows(part, form)
        x = None if rows is None else _inputs(rows, form)
        if rows is None or x is None:
            return None
        return Block(x, _kept(rows, form), part.took)
    except (ValueError, KeyError, RecursionError):
        return None


def _rows(part: Part, form: Form) -> Sequence[Any] | None:
    """The rows as dicts, or as lists of the right length."""
    texts = [text for raw in part.rows() if (text := raw.decode().strip(" \t\r"))]
    if len(part.data) > LONGEST and max(map(len, texts), default=0) > LONGEST:
        return None
    scan = syntax.scan if form.kept else _scan_numbers
    scanned = list(map(scan, texts, repeat(0)))
    # The scan ends at a text that begins with no value.
    if len(scanned) != len(texts):
        return None
    if [end for _, end in scanned] != list(map(len, texts)):
        return None
    rows = [row for row, _ in scanned]
    if not set(map(type, rows)) <= {tuple if form.count is None else list}:
        return None
    if form.count is not None:
        return rows if set(map(len, rows)) <= {form.count} else None
    objects = list(map(dict, rows))
    return objects if list(map(len, objects)) == list(map(len, rows)) else None


def _inputs(rows: Sequence[Any], form: Form) -> Array | None:
    """The values of the inputs (rows, inputs)."""
    x = np.empty((len(form.inputs), len(rows)))
    for numbers, key in zip(x, form.inputs, strict=True):
        values = [row[key] for row in rows]
        types = set(map(type, values))
        if form.wanted.missing is not None and types & {str, type(None)}:
            missing = float(form.wanted.missing)
            values = [missing if _is_missing(value) else value for value in values]
            types = set(map(type, values))
        if not types <= {float, bytes}:
            return None
        numbers[:] = values if types <= {float} else list(map(float, values))
    return x.T


def _is_missing(value: Any) -> bool:
    return (value is None or isinstance(value, str)) and value in MISSING


def _kept(rows: Sequence[Any], form: Form) -> Sequence[Column]:
    """The cells of the kept columns, None where an object has none."""
    if form.count is None:
        return [kept.column([row.get(key) for row in rows]) for key in form.kept]
    return [kept.column([row[key] for row in rows]) for key in form.kept]
