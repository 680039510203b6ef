"""The layers of a network: names, forms and what they must hold."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== an empty list of layers
inputs: [a, b]
layers: []
>>>
error: a network has at least one layer
 --> net.yaml:2:9
  |
2 | layers: []
  |         ^
=== two nodes of one name in a list
inputs: [a, b]
layers:
  - weights: [[1, 2], [3, 4]]
    nodes: [n, n]
>>>
error: two nodes are called 'n'
 --> net.yaml:4:16
  |
4 |     nodes: [n, n]
  |                ^
help: the first is node 1
=== a node with an empty name
inputs: [a, b]
layers:
  - nodes: {"": [1, 2]}
>>>
error: the name of a node is text, not ""
 --> net.yaml:3:12
  |
3 |   - nodes: {"": [1, 2]}
  |            ^
=== two layers of one name
inputs: [a, b]
layers:
  - {name: h, weights: [[1, 2]]}
  - {name: h, weights: [[1]]}
>>>
error: two layers are called 'h'
 --> net.yaml:4:12
  |
4 |   - {name: h, weights: [[1]]}
  |            ^
help: layer 1 has this name already
=== a name that an unnamed layer has
inputs: [a, b]
layers:
  - {name: hidden_2, weights: [[1, 2]]}
  - {weights: [[1]]}
  - {weights: [[1]]}
>>>
error: two layers are called 'hidden_2'
 --> net.yaml:4:5
  |
4 |   - {weights: [[1]]}
  |     ^
help: layer 1 has this name already
=== output that is not the last layer
inputs: [a, b]
layers:
  - {name: output, weights: [[1, 2]]}
  - {name: last, weights: [[1]]}
>>>
error: only the last layer can be called 'output': the word always means that one
 --> net.yaml:3:12
  |
3 |   - {name: output, weights: [[1, 2]]}
  |            ^^^^^^
=== a layer called input
inputs: [a, b]
layers: [{name: input, weights: [[1, 2]]}]
>>>
error: a layer cannot be called 'input': that word has a meaning of its own
 --> net.yaml:2:17
  |
2 | layers: [{name: input, weights: [[1, 2]]}]
  |                 ^^^^^
=== a layer called inputs
inputs: [a, b]
layers: [{name: inputs, weights: [[1, 2]]}]
>>>
error: a layer cannot be called 'inputs': that word has a meaning of its own
 --> net.yaml:2:17
  |
2 | layers: [{name: inputs, weights: [[1, 2]]}]
  |                 ^^^^^^
=== a layer called tolerance
inputs: [a, b]
layers: [{name: tolerance, weights: [[1, 2]]}]
>>>
error: a layer cannot be called 'tolerance': that word has a meaning of its own
 --> net.yaml:2:17
  |
2 | layers: [{name: tolerance, weights: [[1, 2]]}]
  |                 ^^^^^^^^^
=== a point in the name of a layer
inputs: [a, b]
layers: [{name: a.b, weights: [[1, 2]]}]
>>>
error: a layer name has no '.' and no ',': 'a.b'
 --> net.yaml:2:17
  |
2 | layers: [{name: a.b, weights: [[1, 2]]}]
  |                 ^^^
=== a comma in the name of a layer
inputs: [a, b]
layers: [{name: "a,b", weights: [[1, 2]]}]
>>>
error: a layer name has no '.' and no ',': 'a,b'
 --> net.yaml:2:17
  |
2 | layers: [{name: "a,b", weights: [[1, 2]]}]
  |                 ^^^^^
=== a layer with an empty name
inputs: [a, b]
layers: [{name: "", weights: [[1, 2]]}]
>>>
error: the name of a layer is text, not ""
 --> net.yaml:2:17
  |
2 | layers: [{name: "", weights: [[1, 2]]}]
  |                 ^^
=== a layer without weights
inputs: [a, b]
layers:
  - activation: relu
>>>
error: layer output has no weights
 --> net.yaml:3:5
  |
3 |   - activation: relu
  |     ^
help: add weights:, a row per node; or nodes:, a mapping from names to weights
=== nodes by name alone
inputs: [a, b]
layers:
  - nodes: [n]
>>>
error: layer output has no weights
 --> net.yaml:3:5
  |
3 |   - nodes: [n]
  |     ^
help: add weights:, a row per node; or nodes:, a mapping from names to weights
=== an empty mapping of nodes
inputs: [a, b]
layers:
  - nodes: {}
>>>
error: layer output has no nodes
 --> net.yaml:3:12
  |
3 |   - nodes: {}
  |            ^
=== an empty list of nodes
inputs: [a, b]
layers:
  - {nodes: [], weights: [[1, 2]]}
>>>
error: an empty list names no node
 --> net.yaml:3:13
  |
3 |   - {nodes: [], weights: [[1, 2]]}
  |             ^
=== a matrix beside a mapping of nodes
inputs: [a, b]
layers:
  - nodes: {n: [1, 2]}
    weights: [[1, 2]]
    bias: [1]
>>>
error: 'weights' of the layer together with weights node by node
 --> net.yaml:4:5
  |
4 |     weights: [[1, 2]]
  |     ^^^^^^^
help: give each node its own, or the layer a matrix and a list of node names
error: 'bias' of the layer together with weights node by node
 --> net.yaml:5:5
  |
5 |     bias: [1]
  |     ^^^^
help: give each node its own, or the layer a matrix and a list of node names
=== more names than rows
inputs: [a, b]
layers:
  - weights: [[1, 2]]
    nodes: [p, q]
>>>
error: layer output: 2 node names for 1 row of weights
 --> net.yaml:4:12
  |
4 |     nodes: [p, q]
  |            ^
"""),
)
def test_a_layer_that_cannot_be_is_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
