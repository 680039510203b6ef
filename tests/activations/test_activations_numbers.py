"""Every activation against mpmath, at ordinary and at awkward points, in both number types."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from activation_oracles import (
    INF,
    NAN,
    WHOLE_LAYER,
    Case,
    each_case,
    each_dtype,
    each_whole,
    mp,
)
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from fwdprop.activations import bind


def points(dtype: type[np.floating]) -> np.ndarray:
    """Ordinary numbers of several sizes, the prescribed ones, and the seams of the formulas."""
    random = np.random.default_rng(2)
    ordinary = [random.normal(size=60) * scale for scale in (1e-5, 0.01, 0.3, 1, 3, 10, 40, 300)]
    prescribed = [0.0, 1e-30, 1e-12, 1, 30, 700, 1000, *([1e-300] if dtype == np.float64 else [])]
    corners = [0.5, 1, 1.5, 2, 2.5, 3, 5, 6, 20, 40, 87, 708]
    near = [corner + step for corner in corners for step in (-1e-3, -1e-6, 0, 1e-6, 1e-3)]
    near += [np.nextafter(dtype(corner), dtype(9)) for corner in corners]
    tails = [8.3, 9.1, 9.4, 12.9, 13.5, 14.2, 21.5, 22.1, 26.5, 37.5, 38.3, 38.6, 39, 86.9, 88.5]
    tails += [89.5, 91, 95, 103.5, 104.5, 707.9, 708.3, 709.5, 709.9, 712.3, 714.8, 716, 745, 746]
    positive = np.abs(np.concatenate([*ordinary, prescribed, near, tails]))
    return np.unique(np.concatenate([positive, 0 - positive]).astype(dtype))


def ulp(true: mp.mpf, dtype: type[np.floating]) -> mp.mpf:
    """The distance of the numbers of this type next to a value; that of subnormals below them."""
    info = np.finfo(dtype)
    exponent = mp.frexp(true)[1] - 1 if true else info.minexp
    return mp.ldexp(1, max(exponent, info.minexp) - info.nmant)


def error(value: float, true: mp.mpf, dtype: type[np.floating]) -> float:
    """How far off the value is, in ulp; infinity is right beyond the largest number."""
    if abs(true) > float(np.finfo(dtype).max):
        return 0.0 if value == mp.sign(true) * mp.inf else INF
    return float(abs(mp.mpf(value) - true) / ulp(true, dtype)) if np.isfinite(value) else INF


def bits(values: np.ndarray) -> bytes:
    """The values to the bit, all nan alike."""
    return np.where(np.isnan(values), values.dtype.type(np.nan), values).tobytes()


@each_dtype
@each_case
def test_values_are_within_4_ulp_and_twice_the_exponent_that_is_amplified(
    case: Case, dtype: type[np.floating]
) -> None:
    z = points(dtype)
    for x, value in zip(z.tolist(), case.bound.at(z).tolist(), strict=True):
        allowed = 4 + 2 * case.exponent(x)
        assert error(value, case.true_value(x), dtype) <= allowed, f"at {x!r}: {value!r}"


@each_dtype
@each_case
def test_at_infinity_is_the_limit_and_nan_stays_nan(case: Case, dtype: type[np.floating]) -> None:
    values = case.bound.at(np.array([-INF, INF, NAN], dtype))
    np.testing.assert_allclose(values, [*case.limits, NAN], rtol=float(4 * np.finfo(dtype).eps))


@each_case
@settings(max_examples=examples(25))
@given(data=st.data())
def test_a_finite_number_never_gives_nan(case: Case, data: st.DataObject) -> None:
    widths: tuple[Literal[32, 64], ...] = (64, 32)
    width: Literal[32, 64] = data.draw(st.sampled_from(widths))
    number = st.floats(allow_nan=False, allow_infinity=False, width=width)
    z = np.array(data.draw(st.lists(number, min_size=1, max_size=9)), f"f{width // 8}")
    assert not np.isnan(case.bound.at(z)).any()


@each_dtype
@each_case
def test_huge_numbers_give_infinity_only_where_the_true_value_is_out_of_range(
    case: Case, dtype: type[np.floating]
) -> None:
    huge = np.finfo(dtype).max / 4
    beyond = {"exp": [0, INF], "square": [INF, INF]}.get(case.bound.name)
    values = case.bound.at(np.array([-huge, huge], dtype))
    assert values.tolist() == beyond if beyond else np.isfinite(values).all()


def test_no_digit_is_lost_where_a_straight_line_meets_zero() -> None:
    near = np.nextafter(-3, 0)
    assert bind("hard_sigmoid").at([-3, 3, 0, near]).tolist() == [0, 1, 0.5, (near + 3) / 6]
    assert bind("hard_sigmoid", alpha=0.2).at([-2.5, 2.5, 0]).tolist() == [0, 1, 0.5]
    assert bind("hard_swish").at([-3, 3, near]).tolist() == [0, 3, near * ((near + 3) / 6)]


def test_signed_zeros_and_steps_at_zero() -> None:
    assert bits(bind("reciprocal").at([0.0, -0.0])) == bits(np.array([INF, -INF]))
    assert bind("step").at([0.0, -0.0, 5e-324, -5e-324]).tolist() == [0, 0, 1, 0]
    assert bind("step", at_zero=1).at([0.0, -0.0]).tolist() == [1, 1]
    assert bind("sign").at([0.0, -0.0]).tolist() == [0, 0]
    assert bind("threshold", threshold=1, value=7).at([1, 1.5, -9]).tolist() == [7, 1.5, 7]
    for name in ("tanh", "softsign", "silu", "mish", "sin", "tanh_shrink"):
        assert bits(bind(name).at([0.0, -0.0])) == bits(np.array([0.0, -0.0]))


def test_prelu_takes_one_slope_per_node() -> None:
    slopes = bind("prelu", alpha=[0.5, 0.25])
    assert slopes.at([[-1, -1], [2, -4]]).tolist() == [[-0.5, -0.25], [2, -1]]
    assert slopes.at(np.array([-1, -1], np.float32)).dtype == np.float32
    assert slopes == bind("prelu", alpha=np.array([0.5, 0.25]))


@each_dtype
@each_case
def test_a_value_does_not_depend_on_its_neighbours(case: Case, dtype: type[np.floating]) -> None:
    z = points(dtype)[::7]
    z = np.concatenate([z, np.array([-INF, INF, NAN, -0.0, np.finfo(dtype).max], dtype)])
    alone = np.concatenate([case.bound.at(z[i : i + 1]) for i in range(len(z))])
    assert bits(case.bound.at(z)) == bits(alone)
    assert bits(case.bound.at(z.reshape(1, -1).repeat(400, axis=0))[399]) == bits(alone)


@each_dtype
@pytest.mark.parametrize("nodes", [2, 7, 8, 10, 16, 17, 32, 33, 100, 300])
@each_whole
def test_a_row_of_a_whole_layer_does_not_depend_on_the_others(
    name: str, nodes: int, dtype: type[np.floating]
) -> None:
    random = np.random.default_rng(nodes)
    rows = (random.normal(size=(500, nodes)) * random.choice([1, 30, 700], (500, 1))).astype(dtype)
    rows[3, 0], rows[4, 1], rows[5, 0] = NAN, INF, -INF
    values = bind(name).at(rows)
    for some in (1, 2, 3, 64):
        assert bits(bind(name).at(rows[:some])) == bits(values[:some])
    shuffled = random.permutation(500)
    assert bits(bind(name).at(rows[shuffled])) == bits(values[shuffled])
    assert bits(bind(name).at(rows[6])) == bits(values[6])


@each_dtype
@pytest.mark.parametrize("nodes", [1, 2, 5, 33])
@each_whole
def test_whole_layers_are_within_16_ulp_and_the_spread_of_their_inputs(
    name: str, nodes: int, dtype: type[np.floating]
) -> None:
    random = np.random.default_rng(nodes)
    scales = np.array([1e-9, 0.1, 1, 1, 5, 30, 300, 1000])
    rows = (random.normal(size=(8, nodes)) * scales[:, None] + random.normal(size=(8, 1))).astype(
        dtype
    )
    rows[2] = rows[2, 0]
    rows[3, -1] += 40
    values = bind(name).at(rows)
    for row, found in zip(rows.tolist(), values.tolist(), strict=True):
        allowed = 16 + max(row) - min(row)
        for value, true in zip(found, WHOLE_LAYER[name](list(map(mp.mpf, row))), strict=True):
            assert error(value, true, dtype) <= allowed, f"{row}: {value!r}"


@each_dtype
@pytest.mark.parametrize("nodes", [2, 10, 100])
@pytest.mark.parametrize("name", ["softmax", "softmin"])
def test_shares_sum_to_1_within_rounding(name: str, nodes: int, dtype: type[np.floating]) -> None:
    rows = np.random.default_rng(1).normal(size=(200, nodes)).astype(dtype) * dtype(20)
    sums = bind(name).at(rows).sum(axis=1, dtype=np.float64)
    np.testing.assert_allclose(sums, 1, rtol=nodes * float(np.finfo(dtype).eps))


@each_whole
def test_huge_finite_layers_are_finite_and_infinite_ones_are_nan(name: str) -> None:
    huge = bind(name).at([[1.7e308, -1.7e308, 0], [1e300, 1e300, 1e300], [-1e300, 0, -1]])
    assert not np.isnan(huge).any()
    assert np.isnan(bind(name).at([INF if name != "softmin" else -INF, 1])).any()
    assert bind("softmax").at([-INF, 1, 1]).tolist() == [0, 0.5, 0.5]
    assert bind("log_softmax").at([-INF, 1]).tolist() == [-INF, 0]
