"""Which format a command writes: as `--format` says, or the ending of `-o`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from fwdprop.errors import UsageError, listed, shortened, suggestion
from fwdprop.system import shell
from fwdprop.system.compression import COMPRESSED
from fwdprop.system.files import WEIGHTS
from fwdprop.system.stores.url import is_url, path_of, shown
from fwdprop.system.target import prove_name
from fwdprop.tables.formats import known_as, packed_formats, text_formats

DOCUMENTS = ("markdown", "latex")
"""The formats of documents, each a module of `views/document/`."""
# Short names of formats, which files end in.
_SHORT = {
    "txt": ("text", "table"),
    "md": ("markdown",),
    "tex": ("latex", "tikz"),
    "htm": ("html",),
    "gv": ("dot",),
    "mmd": ("mermaid",),
}
_FILTERS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz"}


def one_of(option: str, word: str, known: Sequence[str]) -> str:
    """The word, where it is known; else a UsageError that names the nearest."""
    if word in known:
        return word
    help = suggestion(word, known, f"there are {listed(known, 20)}")
    raise UsageError(f"{option} has no '{word}'", help)


def prove_table(table: str | None, known: Sequence[str], format: str) -> None:
    """Raises UsageError for a `--table` that there is not, or not in this format."""
    if table is None:
        return
    one_of("--table", table, known)
    if format not in text_formats():
        message = f"--table is for {listed(text_formats())}, not for {format}"
        raise UsageError(message, "choose one: --format csv")


def format_for(
    asked: str | None,
    output: str | None,
    default: str,
    known: Sequence[str],
    option: str | None = "--format",
) -> str:
    """The format to write: as asked for, else the output file's ending, else the default.

    `option` is the one that it is asked for with, None where a command has none. Raises UsageError
    for a format that is not known, and for a file whose ending says that it holds something else.
    """
    asked = asked and format_named(asked, known)
    if output is not None:
        prove_name("-o", output)
        packed = None if option is None else _packed(asked, output, known)
        if packed is not None:
            return packed
        _prove_ending(asked, output, known, option)
    if asked is not None:
        return one_of(option or "--format", asked, known)
    if output is None or output == "-":
        return default
    ending = Path(path_of(output)).suffix.lower()
    if not ending:
        return "csv" if default == "table" else default
    return one_of("the ending of -o", format_named(ending[1:], known), known)


def _packed(asked: str | None, output: str, known: Sequence[str]) -> str | None:
    """The format of rows in a file whose ending says that it is compressed; None for others."""
    name, ending = os.path.splitext(path_of(output))
    if ending.lower() not in COMPRESSED:
        return None
    inner = os.path.splitext(name)[1].lower()
    format = asked if asked is not None else format_named(inner[1:], known)
    return format if format in known and format in packed_formats() else None


def format_named(word: str, known: Sequence[str]) -> str:
    """The format that goes by that name or ending, of those that are known; else the word."""
    word = word.lower()
    return next((name for name in _SHORT.get(word, ()) if name in known), known_as(word))


def _prove_ending(asked: str | None, output: str, known: Sequence[str], option: str | None) -> None:
    """Raises UsageError for the ending of compressed files, or of networks and their weights."""
    ending = Path(path_of(output)).suffix.lower()
    output = shown(output)
    if ending in _FILTERS:
        plain = "csv" if "csv" in known else known[0]
        is_bare = asked is None and not Path(Path(output).stem).suffix
        if is_bare and ending in COMPRESSED and plain == "csv":
            message = f"the ending of -o {shortened(output)} does not say which format it has"
            raise UsageError(message, f"name a file that ends in .csv{ending}, or say --format csv")
        inner = format_named(Path(Path(output).stem).suffix[1:], known)
        format = next((each for each in (asked, inner) if each in known), plain)
        how = "" if option is None else f"{option} {format} "
        help = f"write it through a pipe: {how}| {_FILTERS[ending]} > {shell.path(output)}"
        help = f"leave out {ending}" if is_url(output) else help
        message = f"-o {shortened(output)}: {format} is not written with {_FILTERS[ending]}"
        raise UsageError(message, help)
    holds = _holds(ending) if asked is not None and ending != f".{asked}" else None
    if holds is not None:
        message = f"-o {shortened(output)} has the ending of a file with {holds}"
        raise UsageError(message, "name a file with another ending")


def _holds(ending: str) -> str | None:
    """What files with that ending hold, where it is a network or weights; else None."""
    if ending in WEIGHTS:
        return "weights"

    from fwdprop.models import endings

    return "a network" if ending in endings() else None
