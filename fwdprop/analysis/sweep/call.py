"""A sweep in one call, for Python: `fwdprop.sweep(net, {"age": "20:80:5"}, [40, 10, 0])`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized

import numpy as np
from numpy.typing import ArrayLike

from fwdprop.analysis.sweep.axes import Over, axes, repeats, unknown_input
from fwdprop.analysis.sweep.ranges import Place
from fwdprop.analysis.sweep.sweep import Axis, Sweep, prove_axes, prove_size, swept
from fwdprop.arrays import Array
from fwdprop.errors import InputError, Location, listed
from fwdprop.forward.inputs import as_rows
from fwdprop.network.names import NodeRef
from fwdprop.network.network import Network


def sweep(
    net: Network,
    over: Mapping[str, str | ArrayLike],
    row: ArrayLike | Mapping[str, float] | None = None,
    *,
    nodes: Sequence[str] | None = None,
) -> Sweep:
    """The values of nodes at every combination of the values of the inputs that vary.

    `over` has one to three inputs, each with its values: a text such as "20:80:5" or "0,1", or
    numbers. `row` has the other inputs: a mapping of these, or a whole row, in which the values of
    inputs that vary mean nothing; none are needed where all vary. `nodes`, such as "hidden.node_1",
    are looked at in place of the outputs. Raises InputError or UsageError for what is not there,
    and for more than 100,000 combinations.
    """
    if not isinstance(over, Mapping):
        raise InputError("what varies is to be a mapping", 'such as {"age": "20:80:5"}')
    names = net.names
    refs = [names.node_named(name) for name in nodes] if nodes else outputs(net)
    found = [_axis(net, name, values, len(refs)) for name, values in over.items()]
    prove_axes([axis.name for axis in found])
    prove_size([len(axis.values) for axis in found], len(refs))
    return swept(net, found, _row(net, row, {axis.input for axis in found}), refs)


def outputs(network: Network) -> list[NodeRef]:
    """All nodes of the last layer."""
    return [NodeRef(len(network.layers), node) for node in range(len(network.layers[-1].nodes))]


def _axis(network: Network, name: str, values: str | ArrayLike, nodes: int) -> Axis:
    index = network.names.node(0, name) if isinstance(name, str) else None
    if index is None:
        raise InputError(unknown_input(network, str(name)))
    if isinstance(values, str):
        text = f"{name}={values}"
        place = Place("over", 1, text, len(name) + 1)
        whole = Over(name, Location("over", 1, 1, text, len(name)), values, place)
        return axes(network, [whole], nodes)[0]
    if isinstance(values, Sized):
        prove_size([len(values)], nodes)  # before so many numbers are made an array
    try:
        array = np.array(values, network.dtype, ndmin=1)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"the values of {name} are not numbers") from None
    if array.ndim != 1 or not len(array) or not np.isfinite(array).all():
        raise InputError(f"the values of {name} are to be finite numbers in one dimension")
    if repeats(array):
        raise InputError(f"the values of {name} are the same twice")
    array.flags.writeable = False
    return Axis(index, network.inputs[index], array)


def _row(network: Network, row: ArrayLike | Mapping[str, float] | None, varying: set[int]) -> Array:
    if row is None or isinstance(row, Mapping):
        named = {network.inputs[index]: 0.0 for index in varying}
        for name, value in (row or {}).items():
            if network.names.node(0, name) in varying:
                raise InputError(f"input '{name}' varies, and has a value, too")
            named[name] = value
        row = named
    x, _ = as_rows(network, row)
    if len(x) != 1:
        raise InputError(f"a sweep starts from one row, not from {len(x)}")
    bad = [network.inputs[k] for k in np.flatnonzero(~np.isfinite(x[0])) if k not in varying]
    if bad:
        raise InputError(f"no finite number for {listed(bad)}")
    found: Array = x[0]
    return found
