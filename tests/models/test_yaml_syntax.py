"""What YAML refuses, and what YAML allows and a network file does not."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== a bracket that is not closed
inputs: [a, b
layers: []
>>>
error: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence
 --> net.yaml:2:7
  |
2 | layers: []
  |       ^
help: is the [ at 1:9 closed, and a comma between items?
=== a colon too many
inputs: a: b
>>>
error: this is not YAML: mapping values are not allowed in this context
 --> net.yaml:1:10
  |
1 | inputs: a: b
  |          ^
help: a key has a colon and a space behind it, here and in the line before
=== a key without its colon
inputs: [a, b]
layer
name: x
>>>
error: this is not YAML: could not find expected ':' while scanning a simple key
 --> net.yaml:2:1
  |
2 | layer
  | ^
help: a key has a colon and a space behind it
=== quotes that are not closed
inputs: [a, b]
name: "the first
layers: []
>>>
error: this is not YAML: found unexpected end of stream while scanning a quoted scalar
 --> net.yaml:2:7
  |
2 | name: "the first
  |       ^
help: is the quote at 2:7 closed?
=== an item out of line
inputs: [a, b]
layers:
    - weights: [[1, 2]]
  - weights: [[1]]
>>>
error: this is not YAML: did not find expected key while parsing a block mapping
 --> net.yaml:4:3
  |
4 |   - weights: [[1]]
  |   ^
help: keys of one mapping, and dashes of one list, begin in the same column
=== a duplicate key
inputs: [a, b]
layers:
  - activation: relu
    weights: [[1, 2]]
    activation: tanh
>>>
error: 'activation' is here a second time
 --> net.yaml:5:5
  |
5 |     activation: tanh
  |     ^^^^^^^^^^
help: it is first in line 3; keep one of the two
=== a node twice
inputs: [a, b]
layers:
  - nodes: {n: [1, 2], "n": [3, 4]}
>>>
error: 'n' is here a second time
 --> net.yaml:3:24
  |
3 |   - nodes: {n: [1, 2], "n": [3, 4]}
  |                        ^^^
help: it is first in line 3; keep one of the two
=== a second document
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
---
inputs: [c]
>>>
error: a second document begins here
 --> net.yaml:3:1
  |
3 | ---
  | ^
help: one file holds one network
=== a tag that would run code
inputs: [a, b]
name: !!python/object/apply:os.system [echo]
layers: [{weights: [[1, 2]]}]
>>>
error: the tag !!python/object/apply:os.system means nothing in a network file
 --> net.yaml:2:7
  |
2 | name: !!python/object/apply:os.system [echo]
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: leave it out
error: 'name' is text, not a list
 --> net.yaml:2:7
  |
2 | name: !!python/object/apply:os.system [echo]
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
=== a tag of one's own
inputs: !names [a, b]
layers: [{weights: [[1, 2]]}]
>>>
error: the tag !names means nothing in a network file
 --> net.yaml:1:9
  |
1 | inputs: !names [a, b]
  |         ^^^^^^^^
help: leave it out
=== an alias without its anchor
inputs: [a, b]
layers: [{weights: [*row]}]
>>>
error: there is no anchor &row before this alias
 --> net.yaml:2:21
  |
2 | layers: [{weights: [*row]}]
  |                     ^
=== an alias of what it stands in
inputs: &names [a, *names]
layers: [{weights: [[1, 2]]}]
>>>
error: there is no anchor &names before this alias
 --> net.yaml:1:20
  |
1 | inputs: &names [a, *names]
  |                    ^
=== a fault inside an alias
inputs: [a, b]
layers:
  - &first
    weights: [[1, 2], [3, x]]
  - *first
>>>
error: a weight is a number, not x
 --> net.yaml:4:27
  |
4 |     weights: [[1, 2], [3, x]]
  |                           ^
error: a weight is a number, not x
 --> net.yaml:5:5
  |
5 |   - *first
  |     ^^^^^^
=== a list as a scalar of its own
inputs: [a, b]
layers: [{weights: [[1, 2]]}]
examples: >
  none
>>>
error: 'examples' is a list of examples, not "none\n"
 --> net.yaml:3:11
  |
3 | examples: >
  |           ^
"""),
)
def test_text_that_is_not_a_network_file_is_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
