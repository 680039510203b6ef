"""Activations of a network file in the form of other tools: what is said of them."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== a call with a parameter
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: leaky_relu(0.1)}
>>>
error: there is no activation 'leaky_relu(0.1)'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: leaky_relu(0.1)}
  |                                     ^^^^^^^^^^^^^^^
help: write {name: leaky_relu, alpha: 0.1}
=== a call of a framework
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: nn.ReLU()}
>>>
error: there is no activation 'nn.ReLU()'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: nn.ReLU()}
  |                                     ^^^^^^^^^
help: write relu
=== a name as the key of its parameter
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {elu: 2}}
>>>
error: an activation has no 'name'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: {elu: 2}}
  |                                     ^
help: write {name: elu, alpha: 2}
"""),
)
def test_an_activation_is_shown_as_it_is_to_be_written(
    fwdprop: Run, written: str, stderr: str
) -> None:
    assert refusal(fwdprop, written) == stderr
