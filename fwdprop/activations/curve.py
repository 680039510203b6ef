"""An activation -> what shows how it behaves: some of its values, and the points of its curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fwdprop.activations import Bound
from fwdprop.arrays import Array

_REACHES = 4.0 * 2.0 ** np.arange(11)
# How far a curve may be off a straight line and still pass for one, in parts of its height.
_BEND = 0.02
_HIGHEST = 1e300
_LAYER = [-1.0, 0.0, 1.0, 2.0]


@dataclass(frozen=True, eq=False)
class Curve:
    """The values (points,) of an activation at `z` (points,), from -reach to reach.

    A picture of it goes from `low` to `high`, with 0 between them or at an edge; values beyond are
    off the picture, and so are nan and infinities.
    """

    z: Array
    value: Array
    reach: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Portrait:
    """An activation with some of its values, `value` at `z`, and its curve.

    A whole-layer activation has no curve; `z` is a layer then.
    """

    bound: Bound
    z: list[float]
    value: Array
    curve: Curve | None


def portrait(bound: Bound, points: int) -> Portrait:
    """The activation with values where they tell most, and a curve of an odd number of points."""
    z = samples(bound)
    drawn = None if bound.activation.whole_layer else curve(bound, points)
    return Portrait(bound, z, bound.at(z), drawn)


def samples(bound: Bound) -> list[float]:
    """Numbers to show an activation's values at, closer to each other around 0."""
    if bound.activation.whole_layer:
        return list(_LAYER)
    reach, _ = _reach(bound)
    right = [reach / 8, reach / 4, reach / 2, reach]
    return [*(-z for z in reversed(right)), 0.0, *right]


def curve(bound: Bound, points: int) -> Curve:
    """The curve of an activation, at an odd number of points so that 0 is among them.

    It reaches as far from 0 as the activation still bends or jumps: 4, 8, 16, ...; and 4 where that
    never ends, as with an exponential or a sine. A curve that goes on as a straight line is there
    whole. Others are cut off where the picture would be higher than it is wide.
    """
    reach, ends = _reach(bound)
    z = np.linspace(-reach, reach, points)
    value = bound.at(z)
    limit = max(reach, float(np.abs(value[[0, -1]]).max())) if ends else reach
    shown = value[np.abs(value) <= min(limit, _HIGHEST)]
    return Curve(z, value, reach, *_tidy(shown.min(initial=0.0), shown.max(initial=0.0)))


def _reach(bound: Bound) -> tuple[float, bool]:
    """How far from 0 the activation bends, and whether it ends to do so."""
    bends = [_bends_beyond(bound, reach) for reach in _REACHES]
    last = max((index for index, bend in enumerate(bends) if bend), default=-1)
    ends = last < len(bends) - 1
    return float(_REACHES[last + 1 if ends else 0]), ends


def _bends_beyond(bound: Bound, reach: float) -> bool:
    """Whether the activation is no straight line from reach to 16·reach, on either side."""
    far = np.linspace(reach, 16 * reach, 257)
    sides = bound.at(np.stack([far, -far]))
    if not np.isfinite(sides).all():
        return True
    within = bound.at(np.linspace(-reach, reach, 256))
    with np.errstate(all="ignore"):
        lines = sides[:, :1] + (sides[:, -1:] - sides[:, :1]) * np.linspace(0, 1, 257)
        return bool(np.abs(sides - lines).max() > _BEND * np.ptp(within))


def _tidy(low: float, high: float) -> tuple[float, float]:
    """Edges of the picture with few digits, and not equal."""
    if low == high:
        return -1.0, 1.0
    return _rounded(low, high - low), _rounded(high, high - low)


def _rounded(edge: float, span: float) -> float:
    """The edge to one digit where that moves it by less than is seen, else to two."""
    one = float(f"{edge:.0e}")
    return one if abs(one - edge) <= _BEND * span else float(f"{edge:.1e}")
