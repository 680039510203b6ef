"""Sums of products without any rounding on the way."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from fwdprop.arrays import Array

# Between these sizes no step of splitting a product is beyond the range.
_LARGE, _SMALL = 2.0**500, 2.0**-900
_SPLIT = 2.0**27 + 1


def sum_of_products(one: Array, other: Array) -> float:
    """The sum of the products of two arrays of numbers, rounded once.

    nan and infinities are carried as IEEE says; an infinity stands for a sum beyond the range.
    """
    one, other = one.astype(np.float64), other.astype(np.float64)
    special = ~(np.isfinite(one) & np.isfinite(other))
    with np.errstate(all="ignore"):
        products = one * other
        if special.any():
            return float(sum(products[special].tolist()))
        sizes = np.abs(products[(one != 0) & (other != 0)])
        if max(np.abs(one).max(initial=0), np.abs(other).max(initial=0)) > _LARGE or (
            sizes.min(initial=1) < _SMALL
        ):
            return _in_fractions(one, other)
        return math.fsum([*products.tolist(), *_rests(one, other, products).tolist()])


def _rests(one: Array, other: Array, products: Array) -> Array:
    """What rounding took off each product: T. J. Dekker, 1971, A floating-point technique."""
    head, other_head = _head(one), _head(other)
    tail, other_tail = one - head, other - other_head
    rests: Array = tail * other_tail - (
        ((products - head * other_head) - tail * other_head) - head * other_tail
    )
    return rests


def _head(numbers: Array) -> Array:
    """The upper half of each number's digits."""
    scaled = numbers * _SPLIT
    head: Array = scaled - (scaled - numbers)
    return head


def _in_fractions(one: Array, other: Array) -> float:
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    exact = sum((Fraction(a) * Fraction(b) for a, b in pairs), Fraction())
    try:
        return float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf
