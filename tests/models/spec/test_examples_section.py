"""The examples of a network file, as written."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== examples that are a mapping
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples: {input: [1, 2]}
>>>
error: 'examples' is a list of examples, not a mapping
 --> net.yaml:3:11
  |
3 | examples: {input: [1, 2]}
  |           ^
help: each item of a list has a dash in front of it
=== an example that is a number
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples: [5]
>>>
error: an example is a mapping, not 5
 --> net.yaml:3:12
  |
3 | examples: [5]
  |            ^
help: its keys are input, tolerance
=== no input
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - output: [5]
>>>
error: an example has no 'input'
 --> net.yaml:4:5
  |
4 |   - output: [5]
  |     ^
help: add input: a list of numbers, or a mapping from names to numbers
=== nothing expected
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - input: [1, 2]
    tolerance: 1
>>>
error: an example that expects nothing
 --> net.yaml:4:5
  |
4 |   - input: [1, 2]
  |     ^
help: add the values that a layer must have, for instance output: [9]
=== too few inputs
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1], output: [5]}
>>>
error: 1 value, expected 2
 --> net.yaml:4:13
  |
4 |   - {input: [1], output: [5]}
  |             ^
help: the inputs are a, b
=== a name that is no input
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: {a: 1, b: 2, c: 3}, output: [5]}
>>>
error: there is no input 'c'
 --> net.yaml:4:26
  |
4 |   - {input: {a: 1, b: 2, c: 3}, output: [5]}
  |                          ^
help: the inputs are a, b
=== an input that is missing
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: {a: 1}, output: [5]}
>>>
error: the example gives no value for b
 --> net.yaml:4:13
  |
4 |   - {input: {a: 1}, output: [5]}
  |             ^
=== an input that is a word
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, x], output: [5]}
>>>
error: a value is a number, not x
 --> net.yaml:4:17
  |
4 |   - {input: [1, x], output: [5]}
  |                 ^
=== a layer that there is not
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], outputs: [5]}
>>>
error: there is no layer 'outputs'
 --> net.yaml:4:21
  |
4 |   - {input: [1, 2], outputs: [5]}
  |                     ^^^^^^^
help: did you mean output?
=== a layer of a name unlike all
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], first: [5]}
>>>
error: there is no layer 'first'
 --> net.yaml:4:21
  |
4 |   - {input: [1, 2], first: [5]}
  |                     ^^^^^
help: the layers are output
=== a node in place of its layer
inputs: [a, b]
layers: [{name: hidden, nodes: {h: [1, 2]}}, {weights: [[1]]}]
examples:
  - {input: [1, 2], h: [5]}
>>>
error: there is no layer 'h'
 --> net.yaml:4:21
  |
4 |   - {input: [1, 2], h: [5]}
  |                     ^
help: node h is in layer hidden: write hidden: {h: ...}
=== inputs in place of input
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {inputs: [1, 2], output: [5]}
>>>
error: an example has no 'input'
 --> net.yaml:4:5
  |
4 |   - {inputs: [1, 2], output: [5]}
  |     ^
help: did you mean input?
=== too many values of a layer
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: [5, 6]}
>>>
error: 2 values, expected 1
 --> net.yaml:4:29
  |
4 |   - {input: [1, 2], output: [5, 6]}
  |                             ^
help: layer output has node_0
=== a node that there is not
inputs: [a, b]
layers: [{nodes: {first: [1, 2]}}]
examples:
  - {input: [1, 2], output: {frist: 5}}
>>>
error: there is no node 'frist'
 --> net.yaml:4:30
  |
4 |   - {input: [1, 2], output: {frist: 5}}
  |                              ^^^^^
help: did you mean first?
=== a value that is text
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: ["5"]}
>>>
error: a value is a number, not "5"
 --> net.yaml:4:30
  |
4 |   - {input: [1, 2], output: ["5"]}
  |                              ^^^
help: a number is written without quotes
=== a layer's value without its list
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: 5}
>>>
error: 'output' is a list of numbers, or a mapping from names to numbers, not 5
 --> net.yaml:4:29
  |
4 |   - {input: [1, 2], output: 5}
  |                             ^
help: the number stands in brackets: [5]
=== a tolerance that is misspelt
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: [5], tolerence: [1]}
>>>
error: there is no layer 'tolerence'
 --> net.yaml:4:34
  |
4 |   - {input: [1, 2], output: [5], tolerence: [1]}
  |                                  ^^^^^^^^^
help: did you mean tolerance?
=== a negative tolerance
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: [5], tolerance: -1e-9}
>>>
error: a tolerance is a finite number of at least 0, not -1e-9
 --> net.yaml:4:45
  |
4 |   - {input: [1, 2], output: [5], tolerance: -1e-9}
  |                                             ^^^^^
=== an endless tolerance
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: [5], tolerance: .inf}
>>>
error: a tolerance is a finite number of at least 0, not .inf
 --> net.yaml:4:45
  |
4 |   - {input: [1, 2], output: [5], tolerance: .inf}
  |                                             ^^^^
=== a tolerance that is a word
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples:
  - {input: [1, 2], output: [5], tolerance: little}
>>>
error: 'tolerance' is a number, not little
 --> net.yaml:4:45
  |
4 |   - {input: [1, 2], output: [5], tolerance: little}
  |                                             ^^^^^^
"""),
)
def test_an_example_that_cannot_be_is_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
