"""fwdprop check --answers tells whose answer is right, but rounded too far, and blames no slip."""

from __future__ import annotations

from math import exp, tanh
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

MAZUR = f"check {NETWORKS / 'mazur.yaml'} -i 0.05 0.1 --answers -"
TANH = f"check {NETWORKS / 'transactions-tanh.yaml'} -i 2 3 --answers -"
SOFTMAX = "inputs: 1\nlayers:\n- {activation: softmax, nodes: {y0: [0], y1: [10]}}\n"
WHOLE = "the value is rounded to a whole number: write more digits"


def why(fwdprop: Run, check: str, answer: str) -> str:
    """What is said of an answer that is wrong; nothing where it is only wrong, or is right."""
    result = fwdprop(check, stdin=f"{answer}\n")
    assert (result.stderr, result.status) in (("", 0), ("", 1))
    lines = result.stdout.splitlines()
    assert lines[1].startswith("  wrong" if result.status else "  right")
    said = lines[2].strip() if result.status else "right"
    return said.partition(" is what you get when ")[2] or said.partition(" ")[0]


def test_a_whole_number_for_a_value_near_it(fwdprop: Run, folder: Path) -> None:
    assert f"{tanh(5):.6f}" == "0.999909"
    assert why(fwdprop, TANH, "node_0 = 1") == WHOLE
    assert why(fwdprop, TANH, "node_0 = 1.0") == "right"
    (folder / "net.yaml").write_text(SOFTMAX)
    y0 = 1 / (1 + exp(10))
    assert f"{y0:.2g}" == "4.5e-05"
    check = "check net.yaml -i 1 --answers -"
    assert [why(fwdprop, check, f"y0 = {text}") for text in ("0", "-0", "0/3")] == [WHOLE] * 3
    assert why(fwdprop, check, "y1 = 1") == WHOLE
    assert why(fwdprop, check, f"y0 = {y0:.3g}") == "right"


def test_a_slip_comes_before_a_rounding_that_is_far_off(fwdprop: Run) -> None:
    """tanh(1) is 0.76: an answer of 1 has no activation."""
    assert why(fwdprop, TANH, "node_1 = 1") == "the activation of layer hidden is left out"
    assert why(fwdprop, MAZUR, "o1 = 1") == WHOLE
    assert why(fwdprop, MAZUR, "o1 = 0") == "see:"


@pytest.mark.parametrize(
    ("answer", "to"),
    [("h1 = 3/5", "1 decimal"), ("o1 = 3/4", "2 decimals"), ("o2 = 773/1000", "3 decimals")],
)
def test_a_fraction_that_is_a_rounded_value(fwdprop: Run, answer: str, to: str) -> None:
    assert why(fwdprop, MAZUR, answer) == f"the value is rounded to {to}: write more digits"


@pytest.mark.parametrize("answer", ["h1 = 2/3", "o1 = 1/2", "o1 = inf", "o1 = nan", "o1 = 1e300"])
def test_another_number_is_no_rounding(fwdprop: Run, answer: str) -> None:
    assert why(fwdprop, MAZUR, answer) == "see:"


def test_programs_are_told_it_too(fwdprop: Run) -> None:
    result = fwdprop(f"{MAZUR} --format csv --tolerance 0.001", stdin="o1 = 1\n")
    assert result.stdout.splitlines()[1].endswith(f",{WHOLE},")
