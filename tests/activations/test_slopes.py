"""Derivatives and secants of every activation against mpmath, in the tails and at their seams."""

from __future__ import annotations

import numpy as np
import pytest
from activation_oracles import CASES, Case, Number, mp

from fwdprop.activations import CATALOGUE, bind

SMOOTH = [case for case in CASES if case.bound.activation.slope is not None]
each_smooth = pytest.mark.parametrize("case", SMOOTH, ids=repr)

SIZES = [1e-30, 1e-12, 1e-4, 0.01, 0.3, 0.7, 1.2, 2.0, 2.9, 3.1, 5.9, 9.3, 20.5, 38, 250]
POINTS = [sign * size for size in SIZES for sign in (-1.0, 1.0)]
GAPS = [1e-13, 1e-9, 1e-5, 1e-3, 0.04, 0.09, 0.11, 0.7, 1.5, 8.0, 60.0]


def quotient(case: Case, low: Number, high: Number) -> Number:
    return (case.true_value(high) - case.true_value(low)) / (high - low)


def derivative(case: Case, z: float) -> Number:
    with mp.workdps(600):
        step = mp.mpf(10) ** -200
        return quotient(case, mp.mpf(z) - step, mp.mpf(z) + step)


@each_smooth
def test_derivatives_are_right_to_the_last_digits_far_into_the_tails(case: Case) -> None:
    for z, found in zip(POINTS, case.bound.slope(np.array([POINTS]))[0].tolist(), strict=True):
        true = derivative(case, z)
        cancels = 1e-15 if 0.1 < abs(z) < 10 else 0  # next to where a curve turns
        allowed = abs(true) * (12 + 4 * case.exponent(z)) * 2.0**-53 + cancels + 5e-323
        assert abs(found - true) <= allowed, f"at {z!r}: {found!r}, not {true}"


@each_smooth
def test_secants_lose_no_digits_however_near_the_points_are(case: Case) -> None:
    pairs = [(z, z + gap) for z in POINTS[::3] for gap in GAPS if z + gap > z]
    low, high = np.array(pairs).T[:, None]
    for (a, b), found in zip(pairs, of(case, low, high), strict=True):
        with mp.workdps(250):
            true = quotient(case, mp.mpf(a), mp.mpf(b))
        amplified = 1e-15 * case.exponent(max(abs(a), abs(b)))
        allowed = abs(true) * (2e-14 + amplified) + 4e-15
        assert abs(found - true) <= allowed, f"from {a!r} to {b!r}: {found!r}, not {true}"


def of(case: Case, low: np.ndarray, high: np.ndarray) -> list[float]:
    from fwdprop.analysis.secants import of_activation

    np.testing.assert_array_equal(
        forth := of_activation(case.bound, low, high), of_activation(case.bound, high, low)
    )
    found: list[float] = forth[0].tolist()
    return found


def test_every_activation_of_a_single_sum_has_its_derivative() -> None:
    with np.errstate(all="raise"):
        for name, entry in CATALOGUE.items():
            needed = dict.fromkeys(entry.required, 1.0)
            if not entry.whole_layer:
                slopes = bind(name, **needed).slope(np.array([[-1e308, -700, 0, 700, 1e308]]))
                assert not np.isnan(slopes).any(), name
