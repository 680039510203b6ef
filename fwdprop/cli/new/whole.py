"""Which activations make small whole numbers of small whole numbers."""

from __future__ import annotations

import numpy as np

from fwdprop.activations import CATALOGUE, Bound, bind

LARGEST = 20
"""Whole numbers are small up to that size."""
SUMS = np.arange(-LARGEST, LARGEST + 1.0)
"""All of them."""


def keeps_whole(bound: Bound) -> bool:
    """Whether the activation makes small whole numbers of small whole numbers."""
    if bound.activation.whole_layer:
        return False
    values = bound.at(SUMS)
    return bool(np.all(np.abs(values) <= LARGEST) and np.all(values == np.rint(values)))


def keeping_whole() -> list[str]:
    """The activations that need no parameter and make small whole numbers of such."""
    free = (each.name for each in CATALOGUE.values() if not each.required)
    return [name for name in free if keeps_whole(bind(name))]
