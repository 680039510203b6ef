"""What a user types behind `--input` and `--expect` -> examples to be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fwdprop import numerals
from fwdprop.cli.argv import JOINT
from fwdprop.cli.input import Item, items_of, number_of, rows_of
from fwdprop.cli.rewritten import in_place_of, with_points
from fwdprop.errors import (
    FAULTS_SHOWN,
    Fault,
    InputError,
    Location,
    count,
    listed,
)
from fwdprop.network.network import Example, Expected, Network

EXPECT = "--expect"


def examples_of(
    network: Network, inputs: Sequence[str], expects: Sequence[str]
) -> tuple[Example, ...]:
    """An example for each `--input` with its `--expect`.

    Expected numbers stand in order, one for each output, or are named: an output `y=1`, or any node
    `hidden.h1=0.5`. Raises InputError with every fault, each with its location.
    """
    rows = rows_of(network, inputs).tolist()
    faults: list[Fault] = []
    answers = []
    for index, (row, text) in enumerate(zip(rows, expects, strict=True)):
        before = len(faults)
        answers.append(Example(tuple(row), tuple(_expected(network, text, index, faults))))
        in_place_of(faults, before, text, EXPECT, index)
    if faults:
        raise InputError(faults)
    return tuple(answers)


def _expected(network: Network, text: str, index: int, faults: list[Fault]) -> list[Expected]:
    """What one `--expect` says; nothing where it is at fault, which is noted."""
    before = len(faults)
    items = items_of(text, index, faults, EXPECT)
    if not items:
        faults.append(Fault(f"there are no numbers behind {EXPECT}", _outputs(network)))
        return []
    named = [item for item in items if item.name is not None]
    if not named:
        return _in_order(network, items, text, index, faults, before)
    if len(named) == len(items):
        return _by_name(network, items, faults)
    loose = next(item for item in items if item.name is None)
    message = f"'{loose.text}' has no name, and other values have one"
    help = f"name all of them or none; {_outputs(network)}"
    faults.append(Fault(message, help, loose.location))
    return []


def _in_order(
    network: Network, items: list[Item], text: str, index: int, faults: list[Fault], before: int
) -> list[Expected]:
    """What numbers without names say; `before` is how many faults there were before this value."""
    last, outputs = len(network.layers), network.layers[-1].nodes
    expected = [
        _value(item, (last, node), faults, network.dtype) for node, item in enumerate(items)
    ]
    if len(items) != len(outputs) and len(faults) == before:
        line = text.replace(JOINT, " ")
        message = f"{count(len(items), 'number')}, expected {len(outputs)}, one for each output"
        location = Location(EXPECT, index + 1, 1, line, max(len(line), 1))
        help = f"{_outputs(network)}; or name some: name=number"
        help = with_points(text, len(outputs), EXPECT) or help
        faults.append(Fault(message, help, location))
    return expected


def _by_name(network: Network, items: list[Item], faults: list[Fault]) -> list[Expected]:
    found: dict[tuple[int, int], Expected] = {}
    for item in items:
        name = item.name or ""
        nodes = network.names.nodes_named(name)
        if len(nodes) != 1:
            # What is not shown needs no help.
            is_shown = len(faults) < FAULTS_SHOWN
            fault = network.names.not_one(name, nodes) if is_shown else Fault("")
            faults.append(replace(fault, location=item.location))
            continue
        node = nodes[0]
        if node in found:
            faults.append(Fault(f"node '{name.strip()}' is given twice", None, item.location))
        found[node] = _value(item, node, faults, network.dtype)
    return list(found.values())


def _value(item: Item, node: tuple[int, int], faults: list[Fault], dtype: str) -> Expected:
    value = number_of(item, faults, dtype)
    return Expected(*node, value, numerals.printed_unit(item.text.strip()))


def _outputs(network: Network) -> str:
    return f"the outputs are {listed(network.layers[-1].nodes)}"
