"""One row of JSON with the position of each of its values, and what is wrong with a broken one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from json import JSONDecodeError, JSONDecoder, decoder
from typing import Any

import numpy as np

from fwdprop.errors import shortened
from fwdprop.tables.fallback import UnreadableError
from fwdprop.tables.types import MOST_COLUMNS

_space = re.compile(r"[ \t\r\n]*").match
_opens_array = re.compile(r"\[\s*(?:[\[{]|\Z)").match
_escape = re.compile(r"\\(?:u[0-9A-Fa-f]{0,4}|.?)").match
_token = re.compile(r'[^\s,:\[\]{}"]+|.', re.DOTALL).match

MOST_VALUES = MOST_COLUMNS
"""A row has no more values, at any depth, than a network has inputs."""
MOST_KEYS = 100_000
"""A row has no more keys, at any depth; longer rows are arrays."""
_QUOTE = ord('"')

_decoder: Any = JSONDecoder(parse_int=str.encode, parse_float=str.encode, object_pairs_hook=tuple)
scan: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once
"""The value at a position of a text, and where it ends.

Numbers are bytes, texts are str, objects are tuples of pairs, and arrays are lists.
"""
_scan_string: Callable[[str, int, bool], tuple[str, int]] = vars(decoder)["scanstring"]

_KINDS = {bytes: "a number", float: "a number", str: "a text", tuple: "an object", list: "an array"}
_WORDS = {None: "null", True: "true", False: "false"}
_EXPECTED = {
    "Expecting value": "a value",
    "Expecting property name": "a key in double quotes",
    "Expecting ':'": "':'",
    "Expecting ','": "',' or the closing bracket",
}


# JSON lines have no commas between rows.
_COMMA = "the lines end without one"


@dataclass(frozen=True, slots=True)
class Member:
    """A value of a row: its key or its position, and where it stands in the row's text."""

    key: str | int
    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A row: its values in order; `kind` is `an object` or `an array`."""

    kind: str
    members: Sequence[Member]
    start: int
    end: int


def kind(value: Any) -> str:
    """What a value is, in words."""
    return _KINDS.get(type(value)) or _WORDS[value]


def without_escapes(data: bytes) -> bytes:
    """The text with bytes of no text in the place of backslashes and quotes that are escaped."""
    if b"\\" not in data:
        return data
    return data.replace(b"\\\\", b"\xff\xff").replace(b'\\"', b"\xff\xff")


def too_many(raw: bytes) -> str | None:
    """What a row has too many of, more than MOST_VALUES or MOST_KEYS; None where it has not."""
    if len(raw) <= MOST_KEYS or _too_many(raw) is None:
        return None
    text = np.frombuffer(without_escapes(raw), np.uint8)
    inside = np.bitwise_xor.accumulate((text == _QUOTE).view(np.uint8)).view(bool)
    return _too_many(text[~inside].tobytes())  # texts may hold any marks


def _too_many(raw: bytes) -> str | None:
    if sum(map(raw.count, (b",", b"[", b"{"))) > MOST_VALUES:
        return f"more than {MOST_VALUES:,} values"
    return f"more than {MOST_KEYS:,} keys" if raw.count(b":") > MOST_KEYS else None


def parsed(text: str) -> Row:
    """The row that a text is; raises UnreadableError where it is no object and no array."""
    start = _behind_space(text, 0)
    opening = text[start : start + 1]
    if opening == "{":
        row = Row("an object", *_object(text, start))
    elif opening == "[":
        row = Row("an array", *_array(text, start))
    else:
        value, end = _value(text, start)
        message = f"{kind(value)}, expected an object or an array"
        raise UnreadableError(message, None, start, end)
    behind = _behind_space(text, row.end)
    if behind < len(text):
        if text[behind:].rstrip() == ",":
            help = f"{_COMMA}: sed 's/,[[:space:]]*$//' FILE | fwdprop ... --from jsonl"
            raise UnreadableError("there is a comma behind the row", help, behind, behind + 1)
        message = "there is text behind the row"
        raise UnreadableError(message, "a line holds one row", behind, len(text.rstrip()))
    return row


def _object(text: str, start: int) -> tuple[list[Member], int, int]:
    members: list[Member] = []
    at = _behind_space(text, start + 1)
    if text[at : at + 1] == "}":
        return members, start, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise _unexpected(text, at, "a key in double quotes")
        key, at = _string(text, at)
        at = _behind_space(text, at)
        if text[at : at + 1] != ":":
            raise _unexpected(text, at, "':'")
        begin = _behind_space(text, at + 1)
        value, at = _value(text, begin)
        members.append(Member(key, value, begin, at))
        at, closed = _next(text, at, "}")
        if closed:
            return members, start, at


def _array(text: str, start: int) -> tuple[list[Member], int, int]:
    members: list[Member] = []
    at = _behind_space(text, start + 1)
    if text[at : at + 1] == "]":
        return members, start, at + 1
    while True:
        value, end = _value(text, at)
        members.append(Member(len(members), value, at, end))
        at, closed = _next(text, end, "]")
        if closed:
            return members, start, at


def _next(text: str, at: int, bracket: str) -> tuple[int, bool]:
    """Where the next value begins, or the end and that the bracket is closed."""
    at = _behind_space(text, at)
    mark = text[at : at + 1]
    if mark not in (",", bracket) or not mark:
        raise _unexpected(text, at, f"',' or '{bracket}'")
    return (_behind_space(text, at + 1), False) if mark == "," else (at + 1, True)


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return scan(text, at)
    except StopIteration as stop:
        raise _unexpected(text, stop.value, "a value") from None
    except JSONDecodeError as error:
        raise _broken(text, error) from None
    except RecursionError:
        raise UnreadableError("values are nested too deeply", None, at, at + 1) from None


def _string(text: str, at: int) -> tuple[str, int]:
    try:
        return _scan_string(text, at + 1, True)
    except JSONDecodeError as error:
        raise _broken(text, error) from None


def _behind_space(text: str, at: int) -> int:
    match = _space(text, at)
    assert match is not None
    return match.end()


def _broken(text: str, error: JSONDecodeError) -> UnreadableError:
    """What the decoder found, in plain words."""
    at = error.pos
    for beginning, expected in _EXPECTED.items():
        if error.msg.startswith(beginning):
            return _unexpected(text, at, expected)
    if error.msg.startswith("Unterminated string"):
        return UnreadableError(
            "broken JSON: the text has no closing quote", None, at, len(text.rstrip())
        )
    if error.msg.startswith("Invalid control character"):
        message = "broken JSON: there is a control character in a text"
        return UnreadableError(message, f"JSON writes it as \\u{ord(text[at]):04x}", at, at + 1)
    if "escape" in error.msg:
        start = text.rfind("\\", 0, at + 1)
        match = _escape(text, start)
        assert match is not None
        message = f"broken JSON: '{match[0]}' is no escape"
        return UnreadableError(message, "JSON writes a backslash twice", start, match.end())
    message = f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    return UnreadableError(message, None, at, at + 1)


def _unexpected(text: str, at: int, expected: str) -> UnreadableError:
    match = _token(text, at)
    if match is None or not text[at:].strip():
        return _cut_short(text, expected)
    message = f"broken JSON: '{shortened(match[0])}', expected {expected}"
    return UnreadableError(message, _help(match[0]), at, match.end())


def _cut_short(text: str, expected: str) -> UnreadableError:
    end = len(text.rstrip())
    lines = "a row stands on one line, as jq -c writes it"
    array = "an array of rows over several lines is read with --from json"
    help = array if _opens_array(text.strip()) else lines
    return UnreadableError(f"broken JSON: the row ends, expected {expected}", help, end, end + 1)


def _help(token: str) -> str | None:
    if token.startswith("'"):
        return "JSON has double quotes around keys and texts"
    if token in ("True", "False", "None", "nan", "inf", "-inf", "N/A", "NA"):
        return "JSON writes true, false, null, NaN, Infinity and -Infinity"
    if token.startswith(("+", ".", "-.")):
        return "a number begins with a digit, or with - and a digit"
    return None
