"""The slip of rounding hidden values before going on with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from fwdprop.analysis.slips.trial import Family, Trial, Values
from fwdprop.arrays import Array
from fwdprop.errors import count
from fwdprop.forward.passes import run
from fwdprop.network.network import Layer, Network

DECIMALS = (1, 2, 3, 4)
HIDDEN: Family = "rounded hidden values"
# From here on a float64 is a whole number.
_WHOLE = 2.0**52


def roundings(network: Network) -> Iterator[Trial]:
    """Hidden values rounded to 1, 2, 3 and 4 decimals, in all hidden layers and in one."""
    steps = [alone(layer, network) for layer in network.layers]
    hidden = range(len(network.layers) - 1)
    for decimals in DECIMALS:
        to = f"rounded to {count(decimals, 'decimal')}"
        if hidden:
            values = partial(_rounded_pass, network, steps, hidden, decimals)
            words = f"the hidden values are {to}"
            yield Trial(HIDDEN, words, len(hidden) > 1, values)
        for index in hidden if len(hidden) > 1 else ():
            values = partial(_rounded_pass, network, steps, [index], decimals)
            words = f"the values of layer {network.layers[index].name} are {to}"
            yield Trial(HIDDEN, words, False, values)


def rounded(values: Array, decimals: int) -> Array:
    """The values with so many decimals, as float64; halves go away from zero, as on paper.

    A number that is a half but for its last binary digit, such as 0.285, counts as one. One that is
    too large for decimals stays as it is.
    """
    scale = 10.0**decimals
    with np.errstate(all="ignore"):
        sizes = np.abs(values.astype(np.float64))
        scaled = sizes * scale
        hair = np.minimum(scaled * np.finfo(values.dtype).eps, 1e-3)
        whole = np.floor(scaled + 0.5 + hair) / scale
        return np.copysign(np.where(scaled < _WHOLE, whole, sizes), values)


def alone(layer: Layer, network: Network) -> Network:
    """A network of this layer alone, whose inputs are what the layer reads."""
    inputs = tuple(name for _, name in network.connections_into(layer))
    return Network(inputs, (replace(layer, sources=(0,)),), dtype=network.dtype)


def _rounded_pass(
    network: Network, steps: Sequence[Network], layers: Collection[int], decimals: int, x: Array
) -> list[Values]:
    """All values where those of some layers are rounded: as computed, and as passed on.

    A person who rounds may write down either of the two.
    """
    computed, carried = [x], [x]
    for index, step in enumerate(steps):
        sources = network.layers[index].sources
        source = np.concatenate([carried[depth] for depth in sources], axis=1)
        values = run(step, source).a[0]
        computed.append(values)
        if index in layers:
            values = rounded(values, decimals).astype(network.dtype)
        carried.append(values)
    return [computed, carried]
