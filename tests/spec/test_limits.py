"""Networks beyond the limits are refused before they cost memory, and many faults cost no time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import Run
from refusals import refusal

from fwdprop import load

pytestmark = pytest.mark.usefixtures("folder")


def nodes(number: int) -> str:
    return "".join(f"      n{index}: {{weights: {{x0: 1}}}}\n" for index in range(number))


def test_a_million_inputs_are_not_too_many() -> None:
    Path("net.yaml").write_text(
        "inputs: 1000000\nlayers:\n  - nodes: {n: {weights: {x999999: 2}, bias: 1}}\n"
    )
    network = load("net.yaml")
    assert len(network.inputs) == 1_000_000
    assert network([0] * 999_999 + [3]).tolist() == [7]


def test_more_than_a_hundred_million_weights_are_refused(fwdprop: Run) -> None:
    written = f"inputs: 1000000\nlayers:\n  - name: wide\n    nodes:\n{nodes(101)}"
    assert refusal(fwdprop, written) == (
        """\
error: with this layer there are more than 100,000,000 weights
 --> net.yaml:3:5
  |
3 |   - name: wide
  |     ^
help: every pair of nodes of two connected layers counts
"""
    )


UNKNOWN = ", ".join(f"pixel_{index}: 0.5" for index in range(6000))
START = "inputs: 784\nlayers:\n  - nodes:\n      n: {weights: {x0: 1}}\n"


@pytest.mark.parametrize(
    "written",
    [
        START + f"      m: {{weights: {{{UNKNOWN}}}}}\n",
        START + f"examples: [{{input: {{{UNKNOWN}}}, output: [1]}}]\n",
        START + f"examples: [{{input: {{x0: 1}}, {UNKNOWN.replace('0.5', '[1]')}}}]\n",
        START + UNKNOWN.replace(", ", "\n") + "\n",
        START + f"    activation: {{name: elu, {UNKNOWN}}}\n",
    ],
    ids=["weights", "example inputs", "example layers", "keys", "parameters"],
)
def test_thousands_of_unknown_names_are_told_at_once(fwdprop: Run, written: str) -> None:
    start = time.perf_counter()
    stderr = refusal(fwdprop, written)
    assert time.perf_counter() - start < 2
    assert stderr.splitlines()[-1].endswith(" more")


def test_a_network_has_ten_thousand_layers_at_most(fwdprop: Run) -> None:
    text = "inputs: 1\nlayers:\n" + "  - {}\n" * 10_001
    result = fwdprop("run - -i 1", stdin=text)
    assert result.stderr.startswith("error: a network has at most 10,000 layers, not 10,001\n")
    assert (result.stdout, result.status) == ("", 2)
