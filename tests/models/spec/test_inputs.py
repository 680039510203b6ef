"""The inputs of a network: names or a count."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== zero inputs
inputs: 0
layers: [{weights: [[1, 2]]}]
>>>
error: a network has at least one input, not 0
 --> net.yaml:1:9
  |
1 | inputs: 0
  |         ^
=== no inputs
inputs: []
layers: [{weights: [[1, 2]]}]
>>>
error: an empty list names no input
 --> net.yaml:1:9
  |
1 | inputs: []
  |         ^
=== a negative count of inputs
inputs: -2
layers: [{weights: [[1, 2]]}]
>>>
error: 'inputs' is a list of names, or how many there are, not -2
 --> net.yaml:1:9
  |
1 | inputs: -2
  |         ^^
=== a count of inputs with a point
inputs: 2.0
layers: [{weights: [[1, 2]]}]
>>>
error: 'inputs' is a list of names, or how many there are, not 2.0
 --> net.yaml:1:9
  |
1 | inputs: 2.0
  |         ^^^
=== a count of inputs in quotes
inputs: "2"
layers: [{weights: [[1, 2]]}]
>>>
error: 'inputs' is a list of names, or how many there are, not "2"
 --> net.yaml:1:9
  |
1 | inputs: "2"
  |         ^^^
help: a number is written without quotes
=== more than a million inputs
inputs: 1000001
layers: [{weights: [[1, 2]]}]
>>>
error: a network has at most 1,000,000 inputs, not 1000001
 --> net.yaml:1:9
  |
1 | inputs: 1000001
  |         ^^^^^^^
=== a count of inputs beyond all bounds
inputs: 99999999999999999999999999
layers: [{weights: [[1, 2]]}]
>>>
error: a network has at most 1,000,000 inputs, not 99999999999999999999999999
 --> net.yaml:1:9
  |
1 | inputs: 99999999999999999999999999
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^
=== two inputs of one name
inputs: [a, b, a]
layers: [{weights: [[1, 2, 3]]}]
>>>
error: two inputs are called 'a'
 --> net.yaml:1:16
  |
1 | inputs: [a, b, a]
  |                ^
help: the first is input 1
=== an input without a name
inputs: [a, ~]
layers: [{weights: [[1, 2]]}]
>>>
error: the name of an input is text, not nothing
 --> net.yaml:1:13
  |
1 | inputs: [a, ~]
  |             ^
=== an input with an empty name
inputs: [a, ""]
layers: [{weights: [[1, 2]]}]
>>>
error: the name of an input is text, not ""
 --> net.yaml:1:13
  |
1 | inputs: [a, ""]
  |             ^^
=== an input that is a list
inputs: [a, [b]]
layers: [{weights: [[1, 2]]}]
>>>
error: the name of an input is text, not a list
 --> net.yaml:1:13
  |
1 | inputs: [a, [b]]
  |             ^
"""),
)
def test_inputs_that_cannot_be_are_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
