"""How far a curve reaches, and what of it is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwdprop.activations import CATALOGUE, bind
from fwdprop.activations.curve import curve, portrait, samples

POINTS = 6401


@pytest.mark.parametrize(
    ("name", "parameters", "reach", "low", "high"),
    [
        ("identity", {}, 4, -4, 4),
        ("relu", {}, 4, 0, 4),
        ("relu6", {}, 8, 0, 6),  # it bends at 6
        ("sigmoid", {}, 4, 0, 1),
        ("tanh", {}, 4, -1, 1),
        ("gelu", {}, 4, -0.2, 4),
        ("leaky_relu", {"alpha": 0.2}, 4, -0.8, 4),
        ("elu", {"alpha": 100.0}, 4, -100, 4),
        ("threshold", {"threshold": 100.0, "value": 7.0}, 128, 0, 130),  # it jumps at 100
        ("threshold", {"threshold": -100.0, "value": -200.0}, 128, -200, 130),
        ("hard_sigmoid", {"alpha": 0.01}, 64, 0, 1),  # it bends at -50 and 50
        ("hard_tanh", {"min": 5.0, "max": 5.0}, 4, 0, 5),
        ("step", {}, 4, 0, 1),
        ("sin", {}, 4, -1, 1),
        # These grow without end, and are cut off.
        ("exp", {}, 4, 0, 4),
        ("square", {}, 4, 0, 4),
        ("reciprocal", {}, 4, -4, 4),
    ],
)
def test_a_curve_reaches_as_far_as_it_bends(
    name: str, parameters: dict[str, float], reach: float, low: float, high: float
) -> None:
    found = curve(bind(name, **parameters), POINTS)
    assert (found.reach, found.low, found.high) == (reach, low, high)


def test_a_curve_without_height_gets_some() -> None:
    found = curve(bind("hard_tanh", min=0.0, max=0.0), POINTS)
    assert (found.low, found.high) == (-1, 1)


def test_the_points_are_the_activation_s_own_values() -> None:
    bound = bind("softplus", beta=0.5)
    found = curve(bound, POINTS)
    assert len(found.z) == POINTS
    assert 0 in found.z
    assert found.value.tobytes() == bound.at(found.z).tobytes()


def test_samples_are_denser_around_zero_and_within_the_curve() -> None:
    assert samples(bind("tanh")) == [-4, -2, -1, -0.5, 0, 0.5, 1, 2, 4]
    assert samples(bind("relu6")) == [-8, -4, -2, -1, 0, 1, 2, 4, 8]


def test_a_whole_layer_activation_has_no_curve_but_a_layer() -> None:
    shown = portrait(bind("softmax"), POINTS)
    assert shown.curve is None
    assert shown.value.sum() == pytest.approx(1)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.data())
def test_no_parameter_is_too_wild(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from([e for e in CATALOGUE.values() if not e.whole_layer]))
    parameters = {
        parameter.name: data.draw(
            st.sampled_from(parameter.choices)
            if parameter.choices
            else NUMBERS.filter(lambda x: x > 0)
            if parameter.positive
            else NUMBERS
        )
        for parameter in entry.parameters
    }
    found = curve(bind(entry.name, **parameters), 101)
    assert np.isfinite([found.low, found.high]).all()
    assert found.low <= 0 <= found.high
    assert found.low < found.high
