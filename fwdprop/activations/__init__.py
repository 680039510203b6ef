"""The activations: functions, parameters, formulas, sources, and their names in the frameworks.

A new one is one entry in the file of its family below. Nothing here imports NumPy before a value is
computed.

The functions overwrite `z` (rows, nodes), C-contiguous float64 or float32. They leave NumPy's
floating-point warnings to the caller (`Bound.apply` silences them). They are stable over the
whole range: no nan from a finite number, infinity only where the true value is beyond the range,
the limit at plus and minus infinity where there is one, nan for nan. A value never depends on its
neighbours, nor a row of a whole-layer activation on the other rows, to the last bit.
"""

# The order of the families is that of the documentation.
from fwdprop.activations import (  # noqa: F401, I001
    rectifiers,
    gates,
    sigmoids,
    softmaxes,
    thresholds,
    functions,
)
from fwdprop.activations.catalogue import (
    CATALOGUE,
    NAMES,
    activation,
    bind,
    bind_counterpart,
    find,
    named,
    no_activation,
)
from fwdprop.activations.entry import (
    NOWHERE,
    Activation,
    Bound,
    Exponentials,
    Flat,
    Parameter,
    Setting,
)
from fwdprop.activations.straight import Straight

__all__ = [
    "CATALOGUE",
    "NAMES",
    "NOWHERE",
    "Activation",
    "Bound",
    "Exponentials",
    "Flat",
    "Parameter",
    "Setting",
    "Straight",
    "activation",
    "bind",
    "bind_counterpart",
    "find",
    "named",
    "no_activation",
]
