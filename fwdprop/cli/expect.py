"""What should come out: `--expect`, and how far it may be off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from fwdprop import numerals
from fwdprop.cli.argv import JOINT
from fwdprop.cli.data import DataOptions, is_for_data
from fwdprop.cli.options import Group, Option
from fwdprop.errors import UsageError
from fwdprop.system import shell

_PAIR = "--input 2 3 --expect 9"
_ROW = "--input 2 3"


class ExpectOptions(NamedTuple):
    """What the command line says of the values that should come out."""

    expect: list[str] | None
    tolerance: str | None
    label: str | None
    files: list[str] | None

    @property
    def file(self) -> str | None:
        """The file of answers; None where there is none."""
        return self.files[0] if self.files else None

    @property
    def allowed(self) -> float | None:
        """How far every value may be off; None where files or digits say it."""
        return None if self.tolerance is None else _number(self.tolerance)

    def prove(self, nets: Sequence[str], data: DataOptions) -> None:
        """Raises a UsageError where networks, what goes in and answers do not go together."""
        if [*nets, *(self.files or [])].count("-") > 1:
            raise UsageError("standard input can be read only once", "name - once")
        if self.files is not None:
            self._prove_file(nets, data)
        elif data.paths(nets[0]):
            self._prove_rows(nets)
        elif self.label is not None:
            raise is_for_data("--label")
        elif data.input or self.expect:
            self._prove_pairs(nets, data.input or [], self.expect or [])

    def _prove_file(self, nets: Sequence[str], data: DataOptions) -> None:
        files, others = list(self.files or []), _networks(nets)
        if not all(files):
            help = "name one, or - for standard input"
            raise UsageError("there is no file behind --answers", help)
        for option, value in (("--expect", self.expect), ("--label", self.label)):
            if value is not None:
                message = f"{option} and --answers exclude each other"
                raise UsageError(message, "leave one of them out")
        if data.paths(nets[0]):
            raise UsageError(
                "--answers is for --input, not for --data", f"say what goes in: {_ROW}"
            )
        if len(data.input or []) != 1:
            found = f"there are {len(data.input)} times --input" if data.input else "there is none"
            message = f"--answers needs one --input, whose answers they are, and {found}"
            raise UsageError(message, f"say what goes in: {_ROW}")
        if len(others) > 1:
            raise UsageError(f"--answers is for one network, not {len(others)}", "name one network")
        files += [each for each in nets if each not in others]
        if len(files) > 1:
            message = f"--answers takes one file of answers, not {len(files)}"
            raise UsageError(message, _one_by_one(others[0], (data.input or [])[0], files))

    def _prove_rows(self, nets: Sequence[str]) -> None:
        if self.expect:
            help = "in a file, columns called like the outputs say what is expected"
            raise UsageError("--expect is for --input, not for --data", help)
        if len(nets) > 1:
            raise UsageError(f"--data is for one network, not {len(nets)}", "name one network")
        if self.label is not None and self.tolerance is not None:
            message = "--tolerance is for numbers, and --label compares names"
            raise UsageError(message, "leave one of them out")

    def _prove_pairs(
        self, nets: Sequence[str], inputs: Sequence[str], expects: Sequence[str]
    ) -> None:
        if not inputs:
            help = f"say what goes in: {_PAIR}"
            raise UsageError("--expect needs an --input, whose answer it is", help)
        if not expects:
            help = f"say what should come out: {_PAIR}"
            raise UsageError("--input needs an --expect, its answer", help)
        if len(inputs) != len(expects):
            found = f"{len(inputs)} times --input and {len(expects)} times --expect"
            raise UsageError(f"{found}: each row has its answer", "repeat the one or the other")
        if len(nets) > 1:
            message = f"--input and --expect are for one network, not {len(nets)}"
            others = "leave out --input and --expect to check the files' examples"
            raise UsageError(message, f"name one network, or {others}")


def _networks(nets: Sequence[str]) -> Sequence[str]:
    """Those that are networks, at least one; the others stood behind --answers, with a file."""
    from fwdprop.cli.rewritten import NETWORKS

    found = [each for each in nets if each == "-" or each.lower().endswith(NETWORKS)]
    return found or nets[:1]


def _one_by_one(net: str, row: str, files: Sequence[str]) -> str:
    """The loop that marks one file after the other."""
    names = " ".join(map(shell.path, files))
    inputs = " ".join(map(shell.word, row.split(JOINT)))
    check = f'fwdprop check {shell.path(net)} --input {inputs} --answers "$f"'
    return f"one at a time: for f in {names}; do {check}; done"


def _number(text: str) -> float:
    """The tolerance that a word stands for; a UsageError where it is none."""
    number = numerals.parse_argument(text)
    if number is None or not 0 <= number < math.inf:
        message = f"--tolerance is a finite number of at least 0, not '{text}'"
        from fwdprop import meant

        help = meant.number(text, numerals.parse_argument)
        raise UsageError(message, help or "write how far a value may be off: --tolerance 0.001")
    return number


EXPECT = Group(
    "answers",
    (
        Option(
            "expect",
            ("--expect",),
            "NUMBERS",
            "What should come out for the --input: 9, or node=9, or hidden.node=5.",
            "words",
        ),
        Option(
            "tolerance",
            ("--tolerance",),
            "X",
            "How far a value may be off, in place of its digits or the file's own.",
        ),
        Option(
            "label",
            ("--label",),
            "COLUMN",
            "The column of --data that says which output is the largest.",
        ),
        Option(
            "files",
            ("--answers",),
            "FILE",
            "Answers for the --input, lines such as hidden.node=5; each is marked.",
            "each",  # a second one is refused, not put in place of the first
        ),
    ),
    ExpectOptions,
)
