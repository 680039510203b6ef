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
        ("-690", "e^(-690) / (e^(-690))"),
        ("-690.0000000000001", "e^(-690 + 690) / (e^(-690 + 690))"),
    ],
)
def test_a_large_negative_exponent(fwdprop: Run, number: str, steps: str) -> None:
    shown = fwdprop(f"trace - --input {number} --node p", stdin=NEGATIVE).stdout
    assert f"softmax(-690) = {steps} = " in shown
