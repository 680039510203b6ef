"""YAML text -> values as written, through the parser's events.

Events keep locations, the text of every name and duplicate keys in sight, build no objects that the
text asks for, and let the depth be bounded while they arrive.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NoReturn

import yaml

from fwdprop.errors import FAULTS_SHOWN, Fault, NetworkError
from fwdprop.models.spec.values import Plain, Row, Unusual, Value
from fwdprop.models.yaml.advice import character_fault, mark_of, syntax_fault
from fwdprop.models.yaml.cut import BLOCK_MARK, FLOW_MARK, marked
from fwdprop.models.yaml.scalars import CORE, SCALAR_TAGS, Run, is_number
from fwdprop.models.yaml.source import Source

MAX_DEPTH = 64
MAX_SIZE = 1_200_000
MAX_BORROWED = 1_000_000

_TOO_DEEP = f"brackets and indentation are nested more than {MAX_DEPTH} deep"
_MERGED = "write the keys out that it stands for; an alias alone stands for a whole value"
_LIST = 4  # what a list or a mapping costs, in names
_SMALLER = (
    "a list or a mapping counts as four, a number in a list as none;"
    " weights may stand in a file beside this one"
)


class _NestingError(NetworkError):
    """Brackets and indentation are nested deeper than a network file needs."""


def _gives_up(text: str) -> int | None:
    """The line, from 0, at which the parser gives a text up; None where it does not."""
    try:
        Composer(Source("", text))._document()
    except yaml.MarkedYAMLError as error:
        return int(mark_of(error).line)
    except (NetworkError, yaml.reader.ReaderError):
        return 0
    return None


class Composer:
    """Turns one document's events into values as written: `Plain`, `str`, `Row`, list and dict.

    `compose()` gives the value. It raises NetworkError for text that is not YAML, `Unusual` where
    a row that was cut out of the text turns up inside a scalar, and otherwise collects in `faults`
    what YAML allows and a network file does not: duplicate keys, tags, endless aliases.
    """

    def __init__(self, source: Source, rows: Sequence[str] = ()) -> None:
        self.source, self.rows = source, rows
        self.faults: list[Fault] = []
        self.more = 0
        self._next = source.events().get_event
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._borrowed = 0
        self._size = 0

    def compose(self) -> Value:
        """The value of the only document; an empty `Plain` where there is none."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise NetworkError(self._broken(self._first(error))) from None
        except yaml.reader.ReaderError as error:
            raise NetworkError(character_fault(self.source, error)) from None

    def _document(self) -> Value:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Plain("")
        value, _ = self._value(self._next(), 0)
        self._next()
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            self._stop("a second document begins here", event, "one file holds one network")
        return value

    def _broken(self, error: yaml.MarkedYAMLError) -> Fault:
        """What is wrong at an error, and how the line is to be written where that is clear."""
        from fwdprop.models.yaml.repairs import repair

        fault = syntax_fault(self.source, error)
        marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark is not None]
        lines = sorted({*marks, max(min(marks) - 1, 0)})
        return replace(fault, help=repair(self.source.text, lines, _gives_up) or fault.help)

    def _first(self, error: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
        """The error; raises instead what comes before it in the text and was not yet reached.

        The parser reads on ahead of its events, and has from libyaml 0.2.6 on a limit of its own on
        the depth: that the text nests too deep must not depend on who notices first.
        """
        start: Any = error.context_mark or error.problem_mark
        until = min(start.index, mark_of(error).index)
        before = Source(self.source.file, self.source.text[:until])
        its_own_limit = "nesting" in (error.problem or "")
        try:
            Composer(before)._document()
        except _NestingError:
            raise
        except NetworkError:
            if its_own_limit:
                raise
        except yaml.MarkedYAMLError as earlier:
            at_end = mark_of(earlier).index >= len(before.text.rstrip())
            if its_own_limit or not at_end:
                return earlier
        return error

    def _value(self, event: Any, depth: int) -> tuple[Value, int]:
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
            size = value.text.count(",") + 2 if isinstance(value, Row) else 1
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        else:
            self._grow(_LIST, event)
            if depth == MAX_DEPTH:
                self._stop(_TOO_DEEP, event, kind=_NestingError)
            if event.tag not in (None, "!", CORE + self._shape(event)):
                self._tag_fault(event)
            read = self._list if isinstance(event, yaml.SequenceStartEvent) else self._mapping
            value, size = read(event, depth + 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, size)
        return value, size

    def _grow(self, by: int, event: Any) -> None:
        self._size += by
        if self._size > MAX_SIZE:
            self._stop(
                f"there are more than {MAX_SIZE:,} names and values",
                event,
                _SMALLER,
            )

    @staticmethod
    def _shape(event: Any) -> str:
        return "seq" if isinstance(event, yaml.SequenceStartEvent) else "map"

    def _scalar(self, event: Any) -> Value:
        if event.tag not in SCALAR_TAGS:
            self._tag_fault(event)
        if self.rows and (FLOW_MARK in event.value or BLOCK_MARK in event.value):
            number = marked(event.value)
            if number is None or event.style or event.tag is not None:
                raise Unusual
            if BLOCK_MARK in event.value:
                return Run(self.rows[number])
            self._grow(_LIST, event)
            return Row(self.rows[number])
        self._grow(1, event)
        quoted = event.style or event.tag in ("!", CORE + "str")
        return event.value if quoted else Plain(event.value)

    def _list(self, _start: Any, depth: int) -> tuple[Value, int]:
        values: list[Value] = []
        total = 1
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            if is_number(event):
                values.append(Plain(event.value))
                total += 1
                continue
            value, size = self._value(event, depth)
            values.append(value)
            total += size
        if not self.rows or not any(isinstance(value, Run) for value in values):
            return values, total
        if len(values) == 1:
            return Row(values[0].text), total
        raise Unusual

    def _mapping(self, start: Any, depth: int) -> tuple[Value, int]:
        values, merged = dict[str, Value](), dict[str, Value]()
        lines = array("L")
        total = 1
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, _ = self._value(event, depth)
            if key == "" and self.source.text[start.start_mark.index] == "?":
                # Some versions of the parser go on behind `[?]`, and some do not.
                self._stop("there is no key behind this question mark", start)
            value, size = self._value(self._next(), depth)
            total += size
            if isinstance(value, Run):
                raise Unusual
            if key == "<<" and isinstance(key, Plain) and not isinstance(value, str | Row):
                self._merge(event, value, merged)
            elif not isinstance(key, str):
                self._fault("a key is a name or a number, not a list or a mapping", event)
            elif key in values:
                self._second(key, event, values, lines)
            else:
                values[key] = value
                lines.append(event.start_mark.line + 1)
        return {**merged, **values} if merged else values, total

    def _merge(self, event: Any, value: Value, merged: dict[str, Value]) -> None:
        # What it stands for is taken in, so that nothing of it is said to be missing.
        self._fault("a network file has no merge keys", event, _MERGED)
        for each in value if isinstance(value, list) else [value]:
            merged.update({**each, **merged} if isinstance(each, dict) else {})

    def _second(self, key: str, event: Any, values: dict[str, Value], lines: array[int]) -> None:
        if len(self.faults) == FAULTS_SHOWN:
            self.more += 1
            return
        first = lines[list(values).index(key)]
        help = f"it is first in line {first}; keep one of the two"
        self._fault(f"'{key}' is here a second time", event, help)

    def _alias(self, event: Any) -> tuple[Value, int]:
        if event.anchor not in self._anchors:
            self._stop(f"there is no anchor &{event.anchor} before this alias", event)
        self._grow(1, event)
        value, size = self._anchors[event.anchor]
        self._borrowed += size
        if self._borrowed > MAX_BORROWED:
            self._stop(f"aliases expand to more than {MAX_BORROWED:,} values", event)
        return value, size

    def _tag_fault(self, event: Any) -> None:
        tag = event.tag.replace(CORE, "!!")
        self._fault(f"the tag {tag} means nothing in a network file", event, "leave it out")

    def _fault(self, message: str, event: Any, help: str | None = None) -> None:
        if len(self.faults) == FAULTS_SHOWN:
            self.more += 1
            return
        where = self.source.location(event.start_mark, event.end_mark)
        self.faults.append(Fault(message, help, where))

    def _stop(
        self,
        message: str,
        event: Any,
        help: str | None = None,
        kind: type[NetworkError] = NetworkError,
    ) -> NoReturn:
        where = self.source.location(event.start_mark)
        raise kind([*self.faults, Fault(message, help, where)], more=self.more)
