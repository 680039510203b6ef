"""Hidden values that were rounded on the way, as a slip; and rounding as on paper."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import (
    HIDDEN,
    HIDDEN_BIAS,
    IDENTITY,
    MAZUR,
    SIGMOID,
    X,
    expecting,
    layer,
    mazur,
    slips_of,
    to_decimals,
)

from fwdprop.analysis.slips.rounding import rounded


@pytest.mark.parametrize("decimals", [1, 2, 3])
def test_hidden_values_may_be_written_down_before_or_after_they_are_rounded(decimals: int) -> None:
    exact = layer(X, HIDDEN, HIDDEN_BIAS, SIGMOID)
    slip = f"the hidden values are rounded to {decimals} decimal{'s' * (decimals > 1)}"
    output = mazur(decimals=decimals)
    for hidden in (exact, to_decimals(exact, decimals)):
        assert slip in slips_of(expecting(MAZUR, X, hidden=hidden, output=output))


THREE_LAYERS = {
    "inputs": 2,
    "layers": [
        {"name": "a", "activation": "sigmoid", "weights": HIDDEN},
        {"name": "b", "activation": "tanh", "weights": [[1, -0.3], [-5, 6]]},
        {"name": "y", "weights": [[3, -7]]},
    ],
}


@pytest.mark.parametrize(
    ("decimals_a", "decimals_b", "slip"),
    [
        (2, None, "the values of layer a are rounded to 2 decimals"),
        (None, 3, "the values of layer b are rounded to 3 decimals"),
        (2, 2, "the hidden values are rounded to 2 decimals"),
    ],
)
def test_values_may_be_rounded_in_one_of_several_layers(
    decimals_a: int | None, decimals_b: int | None, slip: str
) -> None:
    a = layer(X, HIDDEN, [0, 0], SIGMOID)
    a = a if decimals_a is None else to_decimals(a, decimals_a)
    b = layer(a, [[1, -0.3], [-5, 6]], [0, 0], math.tanh)
    b = b if decimals_b is None else to_decimals(b, decimals_b)
    y = layer(b, [[3, -7]], [0], IDENTITY)
    assert slips_of(expecting(THREE_LAYERS, X, y=y, tolerance=1e-12)) == (slip,)


def test_skip_connections_go_through_the_slips() -> None:
    nodes = {"y": {"weights": {"h": 1, "x0": 10, "x1": 100}}}
    network = {
        "inputs": 2,
        "layers": [
            {"name": "hidden", "nodes": {"h": {"weights": [1, 1], "bias": 0.125}}},
            {"name": "output", "nodes": nodes},
        ],
    }
    # h = 3.125; rounded to 2 decimals, the half away from zero, 3.13; y = h + 10 + 200
    assert slips_of(expecting(network, [1, 2], output=[213.13], tolerance=1e-9)) == (
        "the hidden values are rounded to 2 decimals",
    )


@given(st.floats(-1000, 1000), st.integers(1, 4))
def test_numbers_are_rounded_as_on_paper(value: float, decimals: int) -> None:
    (found,) = rounded(np.array([value]), decimals)
    assert found == pytest.approx(to_decimals([value], decimals)[0], rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.125, 2, 0.13),
        (-0.125, 2, -0.13),
        (0.285, 2, 0.29),  # in binary a little less than that
        (1.005, 2, 1.01),
        (0.25, 1, 0.3),
        (1e300, 4, 1e300),
        (-1.5e308, 4, -1.5e308),
        (math.inf, 1, math.inf),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert rounded(np.array([value]), decimals).tolist() == [expected]


def test_a_float32_half_is_one_too() -> None:
    assert rounded(np.array([0.285], np.float32), 2).tolist() == [0.29]
