"""The texts of `--columns`, `--keep`, `--missing` and `--delimiter` -> which columns are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fwdprop import numerals
from fwdprop.errors import UsageError, shortened
from fwdprop.spelling import lone_commas
from fwdprop.tables.columns import ALL

_quoted = re.compile(r'\s*+"((?:[^"]|"")*+)"\s*+').match


class _Part(NamedTuple):
    """What stands between two commas: the `names` that it has, and where it is in the option.

    A name has the spaces around it; it is None where there is nothing, not even quotes.
    """

    names: list[str | None]
    start: int
    end: int


def _parts(
    texts: Iterable[str], option: str, separator: str = "", first: int = 0
) -> Iterator[list[str | None]]:
    """The names in each part between commas, two of them where the first separator stands.

    In quotes, which open where a name begins, a name is taken as it is. Raises UsageError where
    there is nothing between two commas; `first` is the index of the first text.
    """
    for index, text in enumerate(texts, first):
        parts = list(_split(text, option, separator))
        places = [(each.start, each.end) for each in parts if each.names != [None]]
        faults = list(lone_commas(text, places, option, index))
        if faults:
            raise UsageError(faults)
        if not places:
            raise UsageError(f"there is no name behind {option}")
        yield from (each.names for each in parts)


def listed_names(texts: Iterable[str], option: str) -> list[list[str]]:
    """The names between the commas of each text of an option, as in `age,"Body size"`."""
    return [
        [name for (name,) in _parts([text], option, first=index) if name is not None]
        for index, text in enumerate(texts)
    ]


def _split(text: str, option: str, separator: str) -> Iterator[_Part]:
    """The parts of one text of an option."""
    start = end = 0
    while start <= len(text):
        name, end = _name(text, start, option, "," + separator)
        names = [name]
        if end < len(text) and text[end] != ",":
            name, end = _name(text, end + 1, option, ",")
            names.append(name)
        yield _Part(names, start, end)
        start = end + 1


def _name(text: str, start: int, option: str, stops: str) -> tuple[str | None, int]:
    """The name that begins there, and where the character stands that ends it."""
    quoted = _quoted(text, start)
    if quoted and text[quoted.end() : quoted.end() + 1] in ("", *stops):
        return quoted[1].replace('""', '"'), quoted.end()
    end = next((at for at in range(start, len(text)) if text[at] in stops), len(text))
    name = text[start:end]
    if name.lstrip().startswith('"'):
        wrong = "text behind the closing quote" if quoted else "a quote that is not closed"
        raise UsageError(f"{option} has {wrong}: {shortened(text)}")
    return (name if name.strip() else None), end


def pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The inputs with their columns, as in `age=AGE,size="Body size"`."""
    for names in _parts(texts, "--columns", "="):
        if len(names) < 2 or names[0] is None or names[1] is None:
            found = "=".join("" if name is None else name for name in names)
            help = "write the input, then what the file calls it: age=AGE"
            raise UsageError(f"--columns: '{shortened(found)}' is not INPUT=COLUMN", help)
        yield names[0], names[1]


def kept(texts: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns that pass through, or ALL for `all`."""
    if texts and all(text.strip() == "all" for text in texts):
        return ALL
    return tuple(dict.fromkeys(name for (name,) in _parts(texts, "--keep") if name is not None))


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
