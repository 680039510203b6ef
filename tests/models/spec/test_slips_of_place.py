"""Keys of a network file that stand one level too high or too low: what is said of them."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== nodes where the keys of a layer stand
inputs: [a, b]
layers:
  - activation: relu
    y: [1, 2]
    z of it: [2, 3]
>>>
error: a layer has no key 'y'
 --> net.yaml:4:5
  |
4 |     y: [1, 2]
  |     ^
help: nodes stand together: nodes: {y: [1, 2], z of it: [2, 3]}
=== the name of a layer as its only key
inputs: [a, b]
layers:
  - hidden: {nodes: {y: [1, 2]}}
>>>
error: a layer has no key 'hidden'
 --> net.yaml:3:5
  |
3 |   - hidden: {nodes: {y: [1, 2]}}
  |     ^^^^^^
help: the name of a layer stands within it: name: hidden
=== the name of a layer beside its keys
inputs: [a, b]
layers:
  - hidden:
    nodes: {y: [1, 2]}
>>>
error: a layer has no key 'hidden'
 --> net.yaml:3:5
  |
3 |   - hidden:
  |     ^^^^^^
help: the name of a layer stands within it: name: hidden
=== a matrix in place of a node is no node
inputs: [a, b]
layers:
  - y: [[1, 2]]
>>>
error: a layer has no key 'y'
 --> net.yaml:3:5
  |
3 |   - y: [[1, 2]]
  |     ^
help: its keys are name, activation, nodes, weights, bias
error: layer output has no weights
 --> net.yaml:3:5
  |
3 |   - y: [[1, 2]]
  |     ^
help: add weights:, a row per node; or nodes:, a mapping from names to weights
=== a key of the layer among its nodes
inputs: [a, b]
layers:
  - nodes:
      y: [1, 2]
      activation: relu
>>>
error: a node is a list of weights, or a mapping with them, not relu
 --> net.yaml:5:19
  |
5 |       activation: relu
  |                   ^^^^
help: activation of the layer stands in the same column as nodes
=== names without commas, and as many weights as words
inputs: [a b, c]
layers:
  - nodes: {y: [1, 2, 3]}
>>>
error: layer output, node y has 3 weights, expected 2, one for each input
 --> net.yaml:3:16
  |
3 |   - nodes: {y: [1, 2, 3]}
  |                ^
help: are these several names? commas stand between them: [a, b, c]
=== names with a comma of another keyboard, and a matrix
inputs: [a，b]
layers:
  - weights: [[1, 2]]
>>>
error: layer output: weights are 1 x 2, expected 1 column, one for each input
 --> net.yaml:3:14
  |
3 |   - weights: [[1, 2]]
  |              ^
help: are these several names? commas stand between them: [a, b]
=== weights by name where a matrix stands
inputs: [a, b]
layers:
  - weights: {a: 1, b: -2e-3}
>>>
error: layer output: a mapping in place of rows of weights
 --> net.yaml:3:14
  |
3 |   - weights: {a: 1, b: -2e-3}
  |              ^
help: weights by name belong to a node: nodes: {node_0: {weights: {a: 1, b: -2e-3}}}
=== a file for the matrix that is a number
inputs: [a, b]
layers:
  - weights: {file: 3}
>>>
error: weights are read from .npy, .npz, .safetensors files, not from '3'
 --> net.yaml:3:21
  |
3 |   - weights: {file: 3}
  |                     ^
"""),
)
def test_a_key_in_another_place(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
