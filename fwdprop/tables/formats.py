"""The formats of rows: what they are called, what they hold, and where their code is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import splitext
from typing import Any, NamedTuple


class Format(NamedTuple):
    """A format of rows, by the `name` that a user types and that files end in.

    `module` of this room has its functions, each of which takes the `options` too:
    `read(source, columns)` gives a Reader where it `reads`, `write(stream, header, digits)` a
    Writer where it `writes`; `lines(header, rows, digits)` gives text of mixed cells, piece by
    piece, where it is text and `holds_text`. It goes by its `aliases` as well, and files of it
    begin with one of the `marks`, where they have such a beginning.
    """

    name: str
    module: str
    options: Mapping[str, Any] = {}
    aliases: tuple[str, ...] = ()
    reads: bool = True
    writes: bool = True
    holds_text: bool = True
    is_binary: bool = False
    marks: tuple[bytes, ...] = ()


FORMATS = (
    Format("csv", "delimited.format", {"delimiter": ","}),
    Format("tsv", "delimited.format", {"delimiter": "\t"}),
    Format("jsonl", "json.format", {"is_array": False}, aliases=("ndjson",)),
    Format("json", "json.format", {"is_array": True}),
    Format("values", "values", reads=False, holds_text=False),
    Format("npy", "npy.format", holds_text=False, is_binary=True, marks=(b"\x93NUMPY",)),
    Format(
        "parquet",
        "columnar.parquet",
        aliases=("pq",),
        is_binary=True,
        marks=(b"PAR1", b"PARE"),  # the second is encrypted
    ),
    Format(
        "arrow",
        "columnar.arrow",
        aliases=("feather", "ipc"),
        is_binary=True,
        marks=(b"ARROW1", b"FEA1", b"\xff\xff\xff\xff"),  # files, their first version, streams
    ),
)


def named(name: str) -> Format | None:
    """The format that a user or an ending calls by that name, or None."""
    name = name.lower()
    return next((each for each in FORMATS if name == each.name or name in each.aliases), None)


def known_as(name: str) -> str:
    """The format's own name, where it is one; else the name in small letters."""
    found = named(name)
    return name.lower() if found is None else found.name


def text_formats() -> tuple[str, ...]:
    """The formats of text that hold cells of all kinds."""
    return tuple(each.name for each in FORMATS if each.holds_text and not each.is_binary)


def packed_formats() -> tuple[str, ...]:
    """The formats of text, which are written into compressed files, too."""
    return tuple(each.name for each in FORMATS if each.writes and not each.is_binary)


def delimited_formats() -> tuple[str, ...]:
    """The formats with a delimiter between their columns, and maybe a line of names."""
    return tuple(each.name for each in FORMATS if "delimiter" in each.options)


def read_formats() -> tuple[str, ...]:
    """The formats that rows are read from, those of text first."""
    return _text_first(each for each in FORMATS if each.reads)


def names_rows(path: str) -> bool:
    """Whether the ending of a file's name is that of a format that rows are read from."""
    return known_as(splitext(path)[1][1:]) in read_formats()


def written_formats() -> tuple[str, ...]:
    """The formats that rows are written in, those of text first."""
    return _text_first(each for each in FORMATS if each.writes)


def _text_first(formats: Iterator[Format]) -> tuple[str, ...]:
    return tuple(each.name for each in sorted(formats, key=lambda each: each.is_binary))
