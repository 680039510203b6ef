"""The inputs of a Python caller -> rows of inputs in the network's dtype."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike

from fwdprop.arrays import Array
from fwdprop.errors import InputError, count, listed, suggestion
from fwdprop.network.network import Network

Inputs = ArrayLike | Mapping[str, float]
"""One row (inputs,), rows (n, inputs), or one row as a mapping from input names to numbers."""


def as_rows(network: Network, values: Inputs) -> tuple[Array, bool]:
    """Rows (n, inputs) in the network's dtype, and whether they were one single row (inputs,).

    A mapping from input names to numbers is one row. Raises InputError where the values are
    not numbers or not as many as there are inputs.
    """
    if isinstance(values, Mapping):
        values = _in_order(network, values)
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "fiubO":
            raise TypeError
        if array.dtype.kind == "O" and not all(isinstance(each, Real) for each in array.flat):
            raise TypeError
        with np.errstate(over="ignore"):  # a number too large for the type is an infinity
            array = np.ascontiguousarray(array, network.dtype)
    except (TypeError, ValueError, OverflowError):
        raise InputError("the inputs are not rows of numbers, all of the same length") from None
    single = np.ndim(array) == 1 and np.ndim(np.asarray(values)) == 1
    rows = array.reshape(1, -1) if single else array
    if rows.ndim != 2 or np.ndim(np.asarray(values)) == 0:
        raise InputError("inputs are one row (inputs,) or rows (n, inputs)")
    if rows.shape[1] != len(network.inputs):
        raise wrong_count(network, rows.shape[1])
    return rows, single


def wrong_count(network: Network, found: int) -> InputError:
    """The error for a row that has too few or too many numbers."""
    return InputError(
        f"{count(found, 'number')}, expected {len(network.inputs)}",
        f"the inputs are {listed(network.inputs)}",
    )


def _in_order(network: Network, named: Mapping[str, float]) -> list[float]:
    found: dict[int, float] = {}
    for name, number in named.items():
        index = network.names.node(0, name)
        if index is None:
            help = suggestion(name, network.inputs, f"the inputs are {listed(network.inputs)}")
            raise InputError(f"there is no input '{name}'", help)
        if index in found:
            raise InputError(f"input '{network.inputs[index]}' is given twice")
        found[index] = number
    missing = [name for index, name in enumerate(network.inputs) if index not in found]
    if missing:
        raise InputError(f"no value for {listed(missing)}")
    return [found[index] for index in range(len(found))]
