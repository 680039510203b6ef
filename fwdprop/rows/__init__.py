"""Rows in the formats of programs: one module per format, named as the user types it.

Each has `lines(header, rows, digits)`: the text of the header and of every row, piece by piece.
`header` are the column names; each row has a cell per column: a number, a text, or None for
nothing. `digits` are the significant digits that numbers are rounded to, or None for the shortest
text that reads back as the same number.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

from fwdprop import numerals
from fwdprop.network import Array

Cell = float | int | str | None
Rows = Iterable[Sequence[Cell]]
Writer = Callable[[Sequence[str], Rows, int | None], Iterator[str]]


def writer(name: str) -> Writer:
    """The function that writes rows in the format of that name."""
    write: Writer = import_module(f"{__name__}.{name}").lines
    return write


def cells(block: Array) -> Iterable[Sequence[Cell]]:
    """The rows of an array (rows, columns): Python's floats, or float32 numbers as they are."""
    return block.tolist() if block.dtype == float else block


def text(cell: float | int, digits: int | None) -> str:
    """A number as text: with all its digits, or rounded; `true` and `false` as they are."""
    if cell is True or cell is False:
        return "true" if cell else "false"
    return numerals.exact(cell) if digits is None else numerals.rounded(float(cell), digits)


def delimited(delimiter: str) -> Writer:
    """A writer of lines with a delimiter between the columns, the header first."""

    def lines(header: Sequence[str], rows: Rows, digits: int | None) -> Iterator[str]:
        def field(cell: Cell) -> str:
            if not isinstance(cell, str):
                return "" if cell is None else text(cell, digits)
            quoted = cell.replace('"', '""')
            return f'"{quoted}"' if special.intersection(cell) else cell

        special = {delimiter, '"', "\n", "\r"}
        for row in itertools.chain([header], rows):
            yield delimiter.join(map(field, row)) + "\n"

    return lines


def objects(header: Sequence[str], rows: Rows, digits: int | None) -> Iterator[str]:
    """Each row as a flat JSON object; `null` stands for nothing, and where JSON has no number."""
    import json

    keys = [json.dumps(name, ensure_ascii=False) for name in header]
    nulls = dict.fromkeys(("nan", "inf", "-inf"), "null")

    def value(cell: Cell) -> str:
        if cell is None:
            return "null"
        if isinstance(cell, str):
            return json.dumps(cell, ensure_ascii=False)
        number = text(cell, digits)
        return nulls.get(number, number)

    for row in rows:
        pairs = zip(keys, map(value, row), strict=True)
        yield "{" + ", ".join(f"{key}: {cell}" for key, cell in pairs) + "}"
