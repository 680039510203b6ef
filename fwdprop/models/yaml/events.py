"""YAML text -> values as written, through the parser's events.

Events keep the place of every value, the text of every name and duplicate keys in sight, build no
objects that the text asks for, and let the depth be bounded while they arrive.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from fwdprop.errors import FAULTS_SHOWN, Fault, NetworkError, Place
from fwdprop.models.yaml.advice import syntax_help
from fwdprop.models.yaml.cut import BLOCK_MARK, FLOW_MARK, marked
from fwdprop.spec.values import Plain, Row, Unusual, Value

MAX_DEPTH = 64
MAX_BORROWED = 1_000_000

_line_break = re.compile("[\n\r\x85\u2028\u2029]").search
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {None, "!", *(_CORE + name for name in ("str", "int", "float", "bool", "null"))}
_TOO_DEEP = f"brackets and indentation are nested more than {MAX_DEPTH} deep"


def parser(text: str) -> Any:
    """A fresh stream of the text's events: libyaml's, or PyYAML's own where that is missing."""
    return getattr(yaml, "CLoader", yaml.Loader)(text)


def place(file: str, text: str, start: Any, end: Any = None) -> Place:
    """The place of a mark of the parser, with its source line; the width reaches to `end`."""
    begin = start.index - start.column
    match = _line_break(text, start.index)
    line = text[begin : match.start() if match else len(text)]
    width = 1
    if end is not None:
        width = (end.index if end.line == start.line else begin + len(line)) - start.index
    return Place(file, start.line + 1, start.column + 1, line, max(width, 1))


def _mark(error: yaml.MarkedYAMLError) -> Any:
    """Where the parser gave up."""
    return error.problem_mark or error.context_mark


class _NestingError(NetworkError):
    """Brackets and indentation are nested deeper than a network file needs."""


class _Run(Row):
    """The items of a block sequence, which stand in the sequence as one."""

    __slots__ = ()


class Composer:
    """Turns one document's events into values as written: `Plain`, `str`, `Row`, list and dict.

    `compose()` gives the value. It raises NetworkError for text that is not YAML, `Unusual` where
    a row that was cut out of the text turns up inside a scalar, and otherwise collects in `faults`
    what YAML allows and a network file does not: duplicate keys, tags, endless aliases.
    """

    def __init__(self, file: str, text: str, rows: list[str] | None = None) -> None:
        self.file, self.text, self.rows = file, text, rows or []
        self.faults: list[Fault] = []
        self.more = 0
        self._parser = parser(text)
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._borrowed = 0

    def compose(self) -> Value:
        """The value of the only document; an empty `Plain` where there is none."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise NetworkError(self._syntax_fault(self._first(error))) from None
        except yaml.reader.ReaderError as error:
            raise NetworkError(self._character_fault(error)) from None

    def _document(self) -> Value:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Plain("")
        value, _ = self._value(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._stop("a second document begins here", event, "one file holds one network")
        return value

    def _first(self, error: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
        """The error; raises instead what comes before it in the text and was not yet reached.

        The parser reads on ahead of its events, and has from libyaml 0.2.6 on a limit of its own on
        the depth: that the text nests too deep must not depend on who notices first.
        """
        start: Any = error.context_mark or error.problem_mark
        before = Composer(self.file, self.text[: min(start.index, _mark(error).index)])
        its_own_limit = "nesting" in (error.problem or "")
        try:
            before._document()
        except _NestingError:
            raise
        except NetworkError:
            if its_own_limit:
                raise
        except yaml.MarkedYAMLError as earlier:
            at_end = _mark(earlier).index >= len(before.text.rstrip())
            if its_own_limit or not at_end:
                return earlier
        return error

    def _next(self) -> Any:
        return self._parser.get_event()

    def _value(self, event: Any, depth: int) -> tuple[Value, int]:
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
            size = value.text.count(",") + 2 if isinstance(value, Row) else 1
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        else:
            if depth == MAX_DEPTH:
                self._stop(_TOO_DEEP, event, kind=_NestingError)
            if event.tag not in (None, "!", _CORE + self._shape(event)):
                self._tag_fault(event)
            read = self._list if isinstance(event, yaml.SequenceStartEvent) else self._mapping
            value, size = read(event, depth + 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, size)
        return value, size

    @staticmethod
    def _shape(event: Any) -> str:
        return "seq" if isinstance(event, yaml.SequenceStartEvent) else "map"

    def _scalar(self, event: Any) -> Value:
        if event.tag not in _SCALAR_TAGS:
            self._tag_fault(event)
        if self.rows and (FLOW_MARK in event.value or BLOCK_MARK in event.value):
            number = marked(event.value)
            if number is None or event.style or event.tag is not None:
                raise Unusual
            return _Run(self.rows[number]) if BLOCK_MARK in event.value else Row(self.rows[number])
        quoted = event.style or event.tag in ("!", _CORE + "str")
        return event.value if quoted else Plain(event.value)

    def _list(self, _start: Any, depth: int) -> tuple[Value, int]:
        values, total = [], 1
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            value, size = self._value(event, depth)
            values.append(value)
            total += size
        if not any(isinstance(value, _Run) for value in values):
            return values, total
        if len(values) > 1:
            raise Unusual
        return Row(values[0].text), total

    def _mapping(self, start: Any, depth: int) -> tuple[Value, int]:
        values: dict[str, Value] = {}
        first: dict[str, int] = {}
        total = 1
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, _ = self._value(event, depth)
            if key == "" and self.text[start.start_mark.index] == "?":
                # Some versions of the parser go on behind `[?]`, and some do not.
                self._stop("there is no key behind this question mark", start)
            value, size = self._value(self._next(), depth)
            total += size
            if isinstance(value, _Run):
                raise Unusual
            if not isinstance(key, str):
                self._fault("a key is a name or a number, not a list or a mapping", event)
            elif key in values:
                self._fault(
                    f"'{key}' is here a second time",
                    event,
                    f"it is first in line {first[key]}; keep one of the two",
                )
            else:
                values[key] = value
                first[key] = event.start_mark.line + 1
        return values, total

    def _alias(self, event: Any) -> tuple[Value, int]:
        if event.anchor not in self._anchors:
            self._stop(f"there is no anchor &{event.anchor} before this alias", event)
        value, size = self._anchors[event.anchor]
        self._borrowed += size
        if self._borrowed > MAX_BORROWED:
            self._stop(f"aliases expand to more than {MAX_BORROWED:,} values", event)
        return value, size

    def _tag_fault(self, event: Any) -> None:
        tag = event.tag.replace(_CORE, "!!")
        self._fault(f"the tag {tag} means nothing in a network file", event, "leave it out")

    def _fault(self, message: str, event: Any, help: str | None = None) -> None:
        if len(self.faults) == FAULTS_SHOWN:
            self.more += 1
            return
        where = place(self.file, self.text, event.start_mark, event.end_mark)
        self.faults.append(Fault(message, help, where))

    def _stop(
        self,
        message: str,
        event: Any,
        help: str | None = None,
        kind: type[NetworkError] = NetworkError,
    ) -> NoReturn:
        where = place(self.file, self.text, event.start_mark)
        raise kind([*self.faults, Fault(message, help, where)], more=self.more)

    def _syntax_fault(self, error: yaml.MarkedYAMLError) -> Fault:
        reason = " ".join(filter(None, (error.problem, error.context)))
        mark = _mark(error)
        if error.context == "while scanning a simple key":
            mark = error.context_mark  # the key, not where the parser stopped to look for its colon
        if mark.index >= len(self.text.rstrip()) and error.context_mark is not None:
            mark = error.context_mark  # what was never closed says more than the end of the file
        tab = self.text[mark.index : mark.index + 1] == "\t"
        help = "indent with spaces: YAML allows no tab there" if tab else syntax_help(error)
        return Fault(f"this is not YAML: {reason}", help, place(self.file, self.text, mark))

    def _character_fault(self, error: yaml.reader.ReaderError) -> Fault:
        match = _forbidden(self.text)
        if match is None:
            return Fault(f"this is not YAML: {error.reason}")
        line = self.text.count("\n", 0, match.start()) + 1
        begin = self.text.rfind("\n", 0, match.start()) + 1
        end = self.text.find("\n", match.start())
        source = self.text[begin : end if end >= 0 else len(self.text)]
        return Fault(
            f"the character U+{ord(match[0]):04X} is not allowed in YAML",
            "is this a text file?",
            Place(self.file, line, match.start() - begin + 1, source),
        )


_forbidden = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
).search
