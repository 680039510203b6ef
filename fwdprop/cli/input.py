"""What a user types behind `--input`: numbers with their places -> rows of inputs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.cli.argv import JOINT
from fwdprop.cli.rewritten import in_place_of, with_points
from fwdprop.errors import (
    FAULTS_SHOWN,
    Fault,
    InputError,
    Location,
    UsageError,
    count,
    listed,
    shortened,
    suggestion,
)
from fwdprop.network.network import Network
from fwdprop.spelling import lone_commas
from fwdprop.system import shell

MOST_IN_COMMAND = 100
"""A command to type is shown with so many numbers at most."""

_piece = re.compile(r"[^\s,]+")


class Item(NamedTuple):
    """One number as it was written, with its name where it has one, and its location.

    The name has the spaces around it, but for one that parts it from what stands before.
    """

    name: str | None
    text: str
    location: Location


def rows_of(
    network: Network,
    texts: Sequence[str],
    option: str = "--input",
    varying: Collection[int] = frozenset(),
) -> Array:
    """Rows (n, inputs) in the network's dtype, one for each `--input`, or what else stands there.

    Numbers stand in order or are named, `children=2`, in any order; inputs that are `varying`, by
    their indices, have no name there, and are 0. Raises InputError with every fault, each with its
    location.
    """
    faults: list[Fault] = []
    asked = _Asked(network, option, varying)
    rows = [_row(asked, text, index, faults) for index, text in enumerate(texts)]
    if faults:
        raise InputError(faults)
    with np.errstate(over="ignore"):  # too large for float32 is an infinity, and warned of as one
        return np.array(rows, network.dtype)


def required(
    command: str,
    network: Network,
    net: str,
    texts: list[str] | None,
    settings: Sequence[str] | None = None,
) -> list[str]:
    """The texts behind `--input`; without any, a UsageError with the exact command to type."""
    if texts:
        return texts
    expected = f"this network has {count(len(network.inputs), 'input')}"
    message = f"no inputs: {expected} ({listed(network.inputs)})"
    raise UsageError(message, _to_type(command, network, net, settings or ()))


def items_of(text: str, index: int, faults: list[Fault], option: str = "--input") -> list[Item]:
    """The numbers in one value of a list option, the one of that index on the command line.

    A name reaches to the last `=` before its number and may hold spaces where it came as one word
    of the shell: `"Account balance=3"`. Commas with nothing between them are noted as faults.
    """
    line = text.replace(JOINT, " ")
    items: list[Item] = []
    places: list[tuple[int, int]] = []
    start = 0
    for word in text.split(JOINT):
        before = 0
        for first, end, equals, last in _spans(word):
            if equals == first:
                equals = None
            name = None if equals is None else word[_begin(word, before, first) : equals]
            number = word[first if equals is None else equals + 1 : last].strip()
            location = _location(line, index, start + first, end - first, option)
            items.append(Item(name, number, location))
            places.append((start + first, start + end))
            before = end
        start += len(word) + 1
    faults += lone_commas(line, places, option, index)
    return items


def _begin(word: str, before: int, first: int) -> int:
    """Where the name at `first` begins, with the spaces before it, behind an item that ends there.

    What parts the two, one comma or one space, is no part of the name.
    """
    comma = word.rfind(",", before, first)
    return comma + 1 if comma >= 0 else before + (before > 0)


def _spans(word: str) -> Iterator[tuple[int, int, int | None, int]]:
    """Start and end of each item of a word, where its `=` stands, and where its number ends."""
    last_equals = word.rfind("=")
    first: int | None = None
    equals: int | None = None
    for piece in _piece.finditer(word):
        start, end = piece.span()
        first = start if first is None else first
        sign = piece[0].rfind("=")
        if equals is not None and sign >= 0:  # `a= b=2`: the first has no number
            yield first, equals + 1, equals, equals + 1
            first, equals = start, None
        if sign >= 0:
            equals = start + sign
            if sign < len(piece[0]) - 1:
                yield first, end, equals, end
                first = equals = None
        elif (
            equals is not None
            or start > last_equals
            or numerals.parse_argument(piece[0]) is not None
        ):
            yield first, end, equals, end
            first = equals = None
    if first is not None:
        assert equals is not None
        yield first, equals + 1, equals, equals + 1


def _location(line: str, index: int, column: int, width: int, option: str) -> Location:
    return Location(option, index + 1, column + 1, line, width)


class _Asked(NamedTuple):
    """What rows are of, the option that they stand behind, and the inputs that have no value."""

    network: Network
    option: str
    varying: Collection[int]


def _row(asked: _Asked, text: str, index: int, faults: list[Fault]) -> list[float]:
    """The numbers of one row; what is wrong with them is noted as faults."""
    before = len(faults)
    values = _values(asked, text, index, faults)
    in_place_of(faults, before, text, asked.option, index)
    return values


def _values(asked: _Asked, text: str, index: int, faults: list[Fault]) -> list[float]:
    network, option, varying = asked
    before = len(faults)
    items = items_of(text, index, faults, option)
    named = [item for item in items if item.name is not None]
    if named and len(named) < len(items):
        loose = next(item for item in items if item.name is None)
        message = f"'{loose.text}' has no name, and other values have one"
        help = f"name all of them or none; the inputs are {listed(network.inputs)}"
        faults.append(Fault(message, help, loose.location))
        return []
    values = [number_of(item, faults, network.dtype) for item in items]
    if named:
        return _by_name(asked, items, values, faults, _whole(text, index, option))
    if not items:
        help = f"the inputs are {listed(network.inputs)}"
        where = f"behind {option}" if option.startswith("-") else f"in {option} {index + 1}"
        faults.append(Fault(f"there are no numbers {where}", help))
    elif len(values) != len(network.inputs) and len(faults) == before:
        found = count(len(values), "number")
        doubled = len(values) == 2 * len(network.inputs) and "," in text
        stay = [name for at, name in enumerate(network.inputs) if at not in varying]
        message = f"{found}, expected {len(network.inputs)}, one for each input"
        help = f"the inputs are {listed(network.inputs)}" + "; decimals take a point, 0.5" * doubled
        help = with_points(text, len(network.inputs), option) or help
        help += f"; by name it is enough to say {listed(stay)}" * (len(stay) == len(values))
        faults.append(Fault(message, help, _whole(text, index, option)))
    return values


def _whole(text: str, index: int, option: str) -> Location:
    line = text.replace(JOINT, " ")
    return _location(line, index, 0, len(line), option)


def number_of(item: Item, faults: list[Fault], dtype: str) -> float:
    """The number of one item; 0 where it is none, which is noted among the faults."""
    number = numerals.parse_argument(item.text, dtype)
    if number is None:
        shown = item.text if item.name is None or item.text else f"{item.name.strip()}="
        from fwdprop import meant

        help = meant.number(item.text, numerals.parse_argument)
        faults.append(Fault(f"'{shortened(shown)}' is not a number", help, item.location))
        return 0.0
    return number


def _by_name(
    asked: _Asked,
    items: list[Item],
    values: list[float],
    faults: list[Fault],
    whole: Location,
) -> list[float]:
    network, varying = asked.network, asked.varying
    found: dict[int | None, float] = {}
    for item, value in zip(items, values, strict=True):
        at = network.names.node(0, item.name or "")
        if at is None:
            name = (item.name or "").strip()
            faults.append(Fault(f"there is no input '{name}'", None, item.location))
            if len(faults) <= FAULTS_SHOWN:
                known = f"the inputs are {listed(network.inputs)}"
                faults[-1] = replace(faults[-1], help=suggestion(name, network.inputs, known))
        elif at in found:
            message = f"input '{network.inputs[at]}' is given twice"
            faults.append(Fault(message, None, item.location))
        elif at in varying:
            message = f"input '{network.inputs[at]}' varies, and has a value, too"
            faults.append(Fault(message, "leave one of the two out", item.location))
        found[at] = value
    missing = [
        name for at, name in enumerate(network.inputs) if at not in found and at not in varying
    ]
    if missing and None not in found:
        faults.append(Fault(f"no value for {listed(missing)}", None, whole))
    return [found.get(at, 0.0) for at in range(len(network.inputs))]


def _to_type(command: str, network: Network, net: str, settings: Sequence[str]) -> str:
    if len(network.inputs) > MOST_IN_COMMAND:
        return f"give {len(network.inputs)} numbers behind --input"
    row = network.examples[0].x if network.examples else [1.0] * len(network.inputs)
    numbers = " ".join(numerals.exact(number) for number in row)
    words = [f"fwdprop {command} {shell.path(net)} --input {numbers}"]
    return " ".join([*words, *(f"--set {shell.word(text)}" for text in settings)])
