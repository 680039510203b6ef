"""Exponentials are written as they are up to e^690, and less the largest one beyond."""

from __future__ import annotations

import pytest
from command_line import Run

NET = "inputs: [a]\nlayers: [{nodes: {p: [1], q: [0]}, activation: softmax}]\n"


@pytest.mark.parametrize(
    ("number", "steps"),
    [
        ("690", "e^690 / (e^690 + e^0)"),
        ("690.0000000000001", "e^(690 - 690) / (e^(690 - 690) + e^(0 - 690))"),
    ],
)
def test_a_large_exponent(fwdprop: Run, number: str, steps: str) -> None:
    shown = fwdprop(f"trace - --input {number} --node p", stdin=NET).stdout
    assert f"softmax(690) = {steps} = " in shown


NEGATIVE = "inputs: [a]\nlayers: [{nodes: {p: [1]}, activation: softmax}]\n"


@pytest.mark.parametrize(
    ("number", "steps"),
    [
        ("-690", "e^(-690) / e^(-690)"),
        ("-690.0000000000001", "e^(-690 + 690) / e^(-690 + 690)"),
    ],
)
def test_a_large_negative_exponent(fwdprop: Run, number: str, steps: str) -> None:
    shown = fwdprop(f"trace - --input {number} --node p", stdin=NEGATIVE).stdout
    assert f"softmax(-690) = {steps} = " in shown


@pytest.mark.parametrize(
    ("digits", "small"),
    # mpmath.exp(-1000) is 5.0759588975494567652918094795743369258...e-435
    [(1, "5e-435"), (3, "5.08e-435"), (5, "5.076e-435"), (8, "5.0759589e-435")],
)
def test_an_exponential_beyond_float64_has_as_many_digits_as_it_needs(
    fwdprop: Run, digits: int, small: str
) -> None:
    line = f"trace - --input 1000 --node q --precision {digits}"
    assert f" = {small} / 1 ≈ 0" in fwdprop(line, stdin=NET).stdout
