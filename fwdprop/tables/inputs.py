"""The files that `--data` names where each is to give a file of results."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import translate
from functools import cache
from typing import NamedTuple

from fwdprop.errors import InputError, UsageError, listed
from fwdprop.system.stores import Entry, Store, is_remote, is_url, shown, store_of
from fwdprop.system.stores.url import WEB, decoded, local_path, path_of, url
from fwdprop.tables.endings import ends_like_rows
from fwdprop.tables.formats import read_formats

_SIGNS = set("*?[")
_ANY_FOLDERS = "**"
_ELSEWHERE = {
    "results": "results go to another folder than the rows: -o FOLDER/",
    "rejects": "rejects go to another folder than the rows: --rejects FOLDER/",
}
_partition = re.compile(r"[^=]+=").match
_encoded_sign = re.compile(r"%(2[Aa]|3[Ff]|5[Bb])")

Part = Callable[[str], object] | None


class Found(NamedTuple):
    """A file of rows at a `place`, with its `entry` in the store.

    `name` is the path of its results in their folder, but for the ending, its parts between `/`.
    """

    place: str
    entry: Entry
    name: str


def inputs_of(
    words: Sequence[str], from_format: str | None, not_under: Mapping[str, str]
) -> list[Found]:
    """The files that the words name, in their order, those of a word sorted by their paths.

    A folder gives its files whose endings say that they hold rows, all files where `from_format`
    says it; a pattern (`*`, `?`, `[...]`, `**` for folders) those that match; else a word is one
    file. Their names begin behind the folder, or the part of a pattern without signs, but for the
    `key=value` folders at its end. Files and folders that begin with `_` or `.` are never found
    below these, and nothing is that lies under the folders in `not_under`: of `results`, `rejects`.

    Raises InputError where a word names no file, UsageError where it names none that may be read.
    """
    return [found for word in words for found in _of_word(word, from_format, not_under)]


def _of_word(word: str, from_format: str | None, not_under: Mapping[str, str]) -> list[Found]:
    if word == "-":
        message = "results of standard input have no name in a folder"
        raise UsageError(message, "write them to a file: -o FILE")
    store = store_of(word)
    entry = store.entry(word)
    if entry is not None:
        return [_one_file(word, entry)]
    if is_pattern(word) and not store.is_folder(word):
        found = _matching(store, word)
    elif store.is_folder(word):
        found = _in_folder(store, word, from_format)
    else:
        raise store.missing(word)
    for what, folder in not_under.items():
        is_written = _is_under(folder)
        found = [each for each in found if not is_written(each.place)]
        if not found:
            message = f"all files of rows in {shown(word)} lie in {shown(folder)}"
            raise UsageError(message, _ELSEWHERE[what])
    return found


def _one_file(word: str, entry: Entry) -> Found:
    parts = path_of(word).replace(os.sep, "/").split("/")
    if not _is_seen(parts[-1]):
        message = f"{shown(word)} is no input: its name begins with {parts[-1][0]}"
        raise UsageError(message, "name it otherwise, or put a pattern in quotes: 'FOLDER/*.csv'")
    return Found(entry.place, entry, "/".join([*_partitions(parts[:-1]), parts[-1]]))


def _in_folder(store: Store, folder: str, from_format: str | None) -> list[Found]:
    everything = store.files_under(folder, _is_seen)
    found = [
        each
        for each in _named(store, folder, everything)
        if from_format is not None or ends_like_rows(each.place, read_formats())
    ]
    if not found:
        endings = listed([f".{each}" for each in read_formats()])
        help = f"their names end in {endings}; for others --from says the format"
        nothing = "no files of rows" if from_format is None else "no files"
        raise InputError(f"the folder {shown(folder)} holds {nothing}", help)
    return found


def _matching(store: Store, pattern: str) -> list[Found]:
    folder, parts = _split(pattern)
    if not store.is_folder(folder):
        raise InputError(f"no file matches {shown(pattern)}: there is no folder {shown(folder)}")
    depth = None if None in parts else len(parts) - 1
    start = len(_start(folder))
    listing = _named(store, folder, store.files_under(folder, _is_seen, depth))
    found = [each for each in listing if _matches(parts, each.name[start:].split("/"))]
    if not found:
        raise InputError(f"no file matches {shown(pattern)}")
    return found


def _named(store: Store, folder: str, entries: Iterator[Entry]) -> Iterator[Found]:
    """The files with their names."""
    start = _start(folder)
    for entry in entries:
        yield Found(entry.place, entry, f"{start}{store.name_under(folder, entry.place)}")


def _start(folder: str) -> str:
    """How names begin of files below the folder: with the `key=value` folders at its end."""
    return "".join(f"{each}/" for each in _partitions(path_of(folder).split("/")))


def _partitions(folders: Sequence[str]) -> list[str]:
    """The `key=value` folders at the end of a path, which stay in the path of the results."""
    parts = [each for each in folders if each not in ("", os.curdir)]
    first = len(parts)
    while first and _partition(parts[first - 1]):
        first -= 1
    return parts[first:]


def _split(pattern: str) -> tuple[str, list[Part]]:
    """The folder before the first part with signs, and the parts from there on."""
    parts = (url(pattern).path if is_url(pattern) else pattern).split("/")
    first = next(index for index, part in enumerate(parts) if _SIGNS.intersection(part))
    start, rest = "/".join(parts[:first]), [each for each in parts[first:] if each]
    if rest[-1] == _ANY_FOLDERS:
        rest.append("*")
    if is_url(pattern):
        # An encoded sign is none: in brackets it stands for itself.
        rest = [decoded(_encoded_sign.sub(lambda sign: f"[{sign[0]}]", each)) for each in rest]
        start = str(url(pattern)._replace(path=start))
    return start or ("/" if first else os.curdir), list(map(_part, rest))


def _part(signs: str) -> Part:
    return None if signs == _ANY_FOLDERS else re.compile(translate(signs)).match


def _matches(parts: Sequence[Part], names: Sequence[str]) -> bool:
    """Whether the parts match these names; a part that is None matches any number of folders."""
    at = {0}
    for name in names:
        for index, part in enumerate(parts):
            if index in at and part is None:
                at.add(index + 1)
        stay = {index for index in at if index < len(parts) and parts[index] is None}
        at = stay | {index + 1 for index in at if _fits(parts[index : index + 1], name)}
    return len(parts) in at


def _fits(part: Sequence[Part], name: str) -> bool:
    return any(each is not None and each(name) is not None for each in part)


def is_pattern(word: str) -> bool:
    """Whether the word has signs of a pattern in it, where no file is called like that."""
    if not is_url(word):
        return bool(_SIGNS.intersection(word))
    parts = url(word)
    return parts.scheme not in WEB and bool(_SIGNS.intersection(parts.path))


def _is_seen(name: str) -> bool:
    """Whether files and folders of that name may be read when they are not named themselves."""
    return not name.startswith(("_", "."))


def _is_under(folder: str) -> Callable[[str], bool]:
    """A function that says of a place whether it lies below the folder, by whatever links."""
    store = store_of(folder)
    if is_remote(folder):
        return lambda place: store.name_under(folder, place) is not None
    above = os.path.join(os.path.realpath(local_path(folder)), "")
    real = cache(os.path.realpath)

    def is_below(place: str) -> bool:
        if is_remote(place):
            return False
        return os.path.join(real(os.path.dirname(local_path(place))), "").startswith(above)

    return is_below
