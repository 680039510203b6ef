"""Many JSON rows at once, decoded by the json module, where each is as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from json import JSONDecoder
from operator import itemgetter
from typing import Any

import numpy as np

from fwdprop.network import Array
from fwdprop.numerals import LONGEST
from fwdprop.reading.jsonrows import kept, syntax
from fwdprop.reading.jsonrows.form import NOTHING, Form
from fwdprop.reading.jsonrows.part import Part
from fwdprop.rowtypes import Block

# Where nothing is kept, no number is needed as the text that it was.
_decoder: Any = JSONDecoder(parse_int=float, object_pairs_hook=tuple)
_scan_numbers: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once


def at_once(part: Part, form: Form) -> Block | None:
    """The block of rows, or None where it is not sure that each is as it should be."""
    values: list[Any] = []
    cells: list[Sequence[Any]] = []
    # With two keys or more it gives a tuple.
    pick = itemgetter(*form.inputs, form.inputs[0])
    try:
        # A row is let go before the next one comes: what is held back has to be counted by Python.
        for row in _rows(part, form):
            values += pick(row)[:-1]
            if form.kept:
                cells.append(_kept(row, form))
        x = _numbers(values, form.wanted.missing).reshape(-1, len(form.inputs))
        columns = zip(*cells, strict=True) if cells else [()] * len(form.kept)
        return Block(x, list(map(kept.column, columns)), part.took)
    except (ValueError, KeyError, RecursionError):
        return None


def _rows(part: Part, form: Form) -> Iterator[Any]:
    """The rows as dicts, or as lists of the right length; ValueError at any other one."""
    scan = syntax.scan if form.kept else _scan_numbers
    kind = tuple if form.count is None else list
    for raw in part.rows():
        text = raw.decode().strip(" \t\r")
        if not text:
            continue
        try:
            row, end = scan(text, 0)
        except StopIteration:
            raise ValueError("no value") from None
        if type(row) is not kind or end != len(text) or end > LONGEST:
            raise ValueError("another kind of row, text behind it, or too long a number")
        found = dict(row) if kind is tuple else row
        if len(found) != (len(row) if form.count is None else form.count):
            raise ValueError("a key that stands there twice, or another number of values")
        yield found


def _numbers(values: Sequence[Any], missing: float | None) -> Array:
    """The numbers of the inputs; ValueError where one is none."""
    types = set(map(type, values))
    if missing is not None and types & {str, type(None)}:
        filled = float(missing)
        values = [filled if _is_missing(value) else value for value in values]
        types = set(map(type, values))
    if not types <= {float, bytes}:
        raise ValueError("no number")
    return np.array(values if types <= {float} else list(map(float, values)), float)


def _is_missing(value: Any) -> bool:
    return (value is None or isinstance(value, str)) and value in NOTHING


def _kept(row: Any, form: Form) -> list[Any]:
    """The values of the kept columns, None where an object has none."""
    if form.count is None:
        return [row.get(key) for key in form.kept]
    return [row[key] for key in form.kept]
