"""The label of a row: the name of the output that is the largest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import UsageError
from fwdprop.network.network import Network

LABEL = "label"
"""The name of the column of labels."""


def prove_labels(network: Network, option: str) -> None:
    """Raises UsageError for the option where there is one output alone, the largest in any row."""
    if len(network.layers[-1].nodes) == 1:
        message = f"{option} is for networks of several outputs, and this one has one"
        raise UsageError(message, "leave it out")


def largest(outputs: Array) -> Array:
    """The index (rows,) of the largest output, the first of several; -1 where one is nan."""
    found = np.argmax(outputs, axis=1)  # where one is nan, that one
    has_nan = np.isnan(outputs[np.arange(len(outputs)), found])
    return np.asarray(np.where(has_nan, -1, found))


def labels(network: Network, outputs: Array) -> list[str | None]:
    """The label of each row of outputs (rows, outputs); None where an output is nan."""
    names: Sequence[str | None] = (*network.layers[-1].nodes, None)
    return [names[index] for index in largest(outputs).tolist()]
