"""The words of the command line, put so that an ordinary parser takes them.

An option such as `--input` takes every following word up to the next option. Parsers know options
with a fixed number of values, and take `-2` for an option; so these words are gathered first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from fwdprop import numerals
from fwdprop.system.terminal import COLORS

JOINT = "\x1f"
"""What stands between the words of one gathered option: no shell word holds it by accident."""

_separators = re.compile(r"[,\s]+")
_negative = re.compile(r"-(\.?[0-9]|(?i:inf|nan)\b)").match


def behind(words: Sequence[str], valued: Collection[str]) -> list[str]:
    """The gathered words with those that are no options at the end, behind `--`.

    A word that begins with `-` and reads as a number, as `-1,2` does, is no option then. `valued`
    are the options that take one value.
    """
    options: list[str] = []
    others: list[str] = []
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word == "--":
            others += reversed(rest)
            break
        if word in valued:
            if not rest:
                return [*options, word]  # what is missing is the parser's to say
            options += [word, rest.pop()]
        elif word.startswith("-") and word != "-" and not _negative(word):
            options.append(word)
        else:
            others.append(word)
    return [*options, "--", *others]


def gathered(words: Sequence[str], lists: Collection[str], valued: Collection[str]) -> list[str]:
    """The words with each of the `lists` options and its values as one word, `--input=2␟3`.

    `valued` are the options that take one value. Where no network was named before, the last value
    that is neither a number nor `name=number` is the network and stands behind as a word of its
    own. A list option without values has an empty text.
    """
    out: list[str] = []
    rest = list(reversed(words))
    named = False
    while rest:
        word = rest.pop()
        if word == "--":
            return [*out, word, *reversed(rest)]
        if word in lists:
            values = list(_values(rest))
            network = None if named else _network_among(values)
            out.append(f"{_long(word, lists)}={JOINT.join(values)}")
            if network is not None:
                out.append(network)
                named = True
        elif (option := _attached(word, lists)) is not None:
            out.append(f"{_long(option, lists)}={word[len(option) :].removeprefix('=')}")
        elif word in valued:
            out += [word, *rest[-1:]]
            del rest[-1:]
        else:
            named = named or not word.startswith("-") or word == "-"
            out.append(word)
    return out


def asked_color(words: Sequence[str]) -> str | None:
    """What `--color` says among the words, before any of them is proved; None where it is not."""
    found = None
    for index, word in enumerate(words):
        if word == "--":
            break
        option, equals, value = word.partition("=")
        if option == "--color":
            value = value if equals else "".join(words[index + 1 : index + 2])
            found = value if value in COLORS else found
    return found


def is_input(word: str) -> bool:
    """Whether the word reads as inputs: numbers, or `name=number`."""
    return _are_numbers(word) or (
        word.find("=") > 0 and numerals.parse_argument(word.rpartition("=")[2]) is not None
    )


def _are_numbers(word: str) -> bool:
    parts = [part for part in _separators.split(word) if part]
    return bool(parts) and all(numerals.parse_argument(part) is not None for part in parts)


def _values(turned: list[str]) -> Iterator[str]:
    """Takes the values off the end of the turned-round words: up to the next option or `--`."""
    while turned and (
        not turned[-1].startswith("-") or turned[-1] == "-" or _are_numbers(turned[-1])
    ):
        yield turned.pop()


def _network_among(values: list[str]) -> str | None:
    """Takes the network's name out of the values, where it is among them."""
    for index in range(len(values) - 1, -1, -1):
        if not is_input(values[index]):
            return values.pop(index)
    return None


def _attached(word: str, lists: Collection[str]) -> str | None:
    if _are_numbers(word):  # -inf
        return None
    for option in lists:
        long = option.startswith("--")
        if word.startswith(option + "=") if long else word.startswith(option):
            return option
    return None


def _long(option: str, lists: Collection[str]) -> str:
    """The option's long name: lists hold short ones right behind their long ones."""
    names = list(lists)
    return option if option.startswith("--") else names[names.index(option) - 1]
