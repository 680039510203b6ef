"""Values that stand where something else stands: what is said of them in a network file."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== a bias as one weight too many
inputs: [a, b]
layers:
  - nodes:
      x: [1, 2, 0.5]
      y: {weights: [1, 2, 0.5], activation: relu}
>>>
error: layer output, node x has 3 weights, expected 2, one for each input
 --> net.yaml:4:10
  |
4 |       x: [1, 2, 0.5]
  |          ^
help: is the last number a bias? {weights: [1, 2], bias: 0.5}
error: layer output, node y has 3 weights, expected 2, one for each input
 --> net.yaml:5:20
  |
5 |       y: {weights: [1, 2, 0.5], activation: relu}
  |                    ^
help: is the last number a bias? weights: [1, 2] and bias: 0.5
=== a weight too many beside a bias
inputs: [a, b]
layers:
  - nodes: {y: {weights: [1, 2, 3], bias: 0.5}}
>>>
error: layer output, node y has 3 weights, expected 2, one for each input
 --> net.yaml:3:26
  |
3 |   - nodes: {y: {weights: [1, 2, 3], bias: 0.5}}
  |                          ^
help: the inputs are a, b
=== biases at the ends of rows
inputs: [a, b]
layers:
  - weights: [[1, 2, 0.5]]
>>>
error: layer output: weights are 1 x 3, expected 2 columns, one for each input
 --> net.yaml:3:14
  |
3 |   - weights: [[1, 2, 0.5]]
  |              ^
help: is the last number of each row a bias? weights: [[1, 2]] and bias: [0.5]
=== columns too many beside biases
inputs: [a, b]
layers:
  - weights: [[1, 2, 3]]
    bias: [0.5]
>>>
error: layer output: weights are 1 x 3, expected 2 columns, one for each input
 --> net.yaml:3:14
  |
3 |   - weights: [[1, 2, 3]]
  |              ^
=== a matrix the other way round
inputs: [a, b]
layers:
  - weights: [[1, 2, 3], [4, 5, 6]]
    bias: [1, 2, 3]
>>>
error: layer output: weights are 2 x 3, expected 2 columns, one for each input
 --> net.yaml:3:14
  |
3 |   - weights: [[1, 2, 3], [4, 5, 6]]
  |              ^
help: is it the other way round? one row for each node: [[1, 4], [2, 5], [3, 6]]
=== biases at the ends of as many rows as inputs
inputs: [a, b]
layers:
  - weights: [[1, 2, 3], [4, 5, 6]]
    nodes: [x, y]
>>>
error: layer output: weights are 2 x 3, expected 2 columns, one for each input
 --> net.yaml:3:14
  |
3 |   - weights: [[1, 2, 3], [4, 5, 6]]
  |              ^
help: is the last number of each row a bias? weights: [[1, 2], [4, 5]] and bias: [3, 6]
=== weights by name without weights
inputs: [a, b]
layers:
  - nodes:
      x: {a: 1, b: 10}
      y: {b: 10, bias: 0.5}
>>>
error: a node has no 'weights'
 --> net.yaml:4:10
  |
4 |       x: {a: 1, b: 10}
  |          ^
help: weights by name stand behind `weights`: {weights: {a: 1, b: 10}}
error: a node has no 'weights'
 --> net.yaml:5:10
  |
5 |       y: {b: 10, bias: 0.5}
  |          ^
help: weights by name stand behind `weights`: {weights: {b: 10}, bias: 0.5}
=== names of no node where weights may be meant
inputs: [a, b]
layers:
  - nodes: {y: {c: 1}}
>>>
error: a node has no 'weights'
 --> net.yaml:3:16
  |
3 |   - nodes: {y: {c: 1}}
  |                ^
help: add weights: a list of numbers, or a mapping from names to numbers
error: a node has no key 'c'
 --> net.yaml:3:17
  |
3 |   - nodes: {y: {c: 1}}
  |                 ^
help: its keys are weights, bias, activation
=== numbers without brackets
inputs: [a, b]
layers:
  - nodes: {y: {weights: [1, 2]}, z: 1}
examples:
  - input: 2 3
    output: 8
>>>
error: a node is a list of weights, or a mapping with them, not 1
 --> net.yaml:3:38
  |
3 |   - nodes: {y: {weights: [1, 2]}, z: 1}
  |                                      ^
help: the number stands in brackets: [1]
error: 'input' is a list of numbers, or a mapping from names to numbers, not 2 3
 --> net.yaml:5:12
  |
5 |   - input: 2 3
  |            ^^^
help: numbers stand in brackets: [2, 3]
error: 'output' is a list of numbers, or a mapping from names to numbers, not 8
 --> net.yaml:6:13
  |
6 |     output: 8
  |             ^
help: the number stands in brackets: [8]
=== a number and a decimal comma without brackets
inputs: [a, b]
layers:
  - weights: 0,5
>>>
error: 'weights' is a list with one row of weights per node, or a file, not 0,5
 --> net.yaml:3:14
  |
3 |   - weights: 0,5
  |              ^^^
help: numbers stand in brackets, and decimals take a point: [[0, 5]] or [[0.5]]
=== names without brackets
inputs: a, b
layers:
  - weights: [[1, 2]]
>>>
error: 'inputs' is a list of names, or how many there are, not a, b
 --> net.yaml:1:9
  |
1 | inputs: a, b
  |         ^^^^
help: names stand in brackets: [a, b]
=== layers without dashes
inputs: [a, b]
layers:
  name: y
  weights: [[1, 2]]
>>>
error: 'layers' is a list of layers, not a mapping
 --> net.yaml:3:3
  |
3 |   name: y
  |   ^
help: each item of a list has a dash in front of it
=== merge keys
inputs: [a, b]
layers:
  - &first
    name: x
    activation: relu
    nodes: {p: &p {weights: [1, 2], bias: 1}, q: {<<: [*p], bias: 2}}
  - <<: *first
    name: y
    nodes: {r: [1, 1]}
>>>
error: a network file has no merge keys
 --> net.yaml:6:51
  |
6 |     nodes: {p: &p {weights: [1, 2], bias: 1}, q: {<<: [*p], bias: 2}}
  |                                                   ^^
help: write the keys out that it stands for; an alias alone stands for a whole value
error: a network file has no merge keys
 --> net.yaml:7:5
  |
7 |   - <<: *first
  |     ^^
help: write the keys out that it stands for; an alias alone stands for a whole value
=== names in quotes of a word processor
inputs: [“a”, „b“]
layers:
  - name: ‘x’
    activation: “relu”
    nodes: {«p»: [1, 2]}
>>>
error: the quotes around “a” are no quotes of YAML, but part of the name
 --> net.yaml:1:10
  |
1 | inputs: [“a”, „b“]
  |          ^^^
help: write "a"; with quotes in the name: "“a”"
error: the quotes around „b“ are no quotes of YAML, but part of the name
 --> net.yaml:1:15
  |
1 | inputs: [“a”, „b“]
  |               ^^^
help: write "b"; with quotes in the name: "„b“"
error: the quotes around ‘x’ are no quotes of YAML, but part of the name
 --> net.yaml:3:11
  |
3 |   - name: ‘x’
  |           ^^^
help: write "x"; with quotes in the name: "‘x’"
error: there is no activation '“relu”'
 --> net.yaml:4:17
  |
4 |     activation: “relu”
  |                 ^^^^^^
help: did you mean relu?
error: the quotes around «p» are no quotes of YAML, but part of the name
 --> net.yaml:5:13
  |
5 |     nodes: {«p»: [1, 2]}
  |             ^^^
help: write "p"; with quotes in the name: "«p»"
"""),
)
def test_a_value_is_shown_as_it_is_to_be_written(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
