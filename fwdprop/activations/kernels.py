"""What the functions of several activations share; and NumPy, imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from fwdprop.arrays import Array
else:

    class _NumPy:
        """NumPy, imported at first use: names, parameters and formulas are readable without it."""

        def __getattr__(self, name: str) -> Any:
            import numpy

            value = getattr(numpy, name)
            setattr(self, name, value)
            return value

    np = _NumPy()

__all__ = [
    "INF",
    "far_below",
    "in_pieces",
    "nodes_first",
    "np",
    "polynomial",
    "scale_negative",
    "times_sigmoid",
    "total",
]

INF = float("inf")
_NARROW = 32
_PIECE = 16384


def in_pieces(function: Callable[..., None]) -> Callable[..., None]:
    """The same function, run on a few rows at a time, in float64 for float32 as well.

    For the functions of many steps: what they make on the way stays in the cache (and in memory
    that the process already has), and float32 would have no digits to spare for so many roundings.
    """

    @wraps(function)
    def pieced(z: Array, **parameters: Any) -> None:
        rows = max(1, _PIECE // z.shape[1])
        for start in range(0, len(z), rows):
            piece = z[start : start + rows]
            wide = piece.astype(np.float64, copy=False)
            function(wide, **parameters)
            if wide is not piece:
                piece[...] = wide

    return pieced


def nodes_first(function: Callable[[Array], None]) -> Callable[[Array], None]:
    """The same function, for `z` (rows, nodes), of a function that overwrites (nodes, rows)."""

    @wraps(function)
    def turned(z: Array) -> None:
        if z.shape[1] > _NARROW:
            function(z.T)
            return
        # NumPy walks a few long rows in a third to a half of the time of many short ones.
        block = np.ascontiguousarray(z.T)
        function(block)
        z[...] = block.T

    return turned


def total(block: Array) -> Array:
    """The sums (rows,) of a block (nodes, rows), each added up in the same order.

    That of NumPy's own sum changes where a narrow block has a single row.
    """
    return reduce(np.add, block) if len(block) <= _NARROW else block.sum(axis=0)


def far_below(z: Array, s: Array) -> tuple[Array, Array] | None:
    """Where exp(-s) overflows or nearly so, and z·sigmoid(s) there; None where it does nowhere.

    The value is z·exp(s), which may be a normal number where exp(s) alone is not: so in halves.
    """
    lowest = -87 if z.dtype == np.float32 else -708
    if s.min(initial=0) >= lowest:
        return None
    far = s < lowest
    half = np.exp(s[far].astype(np.float64) / 2)
    return far, z[far].clip(-1000, 0) * half * half


def times_sigmoid(z: Array, s: Array) -> None:
    """Overwrite `z` with z·sigmoid(s)."""
    tail = far_below(z, s)
    gate = np.negative(s)
    np.exp(gate, out=gate)
    gate += 1
    z /= gate
    if tail is not None:
        z[tail[0]] = tail[1]


def scale_negative(z: Array, slope: float | Array) -> None:
    """Overwrite `z` with slope·z where it is negative."""
    below = z.clip(-INF, 0)
    below *= slope
    z.clip(0, INF, out=z)
    z += below


def polynomial(t: Array, coefficients: tuple[float, ...]) -> Array:
    """The polynomial at `t`; its coefficients begin with the highest power."""
    value = np.full_like(t, coefficients[0])
    for coefficient in coefficients[1:]:
        value *= t
        value += coefficient
    return value
