"""What the derivatives of several activations share, and secants without cancellation.

A secant is the slope of the line through two points of a curve. All take float64 and make new
arrays; `low` is below `high`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.kernels import INF, np

if TYPE_CHECKING:
    from fwdprop.activations.straight import Straight
    from fwdprop.arrays import Array


def share(z: Array) -> Array:
    """The sigmoid 1 / (1 + exp(−z)), with all its digits on both sides."""
    small = np.exp(-np.abs(z))
    value: Array = np.where(z < 0, small, 1) / (1 + small)
    return value


def bell(z: Array) -> Array:
    """The derivative of the sigmoid, with all its digits on both sides."""
    small = np.exp(-np.abs(z))
    value: Array = small / (1 + small) ** 2
    return value


def below_and_above(z: Array, below: Array | float) -> Array:
    """What it is at zero and below, and 1 above."""
    value: Array = np.where(z > 0, 1.0, below)
    return value


def of_exp(low: Array, high: Array) -> Array:
    """The secant of exp."""
    gap = high - low
    value: Array = np.where(
        gap < 1, np.exp(low) * np.expm1(gap.clip(0, 1)) / gap, (np.exp(high) - np.exp(low)) / gap
    )
    return value


def of_sigmoid(low: Array, high: Array) -> Array:
    """The secant of the sigmoid."""
    gap = high - low
    value: Array = share(high) * share(-low) * -np.expm1(-gap) / gap
    return value


def of_tanh(low: Array, high: Array) -> Array:
    """The secant of tanh, which is 2·sigmoid(2z) − 1."""
    return 4 * of_sigmoid(2 * low, 2 * high)


def of_softplus(low: Array, high: Array, beta: float) -> Array:
    """The secant of ln(1 + exp(beta·z)) / beta; between near points a single logarithm."""
    gap = beta * (high - low)
    near = np.log1p(share(beta * low) * np.expm1(gap.clip(0, 1)))
    far = np.logaddexp(0, beta * high) - np.logaddexp(0, beta * low)
    value: Array = np.where(gap < 1, near, far) / gap
    return value


def of_gaussian(low: Array, high: Array) -> Array:
    """The secant of exp(−z²), which is that of exp between the two −z²."""
    start, end = low.clip(-40, 40), high.clip(-40, 40)  # beyond that it is 0
    powers = -start * start, -end * end
    bend = of_exp(np.minimum(*powers), np.maximum(*powers))
    rise = np.where(powers[0] == powers[1], 0, -bend * (start + end) * (end - start))
    value: Array = rise / (high - low)
    return value


def of_exponential_unit(low: Array, high: Array, depth: Array | float, width: float) -> Array:
    """The secant of z above zero and depth·(exp(z/width) − 1) below."""
    gap = high - low
    above = high.clip(0, INF) - low.clip(0, INF)
    below = high.clip(-INF, 0) - low.clip(-INF, 0)
    bend = of_exp(low.clip(-INF, 0) / width, high.clip(-INF, 0) / width)
    value: Array = (above + np.where(below > 0, depth / width * bend * below, 0)) / gap
    return value


def of_pieces(straight: Straight, z: Array) -> Array:
    """The slopes (rows, nodes) of the straight pieces that `z` (rows, nodes) lies in."""
    slopes = _by_piece(straight, z)
    value: Array = np.take_along_axis(slopes, _pieces(straight, z)[None], axis=0)[0]
    return value


def across_pieces(straight: Straight, low: Array, high: Array, quotient: Array | None) -> Array:
    """The secants of straight pieces: within one its slope, else their mean by what lies in each.

    `quotient` has those of points in different pieces where the pieces do not meet.
    """
    is_one = _pieces(straight, low) == _pieces(straight, high)
    if quotient is None:
        ends = (-INF, *straight.breaks, INF)
        quotient = np.zeros(low.shape)
        for slope, start, end in zip(_by_piece(straight, low), ends, ends[1:], strict=False):
            quotient += slope * ((high.clip(start, end) - low.clip(start, end)) / (high - low))
    else:  # at a break there may be a value of its own
        is_one &= ~np.isin(high, straight.breaks)
    value: Array = np.where(is_one, of_pieces(straight, low), quotient)
    return value


def _pieces(straight: Straight, z: Array) -> Array:
    piece: Array = np.searchsorted(straight.breaks, z, side="left")
    return piece


def _by_piece(straight: Straight, z: Array) -> Array:
    """The slope of each piece (pieces, rows, nodes), as every `z` has it."""
    return np.stack([np.broadcast_to(slope, z.shape) for slope in straight.slopes])
