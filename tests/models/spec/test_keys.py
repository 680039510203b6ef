"""The keys of a network file: which there are, which must be, and what each may hold."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== an empty file
# nothing but this remark
>>>
error: the file is empty
 --> net.yaml
help: `inputs:` and `layers:` make a network
=== a list
- inputs: 2
>>>
error: a network is a mapping, not a list
 --> net.yaml:1:1
  |
1 | - inputs: 2
  | ^
help: its keys are $schema, name, description, dtype, inputs, layers, examples
=== a text
hello
>>>
error: a network is a mapping, not hello
 --> net.yaml:1:1
  |
1 | hello
  | ^^^^^
help: its keys are $schema, name, description, dtype, inputs, layers, examples
=== an empty mapping
{}
>>>
error: a network has no 'inputs'
 --> net.yaml:1:1
  |
1 | {}
  | ^
help: add inputs: a list of names, or how many there are
error: a network has no 'layers'
 --> net.yaml:1:1
  |
1 | {}
  | ^
help: add layers: a list of layers
=== missing layers
inputs: [a, b]
>>>
error: a network has no 'layers'
 --> net.yaml:1:1
  |
1 | inputs: [a, b]
  | ^
help: add layers: a list of layers
=== an unknown key with the nearest known one
inputs: [a, b]
layer: []
layers: [{weights: [[1, 2]]}]
>>>
error: a network has no key 'layer'
 --> net.yaml:2:1
  |
2 | layer: []
  | ^^^^^
help: did you mean layers?
=== an unknown key that is near to none
inputs: [a, b]
optimizer: adam
layers: [{weights: [[1, 2]]}]
>>>
error: a network has no key 'optimizer'
 --> net.yaml:2:1
  |
2 | optimizer: adam
  | ^^^^^^^^^
help: its keys are $schema, name, description, dtype, inputs, layers, examples
=== a key in the wrong case
inputs: [a, b]
layers:
  - Weights: [[1, 2]]
>>>
error: a layer has no key 'Weights'
 --> net.yaml:3:5
  |
3 |   - Weights: [[1, 2]]
  |     ^^^^^^^
help: did you mean weights?
error: layer output has no weights
 --> net.yaml:3:5
  |
3 |   - Weights: [[1, 2]]
  |     ^
help: add weights:, a row per node; or nodes:, a mapping from names to weights
=== a merge key means nothing
inputs: [a, b]
layers:
  - &first {activation: relu, weights: [[1, 2], [3, 4]]}
  - {<<: *first, name: second, weights: [[1, 2]]}
>>>
error: a network file has no merge keys
 --> net.yaml:4:6
  |
4 |   - {<<: *first, name: second, weights: [[1, 2]]}
  |      ^^
help: write the keys out that it stands for; an alias alone stands for a whole value
=== a key that is a list
inputs: [a, b]
? [layers]
: 1
layers: [{weights: [[1, 2]]}]
>>>
error: a key is a name or a number, not a list or a mapping
 --> net.yaml:2:3
  |
2 | ? [layers]
  |   ^
=== a misspelt key of a node
inputs: [a, b]
layers:
  - nodes: {n: {weight: [1, 2]}}
>>>
error: a node has no key 'weight'
 --> net.yaml:3:17
  |
3 |   - nodes: {n: {weight: [1, 2]}}
  |                 ^^^^^^
help: did you mean weights?
=== a node that is a number
inputs: [a, b]
layers:
  - nodes: {n: 1}
>>>
error: a node is a list of weights, or a mapping with them, not 1
 --> net.yaml:3:16
  |
3 |   - nodes: {n: 1}
  |                ^
help: the number stands in brackets: [1]
=== a node without its mapping of weights
inputs: [a, b]
layers:
  - nodes: {n: {a: 1}}
>>>
error: a node has no 'weights'
 --> net.yaml:3:16
  |
3 |   - nodes: {n: {a: 1}}
  |                ^
help: weights by name stand behind `weights`: {weights: {a: 1}}
=== a layer that is a word
inputs: [a, b]
layers:
  - relu
>>>
error: a layer is a mapping, not relu
 --> net.yaml:3:5
  |
3 |   - relu
  |     ^^^^
help: its keys are name, activation, nodes, weights, bias
=== layers in a mapping
inputs: [a, b]
layers: {output: [[1, 2]]}
>>>
error: 'layers' is a list of layers, not a mapping
 --> net.yaml:2:9
  |
2 | layers: {output: [[1, 2]]}
  |         ^
help: each item of a list has a dash in front of it
=== layers left empty
inputs: [a, b]
layers:
>>>
error: 'layers' is a list of layers, not nothing
 --> net.yaml:2:8
  |
2 | layers:
  |        ^
=== a name that is a list
inputs: [a, b]
name: [x]
layers: [{weights: [[1, 2]]}]
>>>
error: 'name' is text, not a list
 --> net.yaml:2:7
  |
2 | name: [x]
  |       ^
=== a type that there is not
inputs: [a, b]
dtype: float16
layers: [{weights: [[1, 2]]}]
>>>
error: 'dtype' is float64 or float32, not float16
 --> net.yaml:2:8
  |
2 | dtype: float16
  |        ^^^^^^^
=== weights that are one number
inputs: [a, b]
layers:
  - weights: 3
>>>
error: 'weights' is a list with one row of weights per node, or a file, not 3
 --> net.yaml:3:14
  |
3 |   - weights: 3
  |              ^
help: the number stands in brackets: [[3]]
=== a bias that is quoted
inputs: [a, b]
layers:
  - {weights: [[1, 2]], bias: "1"}
>>>
error: 'bias' is a list with one number per node, one number, or a file, not "1"
 --> net.yaml:3:31
  |
3 |   - {weights: [[1, 2]], bias: "1"}
  |                               ^^^
help: a number is written without quotes
=== a node's bias that is a list
inputs: [a, b]
layers:
  - nodes: {n: {weights: [1, 2], bias: [1]}}
>>>
error: 'bias' is a number, not a list
 --> net.yaml:3:40
  |
3 |   - nodes: {n: {weights: [1, 2], bias: [1]}}
  |                                        ^
"""),
)
def test_a_key_that_is_not_as_declared_is_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
