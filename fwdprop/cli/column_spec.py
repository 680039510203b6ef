"""The texts of `--columns`, `--keep`, `--missing` and `--delimiter` -> which columns are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fwdprop import numerals
from fwdprop.errors import UsageError, shortened
from fwdprop.tables.columns import ALL


def _parts(texts: Iterable[str], option: str) -> Iterator[str]:
    """The parts of an option's values that stand between commas, but for those within quotes."""
    import csv

    for text in texts:
        # A quote opens a part only where it begins: name="a, b" is put as "name=a, b".
        turned = re.sub(r'(?<![^,"=])([^,"=]++)="', r'"\1=', text)
        try:
            parts = next(csv.reader([turned], skipinitialspace=True, strict=True), [])
        except csv.Error:
            raise UsageError(
                f"{option} has a quote that is not closed: {shortened(text)}"
            ) from None
        if not all(part.strip() for part in parts) or not parts:
            raise UsageError(f"{option} has an empty name: '{shortened(text)}'")
        yield from (part.strip() for part in parts)


def pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The inputs with their columns, as in `age=AGE,size="Body size"`."""
    for part in _parts(texts, "--columns"):
        name, equals, column = part.partition("=")
        if not (equals and name.strip() and column.strip()):
            help = "write the input, then what the file calls it: age=AGE"
            raise UsageError(f"--columns: '{shortened(part)}' is not INPUT=COLUMN", help)
        yield name.strip(), column.strip()


def kept(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of the columns that pass through, or ALL for `all`."""
    names = tuple(dict.fromkeys(_parts(texts, "--keep")))
    return ALL if names == ("all",) else names


def number_for_missing(text: str, dtype: str) -> float:
    """The number that stands for an empty cell; a UsageError where the text is no number."""
    number = numerals.parse_cell(text, dtype)
    if number is None:
        help = "--missing nan, or --missing 0"
        raise UsageError(f"--missing is a number, not '{shortened(text)}'", help)
    return number


def one_character(text: str) -> str:
    """The delimiter that a text means, `tab` and `space` among them; a UsageError for others."""
    delimiter = {r"\t": "\t", "tab": "\t", "space": " "}.get(text, text)
    if len(delimiter) == 1 and delimiter.isascii() and delimiter not in '"\r\n\0':
        return delimiter
    help = "such as --delimiter ';', or tab"
    raise UsageError(f"--delimiter is one character, not '{shortened(text)}'", help)
