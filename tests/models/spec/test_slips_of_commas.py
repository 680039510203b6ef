"""Commas and semicolons in a network file where a point or a comma is meant."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== decimal commas
inputs: [a, b]
layers:
  - nodes:
      y:
        - 0,5
        - −1,25e3
    activation: {name: elu, alpha: "1,5"}
>>>
error: a weight is a number, not 0,5
 --> net.yaml:5:11
  |
5 |         - 0,5
  |           ^^^
help: decimals take a point: 0.5
error: a weight is a number, not −1,25e3
 --> net.yaml:6:11
  |
6 |         - −1,25e3
  |           ^^^^^^^
help: decimals take a point: -1.25e3
error: 'alpha' is a number, not "1,5"
 --> net.yaml:7:36
  |
7 |     activation: {name: elu, alpha: "1,5"}
  |                                    ^^^^^
help: decimals take a point: 1.5
=== a decimal comma in a bias
inputs: [a, b]
layers:
  - weights: [[1, 2]]
    bias: 0,5
>>>
error: 'bias' is a list with one number per node, one number, or a file, not 0,5
 --> net.yaml:4:11
  |
4 |     bias: 0,5
  |           ^^^
help: decimals take a point: 0.5
=== decimal commas in mappings
inputs: [a, b]
layers:
  - nodes:
      y: {weights: [1, 2], bias: 0,5}
      z: {weights: {a: 1,5, b: 2}}
>>>
error: a node has no key '5'
 --> net.yaml:4:36
  |
4 |       y: {weights: [1, 2], bias: 0,5}
  |                                    ^
help: decimals take a point: bias: 0.5
error: there is no node '5' in the inputs or in an earlier layer
 --> net.yaml:5:26
  |
5 |       z: {weights: {a: 1,5, b: 2}}
  |                          ^
help: decimals take a point: a: 1.5
error: a weight is a number, not nothing
 --> net.yaml:5:27
  |
5 |       z: {weights: {a: 1,5, b: 2}}
  |                           ^
=== semicolons
inputs: [a, b]
layers:
  - nodes:
      y: [1,5; 2]
      z: [1; 2]
>>>
error: a weight is a number, not 5; 2
 --> net.yaml:4:13
  |
4 |       y: [1,5; 2]
  |             ^^^^
help: decimals take a point: [1.5, 2]
error: layer output, node z has 1 weight, expected 2, one for each input
 --> net.yaml:5:10
  |
5 |       z: [1; 2]
  |          ^
help: the inputs are a, b
error: a weight is a number, not 1; 2
 --> net.yaml:5:11
  |
5 |       z: [1; 2]
  |           ^^^^
help: a comma stands between two numbers: [1, 2]
=== a decimal comma that makes one number too many
inputs: [a, b]
layers:
  - nodes: {x: [0,5, 2], y: [1, 2]}
  - weights: [[1, 0,5]]
>>>
error: layer hidden_1, node x has 3 weights, expected 2, one for each input
 --> net.yaml:3:16
  |
3 |   - nodes: {x: [0,5, 2], y: [1, 2]}
  |                ^
help: is a comma meant as a decimal point? [0.5, 2]
error: layer output: weights are 1 x 3, expected 2 columns, one for each node of layer hidden_1
 --> net.yaml:4:14
  |
4 |   - weights: [[1, 0,5]]
  |              ^
help: is a comma meant as a decimal point? [1, 0.5]
=== a decimal comma that makes one value too many
inputs: [a, b]
layers:
  - weights: [[1, 2], [3, 4]]
examples:
  - {input: [1,5, 2], output: [1, 2]}
>>>
error: 3 values, expected 2
 --> net.yaml:5:13
  |
5 |   - {input: [1,5, 2], output: [1, 2]}
  |             ^
help: is a comma meant as a decimal point? [1.5, 2]
"""),
)
def test_a_list_is_shown_as_it_is_to_be_written(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
