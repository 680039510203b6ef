"""A weight or bias that float32 does not hold is refused, however it is written; the limits fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from command_line import Run

LINES = [
    "- {name: hidden, nodes: {a: [1]}}",
    "- {name: output, %s}",
]
TOO_LARGE = {
    "a list": "nodes: {y: [1e300]}",
    "a long form": "nodes: {y: {weights: [-1e300]}}",
    "names": "nodes: {y: {weights: {a: 1e300}}}",
    "a node's bias": "nodes: {y: {weights: [1], bias: 1e300}}",
    "a matrix": "weights: [[1], [1e300]]",
    "biases": "weights: [[1], [2]], bias: [0, -1e300]",
    "one bias": "weights: [[1], [2]], bias: 1e300",
    "a file": "weights: {file: w.npy}",
    "a file of biases": "weights: [[1]], bias: {file: b.npy}",
}


@pytest.mark.parametrize("way", TOO_LARGE)
@pytest.mark.parametrize("says", ["option", "file"])
@pytest.mark.parametrize("command", ["run net.yaml -i 1", "check net.yaml", "show net.yaml"])
def test_a_number_that_float32_does_not_hold_is_refused(
    fwdprop: Run, folder: Path, command: str, says: str, way: str
) -> None:
    np.save("w.npy", np.array([[1e300]]))
    np.save("b.npy", np.array([1e300]))
    first, last = LINES[0], LINES[1] % TOO_LARGE[way]
    dtype = "dtype: float32\n" if says == "file" else ""
    (folder / "net.yaml").write_text(f"inputs: [x]\n{dtype}layers:\n{first}\n{last}\n")
    result = fwdprop(command + (" --dtype float32" if says == "option" else ""))
    line = 5 if says == "file" else 4
    message = (
        "error: layer output has a weight or bias beyond the range of float32\n"
        f" --> net.yaml:{line}:3\n  |\n{line} | {last}\n  |   ^\n"
    )
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)
    assert fwdprop(command + " --dtype float64").status == 0


# Half a step above float32's largest number, the text is nearer to no number there is.
@pytest.mark.parametrize(
    ("weight", "value"),
    [
        ("3.4028234663852886e38", "3.4028235e+38"),
        ("3.40282356e38", "3.4028235e+38"),
        ("3.4028236e38", None),
        ("-3.4028236e38", None),
        ("1e-46", "0"),
    ],
)
def test_the_largest_numbers_of_float32_are_those_that_round_to_one(
    fwdprop: Run, weight: str, value: str | None
) -> None:
    net = f"inputs: [x]\nlayers:\n- nodes: {{y: [{weight}]}}\n"
    result = fwdprop("run - -i 1 --dtype float32 --format values", stdin=net)
    assert (result.stdout, result.status) == (("", 2) if value is None else (f"{value}\n", 0))


@pytest.mark.parametrize("number", ["1e300", "-1e300"])
def test_an_input_that_float32_does_not_hold_is_an_infinity_that_is_warned_of(
    fwdprop: Run, number: str
) -> None:
    net = "inputs: [x]\ndtype: float32\nlayers:\n- nodes: {y: [1]}\n"
    result = fwdprop(f"run - -i {number} --format values", stdin=net)
    found = "-inf" if number.startswith("-") else "inf"
    warning = f"warning: input x is {found}, the first value that is not finite\n"
    assert (result.stdout, result.stderr, result.status) == (f"{found}\n", warning, 0)
