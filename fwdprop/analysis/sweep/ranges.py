"""What a user writes as the values of an input, `20:80:5` or `0,1` -> numbers, counted exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.errors import Fault, Location, shortened
from fwdprop.numerals import DType
from fwdprop.spelling import lone_commas

_item = re.compile(r"[^,]+")
_FORM = "a range is start:stop:step, such as 20:80:5, and a list 0,1,2"


class Steps(NamedTuple):
    """Numbers that are counted from `first` on in steps: `size` of them."""

    first: Fraction
    step: Fraction
    size: int


class Place(NamedTuple):
    """Where the values stand: from character `start` on in the whole `text` behind an option.

    `number` counts the uses of the option from 1.
    """

    option: str
    number: int
    text: str
    start: int

    def of(self, start: int, width: int) -> Location:
        """The location of some characters of the values."""
        return Location(self.option, self.number, self.start + start + 1, self.text, max(width, 1))


def steps(values: str, place: Place, faults: list[Fault]) -> list[Steps]:
    """The parts of a list of numbers and ranges; what is wrong with it is noted as faults."""
    items = [match for match in _item.finditer(values) if match[0].strip()]
    spans = [(place.start + match.start(), place.start + match.end()) for match in items]
    faults += [
        _at(fault, place)
        for fault in lone_commas(_masked(place), spans, place.option, place.number - 1)
    ]
    if not items:
        faults.append(Fault("there are no values", _FORM, place.of(0, len(values))))
    found = [_part(match[0], match.start(), place, faults) for match in items]
    return [each for each in found if each is not None]


def numbers(parts: Sequence[Steps], dtype: DType) -> Array:
    """The numbers (values,), each rounded once."""
    exact = (each.first + index * each.step for each in parts for index in range(each.size))
    with np.errstate(over="ignore"):  # beyond the range of float32 it is an infinity
        return np.array([numerals.of_exact(number, dtype) for number in exact], dtype)


def _masked(place: Place) -> str:
    """The whole text without what stands before the values."""
    return " " * place.start + place.text[place.start :]


def _at(fault: Fault, place: Place) -> Fault:
    """The same fault, marked in the whole text."""
    assert fault.location is not None
    return replace(fault, location=replace(fault.location, text=place.text))


def _part(text: str, start: int, place: Place, faults: list[Fault]) -> Steps | None:
    """One number, or the numbers of one range."""
    words = text.split(":")
    ends, at = [], start
    for word in words:
        ends.append((at, word))
        at += len(word) + 1
    exact = [numerals.exact_value(word) for word in words]
    bare = text.strip()
    spot = place.of(start + len(text) - len(text.lstrip()), len(bare))
    if len(words) not in (1, 3):
        faults.append(Fault(f"'{shortened(bare)}' is no range", _help(words), spot))
        return None
    if None in exact:
        faults += [
            Fault(_no_number(word), _number_help(word), place.of(at, len(word)))
            for (at, word), number in zip(ends, exact, strict=True)
            if number is None
        ]
        return None
    first, *rest = [number for number in exact if number is not None]
    if not rest:
        return Steps(first, Fraction(0), 1)
    return _range(bare, first, rest[0], rest[1], spot, faults)


def _range(
    text: str, first: Fraction, last: Fraction, step: Fraction, spot: Location, faults: list[Fault]
) -> Steps | None:
    """The numbers from the first on; the last one is among them where a step ends there."""
    if not step:
        faults.append(Fault(f"the step of {shortened(text)} is 0", _FORM, spot))
        return None
    if (last - first) * step < 0:
        way, sign = ("down", "negative") if last < first else ("up", "positive")
        start, stop, by = text.split(":")
        turned = by.strip().removeprefix("-") if way == "up" else f"-{by.strip().lstrip('+')}"
        help = f"from {start} {way} to {stop} the step is {sign}: {start}:{stop}:{turned}"
        faults.append(Fault(f"{shortened(text)} never comes to its stop", help, spot))
        return None
    return Steps(first, step, int((last - first) // step) + 1)


def _no_number(word: str) -> str:
    """What is wrong with a word that has no exact value."""
    number, shown = numerals.parse_argument(word), shortened(word.strip())
    if number is None:
        return f"'{shown}' is not a number"
    if not np.isfinite(number):
        return f"{shown} is not a finite number"
    return f"{shown} has more digits than can be counted in"


def _number_help(word: str) -> str:
    """What to write in place of a word that has no exact value."""
    from fwdprop import meant

    return meant.number(word, numerals.parse_argument) or _FORM


def _step(start: Fraction, stop: Fraction) -> str:
    """A step from one number to the other: 1 where that is no step too far, and not too many."""
    size = abs(stop - start)
    is_usual = not size or 2 <= size <= 1000
    step = "1" if is_usual else numerals.exact(numerals.of_exact(size / 10))
    return f"-{step}" if stop < start else step


def _help(words: Sequence[str]) -> str:
    """What a text with one colon, or more than two, may have been meant to be."""
    ends = [numerals.exact_value(word) for word in words]
    match ends:
        case [Fraction() as start, Fraction() as stop] if max(abs(start), abs(stop)) < 10**300:
            return f"say the step, too: {':'.join(words).strip()}:{_step(start, stop)}"
    return _FORM
