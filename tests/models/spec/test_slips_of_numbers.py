"""Numbers as other keyboards and countries write them: what is said of them in a network file."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== a minus sign of a word processor
inputs: [a, b]
layers:
  - nodes: {y: [−1, –0.5]}
>>>
error: a weight is a number, not −1
 --> net.yaml:3:17
  |
3 |   - nodes: {y: [−1, –0.5]}
  |                 ^^
help: U+2212 (minus sign) is not '-': write -1
error: a weight is a number, not –0.5
 --> net.yaml:3:21
  |
3 |   - nodes: {y: [−1, –0.5]}
  |                     ^^^^
help: U+2013 (en dash) is not '-': write -0.5
=== digits of full width
inputs: ２
layers:
  - weights: [[１, 2]]
    bias: −1
>>>
error: 'inputs' is a list of names, or how many there are, not ２
 --> net.yaml:1:9
  |
1 | inputs: ２
  |         ^^
help: U+FF12 (fullwidth digit two) is not '2': write 2
error: a weight is a number, not １
 --> net.yaml:3:16
  |
3 |   - weights: [[１, 2]]
  |                ^^
help: U+FF11 (fullwidth digit one) is not '1': write 1
error: 'bias' is a list with one number per node, one number, or a file, not −1
 --> net.yaml:4:11
  |
4 |     bias: −1
  |           ^^
help: U+2212 (minus sign) is not '-': write -1
=== a no-break space and an invisible character
inputs: [a, b]
layers:
  - weights: [[1, 2], [3​, 4]]
>>>
error: a weight is a number, not \xa02
 --> net.yaml:3:18
  |
3 |   - weights: [[1,\xa02], [3\u200b, 4]]
  |                  ^^^^^
help: U+00A0 (no-break space) is no space: write 2
error: a weight is a number, not 3\u200b
 --> net.yaml:3:24
  |
3 |   - weights: [[1,\xa02], [3\u200b, 4]]
  |                           ^^^^^^^
help: U+200B (zero width space) is invisible: write 3
=== full-width commas
inputs: [a, b]
layers:
  - weights: [[1，2]]
>>>
error: a weight is a number, not 1，2
 --> net.yaml:3:16
  |
3 |   - weights: [[1，2]]
  |                ^^^^
help: U+FF0C (fullwidth comma) is not ',': write 1, 2
=== signs of other keyboards in a parameter and in an example
inputs: [a, b]
layers:
  - weights: [[1, 2]]
    activation: {name: leaky_relu, alpha: −0.1}
examples:
  - input: [−1, 3]
    output: {node_0: ٣}
    tolerance: ０.１
>>>
error: 'alpha' is a number, not −0.1
 --> net.yaml:4:43
  |
4 |     activation: {name: leaky_relu, alpha: −0.1}
  |                                           ^^^^
help: U+2212 (minus sign) is not '-': write -0.1
error: a value is a number, not −1
 --> net.yaml:6:13
  |
6 |   - input: [−1, 3]
  |             ^^
help: U+2212 (minus sign) is not '-': write -1
error: a value is a number, not ٣
 --> net.yaml:7:22
  |
7 |     output: {node_0: ٣}
  |                      ^
help: U+0663 (arabic-indic digit three) is not '3': write 3
error: 'tolerance' is a number, not ０.１
 --> net.yaml:8:16
  |
8 |     tolerance: ０.１
  |                ^^^^^
help: U+FF10 (fullwidth digit zero) is not '0': write 0.1
=== thousands
inputs: [a, b]
layers:
  - weights: [[1_000, 1_234.5]]
    bias: 1,000
>>>
error: a weight is a number, not 1_000
 --> net.yaml:3:16
  |
3 |   - weights: [[1_000, 1_234.5]]
  |                ^^^^^
help: nothing stands between the thousands of a number: 1000
error: a weight is a number, not 1_234.5
 --> net.yaml:3:23
  |
3 |   - weights: [[1_000, 1_234.5]]
  |                       ^^^^^^^
help: nothing stands between the thousands of a number: 1234.5
error: 'bias' is a list with one number per node, one number, or a file, not 1,000
 --> net.yaml:4:11
  |
4 |     bias: 1,000
  |           ^^^^^
help: decimals take a point, and thousands nothing: 1.000 or 1000
=== spaces between numbers
inputs: [a, b]
layers:
  - weights: [[1 2]]
>>>
error: a weight is a number, not 1 2
 --> net.yaml:3:16
  |
3 |   - weights: [[1 2]]
  |                ^^^
help: a comma stands between two numbers: 1, 2
=== words for what is not finite
inputs: [a, b]
layers:
  - weights: [[1, 2]]
examples:
  - input: [nan, -Infinity]
    output: [inf]
>>>
error: a value is a number, not nan
 --> net.yaml:5:13
  |
5 |   - input: [nan, -Infinity]
  |             ^^^
help: write .nan
error: a value is a number, not -Infinity
 --> net.yaml:5:18
  |
5 |   - input: [nan, -Infinity]
  |                  ^^^^^^^^^
help: write -.inf
error: a value is a number, not inf
 --> net.yaml:6:14
  |
6 |     output: [inf]
  |              ^^^
help: write .inf
"""),
)
def test_a_number_is_shown_as_it_is_to_be_written(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
