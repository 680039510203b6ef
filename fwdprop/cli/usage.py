"""Faults that the command line's parser found, in the words of this house."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import dropwhile, takewhile
from typing import Any

import typer

from fwdprop import numerals
from fwdprop.cli.argv import is_input
from fwdprop.cli.rewritten import flag_meant, numbers, with_command
from fwdprop.cli.typer_parts import command_context, known_options, unknown_option
from fwdprop.errors import UsageError, nearest
from fwdprop.system import shell
from fwdprop.tables.formats import names_rows


def usage_error(
    error: typer.TyperException,
    words: Sequence[str],
    commands: Collection[str],
) -> UsageError:
    """The error of the parser with what to do about it; `commands` are their names."""
    context = command_context(error)
    known = known_options(error)
    takes_numbers = _takes_numbers(context)
    one_word = _one_word(words) if "--over" in known else None
    option = unknown_option(error)
    if option is not None:
        if one_word is not None and _is_value(option):
            return UsageError(f"there is no option {option}", one_word)
        if typed := with_command(words):
            return UsageError(f"there is no option {option}", f"a command stands first: {typed}")
        if takes_numbers is not None:
            from_there = dropwhile(lambda word: not word.startswith(option), words)
            if behind := list(takewhile(is_input, from_there)):
                help = f"numbers stand behind {takes_numbers}: {takes_numbers} {' '.join(behind)}"
                return UsageError(f"there is no option {option}", help)
        return _no_such_option(option, known, takes_numbers, _see_help(context, words, commands))
    message = error.format_message()
    extra = message.partition("unexpected extra argument(s) ")[2].removesuffix(".")[1:-1]
    if extra:
        found = [extra] if extra in words else extra.split(" ")
        help = (
            one_word
            or _sizes(words)
            or _parameter(words, known)
            or _dashes(found, known)
            or _rows_first(words, known)
            or _attached(found, words, takes_numbers)
            or _behind_option(found, known, takes_numbers)
            or _network_last(words, known, takes_numbers)
            or _see_help(context, words, commands)
        )
        return UsageError(f"there is no place for {extra}", help)
    message = message.rstrip(".").replace("'", "")
    return UsageError(message[:1].lower() + message[1:], _see_help(context, words, commands))


def _one_word(words: Sequence[str]) -> str | None:
    """What is to be typed for an `--over` whose input and values are several words."""
    for place in (index for index, word in enumerate(words) if word == "--over"):
        behind = takewhile(lambda word: word == "=" or _is_value(word), words[place + 2 :])
        word = "".join(words[place + 1 : place + 2])
        name, equals, first = word.rpartition("=")
        if not equals or (first and not _is_value(first)):
            name, first = word, ""
        values = [word.removeprefix("=").strip(",") for word in (first, *behind)]
        values = [value for value in values if value]
        if name and len(values) > (1 if first else 0):
            one = shell.word(f"{name}={','.join(values)}")
            return f"an input and its values are one word: --over {one}"
    return None


def _is_value(word: str) -> bool:
    """Whether the word is made of numbers and what stands between the values of an input."""
    parts = re.split("[,:]", word.removeprefix("=").strip(","))
    return all(numerals.exact_value(part) is not None for part in parts)


def _behind_option(
    words: Sequence[str], known: Collection[str], takes_numbers: str | None
) -> str | None:
    """Which option the words belong behind that have no place: files of rows, or numbers."""
    if "--data" in known and all(map(names_rows, words)):
        return f"rows stand behind --data: --data {' '.join(map(shell.path, words))}"
    typed = None if takes_numbers is None else numbers(words)
    if typed is None:
        return None
    return f"numbers stand behind {takes_numbers}: {takes_numbers} {' '.join(typed)}"


def _rows_first(words: Sequence[str], known: Collection[str]) -> str | None:
    """What is to be typed for a file of rows that stands before the network."""
    if "--data" not in known or len(words) != 3 or not words[2].endswith((".yaml", ".yml")):
        return None
    command, rows, net = words
    if not names_rows(rows):
        return None
    typed = f"{command} {shell.path(net)}"
    return f"rows stand behind --data: fwdprop {typed} --data {shell.path(rows)}"


def _attached(found: Sequence[str], words: Sequence[str], takes_numbers: str | None) -> str | None:
    """What is to be typed for numbers of which the first stands behind `=`, and others apart."""
    if takes_numbers is None or not all(map(is_input, found)):
        return None
    for flag in (takes_numbers, takes_numbers[1:3]):
        first = next((word for word in words if word.startswith(f"{flag}=")), "")[len(flag) + 1 :]
        if first and is_input(first):
            return f"spaces stand between numbers: {takes_numbers} {' '.join([first, *found])}"
    return None


def _sizes(words: Sequence[str]) -> str | None:
    """What is to be typed for sizes of a new network that are several words."""
    sizes = list(takewhile(str.isdigit, words[1:]))
    rest = words[1 + len(sizes) :]
    if words[:1] == ["new"] and len(sizes) > 1 and all(word.startswith("-") for word in rest[:1]):
        typed = " ".join(map(shell.word, ["-".join(sizes), *rest]))
        return f"sizes are one word: fwdprop new {typed}"
    return None


def _parameter(words: Sequence[str], known: Collection[str]) -> str | None:
    """What is to be typed for a `--set` whose name and value are several words, or for several."""
    if "--set" not in known or "--set" not in words:
        return None
    typed = list(takewhile(lambda word: not word.startswith("-"), _behind_first_set(words)))
    if len(typed) > 1 and all(re.fullmatch(r"[^=]+=[^=].*", word) for word in typed):
        each = " ".join(f"--set {shell.word(word)}" for word in typed)
        return f"--set stands in front of each: {each}"
    name, *behind = "=".join(typed).replace("===", "=").split("=")
    values = [value for value in behind if value]
    if not name.replace(".", "_").isidentifier() or len(values) != 1:
        return None
    if "." not in name and numerals.parse_argument(values[0]) is None:
        return None
    return f"a name and its value are one word: --set {shell.word(f'{name}={values[0]}')}"


def _behind_first_set(words: Sequence[str]) -> Sequence[str]:
    return words[words.index("--set") + 1 :]


def _dashes(words: Sequence[str], known: Collection[str]) -> str | None:
    """The option that is meant by a word with the dashes of a word processor."""
    flag = flag_meant(words[0], known)
    return None if flag is None else f"did you mean {flag}?"


def _network_last(
    words: Sequence[str], known: Collection[str], takes_numbers: str | None
) -> str | None:
    """What is to be typed for numbers that stand before the network."""
    *behind, net = words[1:] or [""]
    if takes_numbers is None or takes_numbers not in known or not behind or is_input(net):
        return None
    if not all(map(is_input, behind)):
        return None
    typed = f"fwdprop {words[0]} {shell.path(net)} {takes_numbers} {' '.join(behind)}"
    return f"numbers stand behind {takes_numbers}: {typed}"


def _no_such_option(
    option: str, known: Collection[str], takes_numbers: str | None, help: str
) -> UsageError:
    from fwdprop.cli.other_words import meant_by

    # Dashes, which all of them have, make no two options alike.
    bare = {name.lstrip("-"): name for name in known}
    near = nearest(option.lstrip("-"), bare)
    if (ours := meant_by(option)) in known:
        help = f"did you mean {ours}?"
    elif near is not None:
        help = f"did you mean {bare[near]}?"
    elif takes_numbers and (option[1:2].isdigit() or option[1:2] == "."):
        help = f"numbers stand behind {takes_numbers}"
    return UsageError(f"there is no option {option}", help)


def _takes_numbers(context: Any) -> str | None:
    """The command's first option that takes all words that follow, or None."""
    flags = getattr(getattr(context, "command", None), "flags", None)
    return None if flags is None else next(iter(flags("words")), None)


def _see_help(context: Any, words: Sequence[str], commands: Collection[str]) -> str:
    path = "fwdprop"
    if context is not None:
        path = context.command_path
    elif words and words[0] in commands:
        path = f"fwdprop {words[0]}"
    return f"`{path} --help` shows what there is"
