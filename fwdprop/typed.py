"""What a user types behind `--input` -> rows of inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fwdprop import numerals
from fwdprop.errors import Fault, InputError, Place, count, listed, nearest
from fwdprop.network import Array, Network
from fwdprop.words import JOINT

_item = re.compile(r"(?:([^=]+?)[ \t]*=[ \t]*)?([^\s,=]*[^\s,])(?:[\s,]+|$)")
_gap = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class _Item:
    """One number as typed, with its name where it has one, and where it stands in its line."""

    name: str | None
    text: str
    place: Place


def typed_rows(network: Network, texts: Sequence[str]) -> Array:
    """Rows (n, inputs) in the network's dtype, one for each `--input`.

    Numbers stand in order or are named, `children=2`, in any order. Raises InputError with every
    fault, each with its place on the command line.
    """
    faults: list[Fault] = []
    rows = [
        _row(network, list(_items(text, index)), text, index, faults)
        for index, text in enumerate(texts)
    ]
    if faults:
        raise InputError(faults[:10], more=len(faults[10:]))
    return np.array(rows, network.dtype)


def _items(text: str, index: int) -> Iterator[_Item]:
    line = text.replace(JOINT, " ")
    start = 0
    for word in text.split(JOINT):
        gap = _gap.match(word)
        at = gap.end() if gap else 0
        while at < len(word):
            match = _item.match(word, at)
            if match is None:
                yield _Item(None, word[at:], _place(line, index, start + at, len(word) - at))
                break
            name, number = match[1], match[2]
            yield _Item(name, number, _place(line, index, start + at, match.end(2) - at))
            at = match.end()
        start += len(word) + 1


def _place(line: str, index: int, column: int, width: int) -> Place:
    return Place("--input", index + 1, column + 1, line, width)


def _row(
    network: Network, items: list[_Item], text: str, index: int, faults: list[Fault]
) -> list[float]:
    before = len(faults)
    named = [item for item in items if item.name is not None]
    if named and len(named) < len(items):
        loose = next(item for item in items if item.name is None)
        faults.append(
            Fault(
                f"'{loose.text}' has no name, and other values have one",
                f"name all of them or none; the inputs are {listed(network.inputs)}",
                loose.place,
            )
        )
        return []
    values = [_number(item, faults) for item in items]
    if named:
        return _by_name(network, items, values, text, index, faults)
    if len(values) != len(network.inputs) and len(faults) == before:
        line = text.replace(JOINT, " ")
        found = count(len(values), "number")
        faults.append(
            Fault(
                f"{found}, expected {len(network.inputs)}, one for each input",
                f"the inputs are {listed(network.inputs)}",
                _place(line, index, 0, len(line)),
            )
        )
    return values


def _number(item: _Item, faults: list[Fault]) -> float:
    number = numerals.of_typed(item.text)
    if number is None:
        faults.append(Fault(f"'{item.text}' is not a number", None, item.place))
        return 0.0
    return number


def _by_name(
    network: Network,
    items: list[_Item],
    values: list[float],
    text: str,
    index: int,
    faults: list[Fault],
) -> list[float]:
    found: dict[str, float] = {}
    for item, value in zip(items, values, strict=True):
        name = item.name or ""
        if name not in network.inputs:
            near = nearest(name, network.inputs)
            known = f"the inputs are {listed(network.inputs)}"
            help = f"did you mean {near}?" if near else known
            faults.append(Fault(f"there is no input '{name}'", help, item.place))
        elif name in found:
            faults.append(Fault(f"input '{name}' is given twice", None, item.place))
        found[name] = value
    missing = [name for name in network.inputs if name not in found]
    if missing and found.keys() <= set(network.inputs):
        line = text.replace(JOINT, " ")
        message = f"no value for {listed(missing)}"
        faults.append(Fault(message, None, _place(line, index, 0, len(line))))
    return [found.get(name, 0.0) for name in network.inputs]
