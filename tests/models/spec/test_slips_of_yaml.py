"""Colons, quotes and spaces that are not those of YAML: how the line is to be written."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== nodes without a space behind the colon
inputs: [a, b]
layers:
  - nodes:
      x:[1,2]
      y:[3,4]
>>>
error: 'nodes' is a mapping from each node's name to its weights, or (beside weights) a list of names, not x:[1,2] y:[3,4]
 --> net.yaml:4:7
  |
4 |       x:[1,2]
  |       ^^^^^^^
help: a space stands behind a colon: x: [1,2]
=== the second node without a space behind its colon
inputs: [a, b]
layers:
  - nodes:
      x: [1,2]
      y:[3,4]
>>>
error: this is not YAML: could not find expected ':' while scanning a simple key
 --> net.yaml:5:7
  |
5 |       y:[3,4]
  |       ^
help: a space stands behind a colon: y: [3,4]
=== the first node without a space behind its colon
inputs: [a, b]
layers:
  - nodes:
      x:[1,2]
      y: [3,4]
>>>
error: this is not YAML: mapping values are not allowed in this context
 --> net.yaml:5:8
  |
5 |       y: [3,4]
  |        ^
help: a space stands behind a colon: x: [1,2]
=== no space behind a colon in braces
inputs: [a, b]
layers:
  - nodes: {x:[1,2]}
>>>
error: this is not YAML: found unexpected ':' while scanning a plain scalar
 --> net.yaml:3:14
  |
3 |   - nodes: {x:[1,2]}
  |              ^
help: a space stands behind a colon: - nodes: {x: [1,2]}
=== no space behind the colon of a layer's key
inputs: [a, b]
layers:
  - name:x
    weights: [[1, 2]]
>>>
error: this is not YAML: mapping values are not allowed in this context
 --> net.yaml:4:12
  |
4 |     weights: [[1, 2]]
  |            ^
help: a space stands behind a colon: - name: x
=== no space behind the colons of weights by name
inputs: [a, b]
layers:
  - nodes: {x: {weights: {a:1, b:2}}}
>>>
error: there is no node 'a:1' in the inputs or in an earlier layer
 --> net.yaml:3:27
  |
3 |   - nodes: {x: {weights: {a:1, b:2}}}
  |                           ^^^
help: a space stands behind a colon: a: 1
error: a weight is a number, not nothing
 --> net.yaml:3:30
  |
3 |   - nodes: {x: {weights: {a:1, b:2}}}
  |                              ^
error: there is no node 'b:2' in the inputs or in an earlier layer
 --> net.yaml:3:32
  |
3 |   - nodes: {x: {weights: {a:1, b:2}}}
  |                                ^^^
help: a space stands behind a colon: b: 2
error: a weight is a number, not nothing
 --> net.yaml:3:35
  |
3 |   - nodes: {x: {weights: {a:1, b:2}}}
  |                                   ^
=== no space behind the colon of a scalar layer
inputs: [a, b]
layers:
  - name:x
>>>
error: a layer is a mapping, not name:x
 --> net.yaml:3:5
  |
3 |   - name:x
  |     ^^^^^^
help: a space stands behind a colon: name: x
=== a colon of full width
inputs：[a, b]
layers:
  - weights: [[1, 2]]
>>>
error: this is not YAML: mapping values are not allowed in this context
 --> net.yaml:2:7
  |
2 | layers:
  |       ^
help: U+FF1A (fullwidth colon) is not ':': inputs: [a, b]
=== a quote that a word processor closed
inputs: ["a”, b]
layers:
  - weights: [[1, 2]]
>>>
error: this is not YAML: found unexpected end of stream while scanning a quoted scalar
 --> net.yaml:1:10
  |
1 | inputs: ["a”, b]
  |          ^
help: U+201D (right double quotation mark) is not '"': inputs: ["a", b]
=== backticks
inputs: [`a`, b]
layers:
  - weights: [[1, 2]]
>>>
error: this is not YAML: found character that cannot start any token while scanning for the next token
 --> net.yaml:1:10
  |
1 | inputs: [`a`, b]
  |          ^
help: quotes are " or ': inputs: ["a", b]
=== indentation with no-break spaces
inputs: [a, b]
layers:
  - weights: [[1, 2]]
>>>
error: 'layers' is a list of layers, not nothing
 --> net.yaml:2:8
  |
2 | layers:
  |        ^
error: a network has no key '\xa0\xa0- weights'
 --> net.yaml:3:1
  |
3 | \xa0\xa0- weights: [[1, 2]]
  | ^^^^^^^^^^^^^^^^^
help: U+00A0 (no-break space) is no space: indent with spaces
=== a merge key in quotes
inputs: [a, b]
layers:
  - nodes: {"<<": {weights: [1]}}
>>>
error: layer output, node << has 1 weight, expected 2, one for each input
 --> net.yaml:3:29
  |
3 |   - nodes: {"<<": {weights: [1]}}
  |                             ^
help: the inputs are a, b
"""),  # noqa: E501
)
def test_a_line_is_shown_as_it_is_to_be_written(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
