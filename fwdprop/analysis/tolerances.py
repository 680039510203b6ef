"""How far a value may be off from the one that is expected, for one value and for many rows."""

from __future__ import annotations

import math
import sys

import numpy as np

from fwdprop.arrays import Array
from fwdprop.network.network import Example, Expected

RELATIVE_FLOOR = {"float64": 1e-9, "float32": 1e-5}
FLOOR_AT_ZERO = {"float64": 1e-12, "float32": 1e-6}


def tolerance_of(expected: Expected, example: Example, dtype: str) -> float:
    """How far a value may be off: the example's tolerance, else one unit of the last printed digit.

    Without a tolerance in the example never less than 1e-9 relative, or 1e-12 where 0 is expected
    (float32: 1e-5 and 1e-6). Where nan or an infinity is expected, nothing else holds: 0.
    """
    if not math.isfinite(expected.value):
        return 0.0
    if example.tolerance is not None:
        return example.tolerance
    floor = abs(expected.value) * RELATIVE_FLOOR[dtype] or FLOOR_AT_ZERO[dtype]
    return max(expected.unit, floor)


def holds(found: float, expected: float, tolerance: float) -> bool:
    """Whether a value found is the one expected, off by no more than the tolerance."""
    if math.isnan(expected) or math.isinf(expected):
        return found == expected or (math.isnan(found) and math.isnan(expected))
    # 0.752 - 0.751 is a hair more than 0.001 in binary, and is meant to hold.
    return abs(found - expected) <= min(tolerance * (1 + 1e-9), sys.float_info.max)


def tolerances(expected: Array, units: Array, tolerance: float | None, dtype: str) -> Array:
    """How far each of the values (rows,) may be off: `tolerance_of` for many rows.

    `units` are those of the last printed digits; `tolerance` replaces them where it is not None.
    """
    with np.errstate(all="ignore"):
        allowed = np.maximum(units, floors(expected, dtype)) if tolerance is None else tolerance
    which: Array = np.where(np.isfinite(expected), allowed, 0)
    return which


def held(found: Array, expected: Array, units: Array, tolerance: float | None, dtype: str) -> Array:
    """Which of the values (rows,) found are those expected: `holds` for many rows.

    `units` and `tolerance` are those of `tolerances`. What is expected to the last digit of the
    type holds in any case.
    """
    with np.errstate(all="ignore"):
        allowed = tolerances(expected, units, tolerance, dtype)
        # An infinite difference is more than any tolerance.
        allowed = np.minimum(allowed * (1 + 1e-9), sys.float_info.max)
        near = np.abs(found - expected) <= allowed
        near |= found == expected.astype(dtype)
        alike = (found == expected) | (np.isnan(found) & np.isnan(expected))
    which: Array = np.where(np.isfinite(expected), near, alike)
    return which


def as_read(expected: float, dtype: str) -> float:
    """The expected value as the network's type has it."""
    with np.errstate(over="ignore"):
        return float(np.dtype(dtype).type(expected))


def floors(expected: Array, dtype: str) -> Array:
    """How far each of the values (rows,) may be off at least, in numbers of that type."""
    with np.errstate(all="ignore"):
        relative = np.abs(expected) * RELATIVE_FLOOR[dtype]
    return np.where(relative == 0, FLOOR_AT_ZERO[dtype], relative)
