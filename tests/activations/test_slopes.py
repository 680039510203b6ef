"""Derivatives and secants of every activation against mpmath, in the tails and at their seams."""

from __future__ import annotations

import numpy as np
from activation_oracles import Case, Number, each_case, mp

from fwdprop.activations import CATALOGUE, bind
from fwdprop.analysis.secants import of_activation

SIZES = [1e-30, 1e-12, 1e-4, 0.01, 0.3, 0.7, 1.2, 1.9, 2.9, 3.1, 5.9, 9.3, 20.5, 38, 250]
POINTS = [sign * size for size in SIZES for sign in (-1.0, 1.0)]
GAPS = [1e-13, 1e-9, 1e-5, 1e-3, 0.04, 0.09, 0.11, 0.7, 1.5, 8.0, 60.0]


def quotient(case: Case, low: Number, high: Number) -> Number:
    return (case.true_value(high) - case.true_value(low)) / (high - low)


def derivative(case: Case, z: float) -> Number:
    with mp.workdps(600):
        step = mp.mpf(10) ** -200
        return quotient(case, mp.mpf(z) - step, mp.mpf(z) + step)


@each_case
def test_derivatives_are_right_to_the_last_digits_far_into_the_tails(case: Case) -> None:
    for z, found in zip(POINTS, case.bound.slope(np.array([POINTS]))[0].tolist(), strict=True):
        true = derivative(case, z)
        cancels = 1e-15 if 0.1 < abs(z) < 10 else 0  # next to where a curve turns
        allowed = abs(true) * (12 + 4 * case.exponent(z)) * 2.0**-53 + cancels + 5e-323
        assert abs(found - true) <= allowed, f"at {z!r}: {found!r}, not {true}"


@each_case
def test_secants_lose_no_digits_however_near_the_points_are(case: Case) -> None:
    pairs = [(z, z + gap) for z in POINTS[::3] for gap in GAPS if z + gap > z]
    low, high = np.array(pairs).T[:, None]
    for (a, b), found in zip(pairs, of(case, low, high), strict=True):
        with mp.workdps(250):
            true = quotient(case, mp.mpf(a), mp.mpf(b))
        amplified = 1e-15 * case.exponent(max(abs(a), abs(b)))
        allowed = abs(true) * (2e-14 + amplified) + 4e-15
        assert found == true or abs(found - true) <= allowed, (
            f"from {a!r} to {b!r}: {found!r}, not {true}"
        )


def of(case: Case, low: np.ndarray, high: np.ndarray) -> list[float]:
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


def test_at_a_break_the_piece_to_the_left_counts() -> None:
    assert bind("relu").slope(np.array([[0.0, -0.0, 1e-300]])).tolist() == [[0, 0, 1]]
    assert bind("relu6").slope(np.array([[6.0, 6.1]])).tolist() == [[1, 0]]
    assert bind("abs").slope(np.array([[0.0]])).tolist() == [[-1]]
    assert bind("prelu", alpha=[0.5, -2]).slope(np.array([[-1, 0.0]])).tolist() == [[0.5, -2]]
    assert bind("hard_swish").slope(np.array([[-3.0, 3.0]])).tolist() == [[0, 1.5]]


def test_a_value_at_a_jump_counts_as_the_value_that_it_is() -> None:
    ends = np.array([[-2.0, -2.0, 0.0]]), np.array([[0.0, 4.0, 2.0]])
    assert of_activation(bind("step", at_zero=0.5), *ends).tolist() == [[0.25, 1 / 6, 0.25]]
