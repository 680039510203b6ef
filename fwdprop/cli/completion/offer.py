"""A command line as far as it is typed -> the words that may stand in the last one's place."""

from __future__ import annotations

import os
from collections.abc import Sequence

from fwdprop.cli.commands import command, command_names
from fwdprop.cli.completion.values import Typed, values
from fwdprop.cli.options import COLOR, Option, single

_OF_PROGRAM = ("--help", "--version", "--install-completion", "--show-completion")


def offered(words: Sequence[str], last: str) -> list[str]:
    """The words that begin like `last`, behind those of the command line."""
    if not words:
        known = _OF_PROGRAM if last.startswith("-") else command_names()
        return [each for each in known if each.startswith(last)]
    if words[0] not in command_names():
        return []
    options = [*single(command(words[0])[1]), COLOR]
    return _Behind(options, words[1:]).offered(last)


class _Behind:
    """What stands behind a command: its options, and its arguments in their order."""

    def __init__(self, options: Sequence[Option], words: Sequence[str]) -> None:
        self._options = options
        self._flags = {flag: each for each in options for flag in _flags_of(each)}
        self._arguments = [each for each in options if not each.flags]
        self._given: list[str] = []
        self._in_lists: list[str] = []
        self._used: set[str] = set()
        self._open: Option | None = None
        self._ended = False
        for word in words:
            self._take(word)

    def offered(self, last: str) -> list[str]:
        """The words that begin like the last one."""
        flag, equals, value = last.partition("=")
        if self._open is not None and (self._open.takes != "words" or not last.startswith("-")):
            return self._begun(self._open, last)
        if last.startswith("-") and not self._ended:
            if equals and flag in self._flags:
                return [f"{flag}={each}" for each in self._begun(self._flags[flag], value)]
            return [each for each in self._free_flags() if each.startswith(last)]
        argument = self._argument()
        if argument is not None:
            return self._begun(argument, last)
        return [] if last or self._ended else self._free_flags()

    def _take(self, word: str) -> None:
        """Goes on behind a whole word."""
        if self._open is not None and self._open.takes != "words":
            self._open = None
        elif self._ended or word == "-" or not word.startswith("-"):
            (self._given if self._open is None else self._in_lists).append(word)
        elif word == "--":
            self._ended, self._open = True, None
        else:
            flag, equals, _ = word.partition("=")
            option = self._flags.get(flag)
            if option is None:  # a negative number stays where it is
                return
            self._used.add(option.name)
            takes_none = equals or option.takes in ("flag", "switch")
            self._open = None if takes_none else option

    def _begun(self, option: Option, last: str) -> list[str]:
        typed = Typed(last, self._given, self._network(), frozenset(self._used))
        found = dict.fromkeys(values(option, typed))
        return [each for each in found if each.startswith(last)]

    def _network(self) -> str | None:
        """The network file that is named, among the values of an option where nowhere else."""
        named = (each for each in (*self._given, *self._in_lists) if os.path.isfile(each))
        return next(named, None)

    def _argument(self) -> Option | None:
        """The argument that the next word is for."""
        if self._arguments and self._arguments[-1].takes == "words":
            return self._arguments[min(len(self._given), len(self._arguments) - 1)]
        return next(iter(self._arguments[len(self._given) :]), None)

    def _free_flags(self) -> list[str]:
        """The long flags of options that can stand in the line still."""
        found = [
            flag
            for each in self._options
            if each.takes in ("each", "words") or each.name not in self._used
            for flag in _flags_of(each)
            if flag.startswith("--")
        ]
        return [*found, "--help"]


def _flags_of(option: Option) -> list[str]:
    opposite = [f"--no-{option.flags[0][2:]}"] if option.takes == "switch" else []
    return [*option.flags, *opposite]
