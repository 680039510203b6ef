"""A file of answers, `hidden.node_0 = 5` lines -> what a learner says of each node."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from fwdprop import meant, numerals
from fwdprop.errors import FAULTS_SHOWN, Fault, InputError, Location, shortened
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Expected, Network
from fwdprop.system.files import STANDARD_INPUT, note, text_of
from fwdprop.system.report import visible
from fwdprop.system.terminal import Terminal
from fwdprop.views.worksheet.sheet import ANSWERS, CHECK, OF

LONGEST_NAME = 100
"""So much of a name that there is not is said."""
MOST_SIGNS = 20
"""So many signs of a line are tried as the one behind the name."""
_is_blank = re.compile(r"[-_?.\u2026\s]*").fullmatch
_word = re.compile(r"([^\s,;=:]+)\s*([=:]?)")
"""A word, and the sign behind it."""
_with_comment = re.compile(r"\s#.*").search
_heading = re.compile(rf"^[^\S\n]*{ANSWERS}[^\S\n]*$", re.MULTILINE)


class Answer(NamedTuple):
    """What stands behind the name of a node: a number, or None where the line is not filled in."""

    ref: NodeRef
    text: str
    expected: Expected | None


def read_answers(terminal: Terminal, network: Network, file: str, digits: int) -> list[Answer]:
    """The answers in a file, `-` for standard input, in the order of its lines.

    Of a worksheet only its answers are read. A line that is not filled in counts only where no
    other one is. Of each number its own digits count, but not more than so many. Raises InputError
    with the first faults, each with its line and column.
    """
    called = "<stdin>" if file == "-" else file
    if file == "-":
        note(terminal.stdin, STANDARD_INPUT)
    lines = _Lines(network, called, digits)
    text = text_of(terminal.stdin if file == "-" else Path(file), called, lines.form, InputError)
    answers = lines.answers(text)
    if lines.faults:
        raise InputError(lines.faults, more=lines.more)
    if not answers:
        raise InputError(f"there are no answers in {called}", lines.form)
    return answers


class _Lines:
    """Reads lines of answers; what is wrong with them is noted as `faults`, and `more` of them."""

    def __init__(self, network: Network, file: str, digits: int) -> None:
        self.faults: list[Fault] = []
        self.more = 0
        self._network, self._file, self._digits = network, file, digits
        self._lines: dict[NodeRef, int] = {}
        self._escaped: dict[str, NodeRef] | None = None
        self._is_sheet = False

    @property
    def form(self) -> str:
        """What a line looks like."""
        names = self._network.names
        return f"a line looks like this: {names.whole_name((names.last, 0))} = 0.5"

    def answers(self, text: str) -> list[Answer]:
        """The answer for each node that a line names."""
        found: dict[NodeRef, Answer] = {}
        for each in self._in_lines(text):
            if each.expected is not None or each.ref not in found:
                found[each.ref] = each
        return list(found.values())

    def _in_lines(self, text: str) -> Iterator[Answer]:
        start, number = self._begin(text)
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            line, start, number = text[start:end].rstrip("\r"), end + 1, number + 1
            if line.strip() and (found := self._answer(line, number)) is not None:
                yield found

    def _begin(self, text: str) -> tuple[int, int]:
        """Where the answers begin, and how many lines stand above: in a sheet the arithmetic."""
        first = text.lstrip()
        if not first.startswith(OF) or self._named(first.partition("\n")[0])[1] is not None:
            return 0, 0
        self._is_sheet = True
        # A layer may be called so, too, and stands above.
        *_, heading = None, *_heading.finditer(text)
        if heading is None:
            message = f"{self._file} is a worksheet without its line '{ANSWERS}'"
            raise InputError(message, f"{self.form}, below a line '{ANSWERS}'")
        return heading.end() + 1, text.count("\n", 0, heading.end()) + 1

    def _answer(self, line: str, number: int) -> Answer | None:
        if self._is_sheet and line.startswith(f"{CHECK}fwdprop "):
            return None
        at, ref = self._named(line)
        if ref is None:
            if not line.lstrip().startswith("#"):
                self._note(self._unnamed(line, number, at))
            return None
        value = line[at + 1 :]
        comment = _with_comment(value)
        value = value[: comment.start()] if comment is not None else value
        on_blank, value = value, value.strip().strip("_").strip()  # a blank is written on
        column = at + 2 + on_blank.find(value)
        where = Location(self._file, number, column, line, max(len(value), 1))
        if _is_blank(value):
            return Answer(ref, "", None)
        if ref in self._lines:
            name = self._network.names.whole_name(ref)
            before = f"the first answer is in line {self._lines[ref]:,}"
            self._note(Fault(f"node '{name}' is answered twice", before, where))
            return None
        self._lines[ref] = number
        found = numerals.parse_argument(value, self._network.dtype)
        if found is None:
            self._note(Fault(f"'{shortened(value)}' is not a number", self._help(value), where))
            return None
        unit = max(numerals.printed_unit(value), numerals.unit_of(found, self._digits))
        return Answer(ref, value, Expected(*ref, found, unit))

    def _named(self, line: str) -> tuple[int, NodeRef | None]:
        """The sign behind the name, and the node of that name, or None where there is none.

        It is the last sign with a node in front, for a name may hold signs, too.
        """
        sign = "=" if "=" in line else ":"
        at = last = line.rfind(sign)
        for _ in range(MOST_SIGNS):
            if at < 0:
                break
            if (ref := self._node(line[:at])) is not None:
                return at, ref
            at = line.rfind(sign, 0, at)
        return last, None

    def _node(self, name: str) -> NodeRef | None:
        # Of the spaces in front of the sign, all but one may belong to a name.
        found = self._network.names.nodes_named(name.removesuffix(" "))
        if len(found) == 1:
            return found[0]
        if found or "\\" not in name:
            return None
        if self._escaped is None:  # characters that a sheet cannot show stand there escaped
            network = self._network
            every = (
                NodeRef(depth, node)
                for depth in network.depths
                for node in range(len(network.nodes_of(depth)))
            )
            names = ((visible(network.names.whole_name(ref)), ref) for ref in every)
            self._escaped = {name: ref for name, ref in names if "\\" in name}
        return self._escaped.get(name.strip())

    def _unnamed(self, line: str, number: int, at: int) -> Fault:
        """The fault of a line that is no answer, or that names no node or several."""
        names, bare = self._network.names, line.strip()
        column = len(line) - len(line.lstrip()) + 1
        if at < 0:
            where = Location(self._file, number, column, line, len(bare))
            message = f"'{shortened(bare)}' is no answer: there is no = behind a name"
            typed = meant.typed(bare)
            odd = meant.strange(bare) if "=" in typed or ":" in typed else None
            return Fault(message, meant.described(odd) if odd else self.form, where)
        name = line[:at].strip()
        where = Location(self._file, number, column, line, max(len(name), 1))
        if len(self.faults) >= FAULTS_SHOWN:  # what is not shown needs no help
            return Fault("", None, where)
        if not name:
            return Fault("there is no name in front of the answer", self.form, where)
        found = names.nodes_named(name)
        return replace(names.not_one(shortened(name, LONGEST_NAME), found), location=where)

    def _help(self, value: str) -> str | None:
        """What to write in place of a value that is no number."""
        words = _word.findall(value[:LONGEST_NAME])
        if any(sign and self._node(word) is not None for word, sign in words):
            return "each answer has a line of its own"
        last = value.rpartition("=")[2].strip()
        if "=" in value and numerals.parse_argument(last) is not None:
            return f"write the result alone: {last}"
        return meant.number(value, numerals.parse_argument)

    def _note(self, fault: Fault) -> None:
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(fault)
        else:
            self.more += 1
