"""gelu's two forms as a layer of a network, against the formulas that were published."""

from __future__ import annotations

import math

import pytest
from command_line import Run

ROWS = [-6.0, -2.5, -1.0, -0.1, 0.0, 0.3, 1.0, 3.75]


def exact(z: float) -> float:
    return z * math.erfc(-z / math.sqrt(2)) / 2


def through_tanh(z: float) -> float:
    return z / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))


@pytest.mark.parametrize(
    ("activation", "formula"),
    [
        ("gelu", exact),
        ("{name: gelu, approximate: none}", exact),
        ("{name: gelu, approximate: tanh}", through_tanh),
    ],
)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_layer_computes_the_form_that_it_names(
    fwdprop: Run, activation: str, formula: object, dtype: str
) -> None:
    assert callable(formula)
    net = f"inputs: [a]\nlayers: [{{activation: {activation}, nodes: {{y: [1]}}}}]\n"
    words = [word for z in ROWS for word in ("-i", str(z))]
    line = ["run", "-", "--dtype", dtype, "--format", "values", *words]
    result = fwdprop(*line, stdin=net)
    expected = [formula(z) for z in ROWS]
    near = 1e-12 if dtype == "float64" else 1e-5
    found = [float(line) for line in result.stdout.splitlines()]
    assert found == pytest.approx(expected, rel=near, abs=near / 1000)
    assert (result.stderr, result.status) == ("", 0)
    # The two forms, and what is no activation at all, are further apart than that.
    assert abs(exact(-1) - through_tanh(-1)) > 1e-4


@pytest.mark.parametrize(("z", "value"), [(-1, "-0.158808"), (1, "0.841192")])
def test_a_trace_names_the_form_and_shows_its_value(fwdprop: Run, z: int, value: str) -> None:
    net = "inputs: [a]\nlayers: [{activation: {name: gelu, approximate: tanh}, nodes: {y: [1]}}]\n"
    result = fwdprop("trace", "-", "-i", str(z), stdin=net)
    times = f"1·({z})" if z < 0 else f"1·{z}"
    equation = f"y = gelu[approximate=tanh](1·a) = gelu({times}) = gelu({z}) = {value}\n"
    assert result.stdout.endswith(equation)
