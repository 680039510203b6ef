"""A network as written: the values that a file holds, before they are checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fwdprop import numerals
from fwdprop.errors import FAULTS_SHOWN, Fault, NetworkError, Path, shortened
from fwdprop.float32 import all_halfway, of_text

Value = Any
"""A `Plain`, a `str`, a `Row`, a list of values, or a mapping from text to value."""


class Plain(str):
    """A scalar written without quotes: its key says if it is a name or a number."""

    __slots__ = ()


class Unusual(Exception):  # noqa: N818
    """The fast reader does not cover what this text holds; the exact one must read it."""


_endless = re.compile(rf"(?:^\[|,)[^,]{{{numerals.LONGEST}}}").search


class Row:
    """A list of plain numbers, kept as its text until its numbers are needed.

    `numbers()` are its float64 values and `words()` the items as they were written. Both raise
    `Unusual` where the text is not also JSON (a trailing comma, `+1`, `.5`).
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def numbers(self) -> NDArray[np.float64]:
        """The values, (items,)."""
        import json

        try:
            if len(self.text) > numerals.LONGEST and _endless(self.text):
                raise Unusual
            return np.array(json.loads(self.text, parse_int=float), np.float64)
        except (ValueError, OverflowError) as error:
            raise Unusual from error

    def words(self) -> list[Value]:
        """The items as they were written."""
        self.numbers()
        return [Plain(word.strip()) for word in self.text[1:-1].split(",")]


class Faults:
    """Collects everything that is wrong, so that a file's faults are reported together.

    `dtype` is the type that the file's numbers are read to.
    """

    def __init__(self) -> None:
        self.dtype = "float64"
        self.found: list[Fault] = []
        self.more = 0

    def add(
        self,
        message: str | Callable[[], str],
        path: Path,
        help: str | Callable[[], str | None] | None = None,
        *,
        at_key: bool = False,
        numbers: int | None = None,
    ) -> None:
        """Notes one fault at a path of the network as written.

        Texts that take time to make are functions, which are called only for a fault that is shown:
        of many faults, most are only counted.
        """
        if len(self.found) < FAULTS_SHOWN:
            text = message() if callable(message) else message
            todo = help() if callable(help) else help
            self.found.append(Fault(text, todo, path=path, at_key=at_key, numbers=numbers))
        else:
            self.more += 1

    def raise_any(self) -> None:
        """Raises a NetworkError that holds what was found, if anything was."""
        if self.found:
            raise NetworkError(self.found, more=self.more)


def is_missing(value: Value) -> bool:
    """Whether nothing is written here: an empty value or `~`."""
    return isinstance(value, Plain) and value in ("", "~")


def is_list(value: Value) -> bool:
    """Whether the value is a list of any kind."""
    return isinstance(value, Row | Sequence) and not isinstance(value, str)


def is_mapping(value: Value) -> bool:
    """Whether the value is a mapping."""
    return isinstance(value, Mapping)


def items(value: Value) -> Sequence[Value]:
    """The items of a list, each as it was written."""
    return value.words() if isinstance(value, Row) else value


def number(value: Value, dtype: str = "float64") -> float | None:
    """The number written here, or None where it is something else (a quoted `"1"` is text)."""
    return numerals.parse_yaml(value, dtype) if isinstance(value, Plain) else None


def whole_number(value: Value) -> int | None:
    """The whole number written here, or None: `3`, not `3.0` and not `"3"`."""
    if isinstance(value, Plain) and value.isascii() and value.isdigit() and len(value) <= 4000:
        return int(value)
    return None


def shown(value: Value) -> str:
    """The value found, short enough to be quoted in a message."""
    if is_missing(value):
        return "nothing"
    if isinstance(value, str):
        text = shortened(str(value))
        return text if isinstance(value, Plain) else f'"{text}"'
    return "a mapping" if is_mapping(value) else "a list"


def finite_numbers(
    value: Value, path: Path, what: str, faults: Faults
) -> NDArray[np.float64] | None:
    """The finite numbers of a list, (items,), or None where one of them is not, which is noted.

    `what` names one of them in a message: "a weight".
    """
    if isinstance(value, Row):
        array = value.numbers()
        if not np.isfinite(array).all():
            raise Unusual
        return array if faults.dtype == "float64" else _rounded_once(array, value)
    numbers = [number(item, faults.dtype) for item in value]
    array = np.array([np.nan if n is None else n for n in numbers], np.float64)
    if np.isfinite(array).all():
        return array
    wrong = np.flatnonzero(~np.isfinite(array)).tolist()
    for index in wrong[:FAULTS_SHOWN]:
        finite_number(value[index], (*path, index), what, faults, _item_help)
    faults.more += len(wrong[FAULTS_SHOWN:])
    return None


def _rounded_once(numbers: NDArray[np.float64], row: Row) -> NDArray[np.float64]:
    """The numbers of a row, such that float32 rounds them as it would their texts."""
    at = all_halfway(numbers).tolist()
    words = row.words() if at else ()
    for index in at:
        numbers[index] = of_text(numbers[index], words[index])
    return numbers


def finite_number(
    value: Value,
    path: Path,
    what: str,
    faults: Faults,
    help: Callable[[Value], str | None] | None = None,
) -> float | None:
    """The finite number written here, or None where it is something else, which is noted.

    `help` says what to write in place of what is no number.
    """
    found = number(value, faults.dtype)
    if found is None:
        faults.add(
            f"{what} is a number, not {shown(value)}", path, partial(help or number_help, value)
        )
    elif not np.isfinite(found):
        faults.add(f"{what} is a finite number, not {shown(value)}", path)
        found = None
    return found


def _item_help(value: Value) -> str | None:
    """What to write in place of an item of a list that is no number."""
    words = value.split() if isinstance(value, Plain) else ()
    numbers = (numerals.parse_yaml(word) for word in words)
    if 1 < len(words) <= FAULTS_SHOWN and all(each is not None for each in numbers):
        from fwdprop import meant

        return meant.between(words)
    return number_help(value)


def number_help(value: Value) -> str | None:
    """What to write in place of a value that is no number; None where that is not known."""
    if not isinstance(value, str):
        return None
    if numerals.parse_yaml(value) is not None:
        return None if isinstance(value, Plain) else "a number is written without quotes"
    from fwdprop import meant

    found = meant.number(value, numerals.parse_yaml)
    if found is None and "," not in value and "/" in value:
        return "a fraction is two numbers, the second not zero: 1/3"
    return found
