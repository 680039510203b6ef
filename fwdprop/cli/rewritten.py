"""Words of a command line that are not as a command takes them -> the words as it does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from fwdprop import numerals
from fwdprop.cli.argv import JOINT, is_input
from fwdprop.errors import Fault, Location
from fwdprop.system import shell

_PAIRS = {"[": "]", "(": ")", "{": "}"}
NETWORKS = (".yaml", ".yml", ".json")
"""What names of network files end in."""
_ABOUT_NETWORKS = [
    "run",
    "trace",
    "check",
    "draw",
    "sweep",
    "region",
    "show",
    "interactions",
    "worksheet",
]
"""The commands that may be meant where none is named, the likeliest first."""
_LONGEST = 1000
"""Nothing is proposed for a longer text."""


def in_place_of(faults: list[Fault], before: int, text: str, option: str, index: int) -> None:
    """Puts one fault in place of those from `before` on, where it says what is wrong with all.

    `text` is one value of the option, the one of that index: numbers in brackets, or with something
    else between them than they take.
    """
    fault = numbers_fault(text, option, index) if len(faults) > before else None
    if fault is not None:
        faults[before:] = [fault]


def numbers_fault(text: str, option: str, index: int) -> Fault | None:
    """The fault of a text that is no value of an option, with the value that it is to be.

    None where it has no such fault.
    """
    found = _numbers(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    message, words = found
    line = text.replace(JOINT, " ")
    typed = " ".join(map(shell.word, words))
    help = f"{option} {typed}" if option.startswith("-") else f"write {shell.word(','.join(words))}"
    return Fault(message, help, Location(option, index + 1, 1, line, max(len(line), 1)))


def with_points(text: str, size: int, option: str) -> str | None:
    """The value of an option with points in place of commas, where it then has `size` numbers."""
    words = re.split(f"[ {JOINT}]+", text.strip()) if len(text) <= _LONGEST else []
    points = [re.sub(r"(?<=[0-9]),(?=[0-9])", ".", word) for word in words]
    if points == words or len(words) != size or not all(map(is_input, points)):
        return None
    return f"are commas meant as decimal points? {option} {' '.join(points)}"


def numbers(words: Sequence[str]) -> list[str] | None:
    """The words as inputs: numbers, or names with numbers; None where they are something else."""
    if words and all(map(is_input, words)):
        return list(words)
    found = _numbers(JOINT.join(words))
    return None if found is None else found[1]


def with_command(words: Sequence[str]) -> str | None:
    """The whole command line for words that begin with a network or an option, or None."""
    from fwdprop.cli.commands import command
    from fwdprop.cli.options import single

    nets = [word for word in words if word.endswith(NETWORKS) and "=" not in word]
    if not nets or not (words[0].startswith("-") or words[0] == nets[0]):
        return None
    others = [word for word in words if word != nets[0]]
    flags = {word.partition("=")[0] for word in others if _is_flag(word)}
    typed = " ".join(map(shell.word, words))
    if not flags:
        given = numbers(others)
        if others and given is None:
            return None
        behind = f" --input {' '.join(map(shell.word, given))}" if given else ""
        return f"fwdprop {'run' if given else 'show'} {shell.path(nets[0])}{behind}"
    for name in _ABOUT_NETWORKS:
        if flags <= {flag for each in single(command(name)[1]) for flag in each.flags}:
            return f"fwdprop {name} {typed}"
    return None


def flag_meant(word: str, known: Collection[str]) -> str | None:
    """The option that a word stands for whose dashes are those of a word processor; else None."""
    from fwdprop import meant

    bare = meant.typed(word).lstrip("-")
    if word.startswith("-") or bare == word:
        return None
    return next((flag for flag in known if flag.lstrip("-") == bare), None)


def _is_flag(word: str) -> bool:
    return word.startswith("-") and word != "-" and not is_input(word)


def _numbers(text: str) -> tuple[str, list[str]] | None:
    """What is wrong with a text of numbers, and the words that they are to be."""
    line = text.replace(JOINT, " ").strip()
    message = ""
    if len(line) > 1 and _PAIRS.get(line[0]) == line[-1]:
        line, message = line[1:-1], "numbers stand without brackets"
    if ";" in line:
        message = message or "spaces or commas stand between numbers, no semicolons"
        line = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", line).replace(";", " ")
    if re.search(f"=[ {JOINT}]|[ {JOINT}]=", text) and JOINT in text:
        message = message or "no spaces stand around ="
    line = re.sub(r"\s*=\s*", "=", line)
    if "=" not in line and re.search(r"[^\s:]\s*:\s*[-+.0-9]", line):
        message = message or "a name has = behind it, and not a colon"
        line = re.sub(r"""["']?([^\s:,"'=]+)["']?\s*:\s*(?=[-+.0-9])""", r"\1=", line)
    words = [word for word in re.split(r"[\s,]+", line) if word]
    sound = words and all(map(is_input, words)) and not any(map(_is_odd, words))
    names = [word.rpartition("=")[0] for word in words if "=" in word]
    return (message, words) if message and sound and len({*names}) == len(names) else None


def _is_odd(word: str) -> bool:
    """Whether a word has a number for a name, or two names."""
    name, equals, _ = word.rpartition("=")
    return bool(equals) and ("=" in name or numerals.parse_argument(name) is not None)
