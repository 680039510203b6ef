"""Where sums of products change their way: numbers as large and as small as it, and beside it."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest

from fwdprop.arrays import Array
from fwdprop.forward import exact

LARGE, SMALL = 2.0**500, 2.0**-900


def ways(monkeypatch: pytest.MonkeyPatch, one: list[float], other: list[float]) -> int:
    """How often fractions were used for a sum, which is the right one in any case."""
    used: list[int] = []
    in_fractions = exact._in_fractions

    def noted(*words: Array) -> float:
        used.append(1)
        return in_fractions(*words)

    monkeypatch.setattr(exact, "_in_fractions", noted)
    pairs = zip(one, other, strict=True)
    expected = float(sum((Fraction(a) * Fraction(b) for a, b in pairs), Fraction()))
    assert exact.sum_of_products(np.array(one), np.array(other)) == expected
    return len(used)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("size", "in_fractions"),
    [(LARGE, 0), (np.nextafter(LARGE, np.inf), 1), (np.nextafter(LARGE, 0), 0)],
)
def test_large_numbers(
    monkeypatch: pytest.MonkeyPatch, size: float, in_fractions: int, sign: int
) -> None:
    one, other = [sign * size, 0.1, -3.0], [0.7, 0.3, size / 7]
    assert ways(monkeypatch, one, other) == in_fractions
    monkeypatch.undo()
    assert ways(monkeypatch, other, one) == in_fractions


@pytest.mark.parametrize(
    ("size", "in_fractions"),
    [(SMALL, 0), (np.nextafter(SMALL, 1), 0), (np.nextafter(SMALL, 0), 1)],
)
def test_small_products(monkeypatch: pytest.MonkeyPatch, size: float, in_fractions: int) -> None:
    for signs in itertools.product([1, -1], repeat=2):
        one, other = [size * signs[0], 0.1 * SMALL * 100], [1.0, 0.3 * signs[1]]
        assert ways(monkeypatch, one, other) == in_fractions
        monkeypatch.undo()
    # What is zero is no small product.
    assert not ways(monkeypatch, [0.0, 1.5], [1.0, 0.1])
