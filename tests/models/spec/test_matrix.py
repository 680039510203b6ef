"""The matrix form: rows of weights, and biases."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== a ragged matrix
inputs: [a, b]
layers:
  - weights: [[1, 2], [3]]
>>>
error: layer output: row 2 has 1 weight, row 1 has 2
 --> net.yaml:3:23
  |
3 |   - weights: [[1, 2], [3]]
  |                       ^
help: every row of a matrix has the same length
=== too few columns for the inputs
inputs: [a, b]
layers:
  - weights: [[1], [3]]
>>>
error: layer output: weights are 2 x 1, expected 2 columns, one for each input
 --> net.yaml:3:14
  |
3 |   - weights: [[1], [3]]
  |              ^
help: is it the other way round? one row for each node: [[1, 3]]
=== too many columns for the layer before
inputs: [a, b]
layers:
  - {name: h, weights: [[1, 2]]}
  - weights: [[1, 2]]
>>>
error: layer output: weights are 1 x 2, expected 1 column, one for each node of layer h
 --> net.yaml:4:14
  |
4 |   - weights: [[1, 2]]
  |              ^
help: is it the other way round? one row for each node: [[1], [2]], or is the last number of each row a bias? weights: [[1]] and bias: [2]
=== a long row without its own brackets
inputs: [a, b]
layers:
  - weights: [1.25, 2.25, 3.25, 4.25, 5.25]
>>>
error: layer output: a row of weights is a list, not 1.25
 --> net.yaml:3:15
  |
3 |   - weights: [1.25, 2.25, 3.25, 4.25, 5.25]
  |               ^^^^
help: a layer with one node has one row: [[1.25, 2.25, 3.25, 4.25, ...]]
=== a number among the rows
inputs: [a, b]
layers:
  - weights: [[1, 2], 3]
>>>
error: layer output: a row of weights is a list, not 3
 --> net.yaml:3:23
  |
3 |   - weights: [[1, 2], 3]
  |                       ^
help: write one list per node: [[1, 2], [3, 4]]
=== no rows
inputs: [a, b]
layers:
  - weights: []
>>>
error: layer output has no nodes: its weights have no rows
 --> net.yaml:3:14
  |
3 |   - weights: []
  |              ^
=== a list as a weight
inputs: [a, b]
layers:
  - weights: [[[1, 2]]]
>>>
error: a weight is a number, not a list
 --> net.yaml:3:16
  |
3 |   - weights: [[[1, 2]]]
  |                ^
=== words, text and nothing as weights
inputs: [a, b]
layers:
  - weights:
    - [one, "2"]
    - [~, true]
    - [1 2, 0b1]
>>>
error: a weight is a number, not one
 --> net.yaml:4:8
  |
4 |     - [one, "2"]
  |        ^^^
error: a weight is a number, not "2"
 --> net.yaml:4:13
  |
4 |     - [one, "2"]
  |             ^^^
help: a number is written without quotes
error: a weight is a number, not nothing
 --> net.yaml:5:8
  |
5 |     - [~, true]
  |        ^
error: a weight is a number, not true
 --> net.yaml:5:11
  |
5 |     - [~, true]
  |           ^^^^
error: a weight is a number, not 1 2
 --> net.yaml:6:8
  |
6 |     - [1 2, 0b1]
  |        ^^^
help: a comma stands between two numbers: 1, 2
error: a weight is a number, not 0b1
 --> net.yaml:6:13
  |
6 |     - [1 2, 0b1]
  |             ^^^
=== what only older YAML takes for a number
inputs: [a, b]
layers:
  - weights:
    - [1_000, 1:30]
    - [yes, 0b11]
>>>
error: a weight is a number, not 1_000
 --> net.yaml:4:8
  |
4 |     - [1_000, 1:30]
  |        ^^^^^
help: nothing stands between the thousands of a number: 1000
error: a weight is a number, not 1:30
 --> net.yaml:4:15
  |
4 |     - [1_000, 1:30]
  |               ^^^^
error: a weight is a number, not yes
 --> net.yaml:5:8
  |
5 |     - [yes, 0b11]
  |        ^^^
error: a weight is a number, not 0b11
 --> net.yaml:5:13
  |
5 |     - [yes, 0b11]
  |             ^^^^
=== words of other languages that are no numbers here
inputs: [a, b]
layers:
  - weights:
    - [nan, inf]
>>>
error: a weight is a number, not nan
 --> net.yaml:4:8
  |
4 |     - [nan, inf]
  |        ^^^
error: a weight is a number, not inf
 --> net.yaml:4:13
  |
4 |     - [nan, inf]
  |             ^^^
=== numbers that are not finite
inputs: [a, b]
layers:
  - weights:
    - [.inf, -.INF]
    - [.nan, 1e999]
>>>
error: a weight is a finite number, not .inf
 --> net.yaml:4:8
  |
4 |     - [.inf, -.INF]
  |        ^^^^
error: a weight is a finite number, not -.INF
 --> net.yaml:4:14
  |
4 |     - [.inf, -.INF]
  |              ^^^^^
error: a weight is a finite number, not .nan
 --> net.yaml:5:8
  |
5 |     - [.nan, 1e999]
  |        ^^^^
error: a weight is a finite number, not 1e999
 --> net.yaml:5:14
  |
5 |     - [.nan, 1e999]
  |              ^^^^^
=== a number that is not finite in a long row
inputs: [a, b]
layers:
  - weights: [[1.000000000000001, 1e999]]
>>>
error: a weight is a finite number, not 1e999
 --> net.yaml:3:35
  |
3 |   - weights: [[1.000000000000001, 1e999]]
  |                                   ^^^^^
=== a fraction over zero
inputs: [a, b]
layers:
  - weights: [[1/0, 1/x]]
>>>
error: a weight is a number, not 1/0
 --> net.yaml:3:16
  |
3 |   - weights: [[1/0, 1/x]]
  |                ^^^
help: a fraction is two numbers, the second not zero: 1/3
error: a weight is a number, not 1/x
 --> net.yaml:3:21
  |
3 |   - weights: [[1/0, 1/x]]
  |                     ^^^
help: a fraction is two numbers, the second not zero: 1/3
=== more biases than rows
inputs: [a, b]
layers:
  - {weights: [[1, 2]], bias: [1, 2]}
>>>
error: layer output: 2 biases, expected 1, one for each node
 --> net.yaml:3:31
  |
3 |   - {weights: [[1, 2]], bias: [1, 2]}
  |                               ^
=== a bias that is a word
inputs: [a, b]
layers:
  - {weights: [[1, 2]], bias: [x]}
>>>
error: a bias is a number, not x
 --> net.yaml:3:32
  |
3 |   - {weights: [[1, 2]], bias: [x]}
  |                                ^
=== biases that are not finite
inputs: [a, b]
layers:
  - {name: h, weights: [[1, 2]], bias: .inf}
  - {weights: [[1]], bias: [.nan]}
>>>
error: a bias is a finite number, not .inf
 --> net.yaml:3:40
  |
3 |   - {name: h, weights: [[1, 2]], bias: .inf}
  |                                        ^^^^
error: a bias is a finite number, not .nan
 --> net.yaml:4:29
  |
4 |   - {weights: [[1]], bias: [.nan]}
  |                             ^^^^
"""),  # noqa: E501
)
def test_a_matrix_that_cannot_be_is_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
