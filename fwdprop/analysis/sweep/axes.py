"""What varies, by its name and as it is written -> axes of a sweep, with every fault in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fwdprop.analysis.sweep.ranges import Place, Steps, numbers, steps
from fwdprop.analysis.sweep.sweep import Axis, prove_axes, prove_size
from fwdprop.arrays import Array
from fwdprop.errors import Fault, InputError, Location, listed, shortened, suggestion
from fwdprop.network.network import Network


class Over(NamedTuple):
    """An input that is to vary as it is written: its name, where that is, and its values."""

    name: str
    location: Location
    values: str
    place: Place


def axes(network: Network, over: Sequence[Over], nodes: int) -> list[Axis]:
    """An axis for each of them, when `nodes` are looked at.

    Raises InputError with every fault, UsageError where there is too much to compute.
    """
    faults: list[Fault] = []
    found: list[tuple[int, list[Steps]]] = []
    for each in over:
        index = network.names.node(0, each.name)
        if index is None:
            faults.append(unknown_input(network, each.name, each.location))
        parts = steps(each.values, each.place, faults)
        if index is not None:
            found.append((index, parts))
    if faults:
        raise InputError(faults)
    prove_axes([network.inputs[index] for index, _ in found])
    prove_size([sum(part.size for part in parts) for _, parts in found], nodes)
    made = []
    for each, (index, parts) in zip(over, found, strict=True):
        axis = Axis(index, network.inputs[index], numbers(parts, network.dtype))
        if not np.isfinite(axis.values).all():
            message = f"{shortened(each.values.strip())} leaves the range of {network.dtype}"
            faults.append(Fault(message, None, each.place.of(0, len(each.values))))
        elif repeats(axis.values):
            message = f"{shortened(each.values.strip())} has the same number twice"
            message += " in float32" * (network.dtype == "float32")
            help = "every value stands there once, and steps are not too small to be told apart"
            faults.append(Fault(message, help, each.place.of(0, len(each.values))))
        axis.values.flags.writeable = False
        made.append(axis)
    if faults:
        raise InputError(faults)
    return made


def repeats(values: Array) -> bool:
    """Whether a number is there twice."""
    return len(np.unique(values)) < len(values)


def unknown_input(network: Network, name: str, location: Location | None = None) -> Fault:
    """The fault that no input is called so, with the nearest one."""
    help = suggestion(name, network.inputs, f"the inputs are {listed(network.inputs)}")
    return Fault(f"there is no input '{name.strip()}'", help, location)
