"""Rows of numbers in the formats of programs: one module per format, named as the user types it.

Each has `lines(header, blocks, digits)`: the text of the header and of every row, piece by piece.
`header` are the column names, `blocks` arrays (rows, columns), and `digits` the significant digits
to round to, or None for the shortest text that reads back as the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from fwdprop import numerals
from fwdprop.network import Array

Writer = Callable[[Sequence[str], Iterable[Array], int | None], Iterator[str]]


def formats() -> list[str]:
    """The formats that rows can be written in."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def writer(name: str) -> Writer:
    """The function that writes rows in the format of that name."""
    write: Writer = import_module(f"{__name__}.{name}").lines
    return write


def texts(blocks: Iterable[Array], digits: int | None) -> Iterator[list[str]]:
    """Each row as the texts of its numbers."""
    for block in blocks:
        numbers = block.tolist() if block.dtype == float else list(block)
        for row in numbers:
            if digits is None:
                yield [numerals.exact(number) for number in row]
            else:
                yield [numerals.rounded(float(number), digits) for number in row]


def delimited(delimiter: str) -> Writer:
    """A writer of lines with a delimiter between the columns, the header first."""

    def lines(header: Sequence[str], blocks: Iterable[Array], digits: int | None) -> Iterator[str]:
        import csv
        import io

        line = io.StringIO()
        csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow(header)
        yield line.getvalue()
        for row in texts(blocks, digits):
            yield delimiter.join(row) + "\n"

    return lines


def objects(header: Sequence[str], blocks: Iterable[Array], digits: int | None) -> Iterator[str]:
    """Each row as a flat JSON object; `null` stands where JSON has no number."""
    import json

    keys = [json.dumps(name, ensure_ascii=False) for name in header]
    nulls = dict.fromkeys(("nan", "inf", "-inf"), "null")
    for row in texts(blocks, digits):
        pairs = zip(keys, row, strict=True)
        yield "{" + ", ".join(f"{key}: {nulls.get(text, text)}" for key, text in pairs) + "}"
