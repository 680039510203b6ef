"""The weights into a node: in order, or by the name of where they come from."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== too few weights from the inputs
inputs: [a, b]
layers:
  - nodes: {n: [1]}
>>>
error: layer output, node n has 1 weight, expected 2, one for each input
 --> net.yaml:3:16
  |
3 |   - nodes: {n: [1]}
  |                ^
help: the inputs are a, b
=== too many weights from a layer
inputs: [a, b]
layers:
  - {name: h, nodes: {p: [1, 2], q: [3, 4]}}
  - nodes: {n: [1, 2, 3]}
>>>
error: layer output, node n has 3 weights, expected 2, one for each node of layer h
 --> net.yaml:4:16
  |
4 |   - nodes: {n: [1, 2, 3]}
  |                ^
help: is the last number a bias? {weights: [1, 2], bias: 3}
=== a weight too many in the long form
inputs: [a, b]
layers:
  - nodes:
      n:
        weights: [1, 2, 3]
>>>
error: layer output, node n has 3 weights, expected 2, one for each input
 --> net.yaml:5:18
  |
5 |         weights: [1, 2, 3]
  |                  ^
help: is the last number a bias? weights: [1, 2] and bias: 3
=== an unknown name
inputs: [a, b]
layers:
  - nodes: {n: {weights: {children: 1}}}
>>>
error: there is no node 'children' in the inputs or in an earlier layer
 --> net.yaml:3:27
  |
3 |   - nodes: {n: {weights: {children: 1}}}
  |                           ^^^^^^^^
help: the inputs are a, b
=== an unknown name with the nearest known one
inputs: [children, accounts]
layers:
  - nodes: {n: {weights: {children: 1, acounts: 2}}}
>>>
error: there is no node 'acounts' in the inputs or in an earlier layer
 --> net.yaml:3:40
  |
3 |   - nodes: {n: {weights: {children: 1, acounts: 2}}}
  |                                        ^^^^^^^
help: did you mean accounts?
=== an unknown name with its layer
inputs: [a, b]
layers:
  - {name: hidden, nodes: {first: [1, 2], second: [3, 4]}}
  - nodes: {n: {weights: {hidden.frist: 1}}}
>>>
error: there is no node 'hidden.frist' in the inputs or in an earlier layer
 --> net.yaml:4:27
  |
4 |   - nodes: {n: {weights: {hidden.frist: 1}}}
  |                           ^^^^^^^^^^^^
help: did you mean hidden.first?
=== an ambiguous name
inputs: [x, y]
layers:
  - {name: h, nodes: {x: [1, 2]}}
  - {name: g, nodes: {z: [1]}}
  - nodes: {n: {weights: {x: 1}}}
>>>
error: 'x' is ambiguous: it may mean h.x or inputs.x
 --> net.yaml:5:27
  |
5 |   - nodes: {n: {weights: {x: 1}}}
  |                           ^
help: say the layer too: layer.node
=== a node of a later layer
inputs: [a, b]
layers:
  - {name: h, nodes: {p: {weights: {late: 1}}}}
  - nodes: {late: [1]}
>>>
error: 'late' is not in an earlier layer
 --> net.yaml:3:37
  |
3 |   - {name: h, nodes: {p: {weights: {late: 1}}}}
  |                                     ^^^^
help: a node reads the layers before its own
=== a node of a later layer with its layer
inputs: [a, b]
layers:
  - {name: h, nodes: {p: {weights: {g.late: 1}}}}
  - {name: g, nodes: {late: [1]}}
>>>
error: 'g.late' is not in an earlier layer
 --> net.yaml:3:37
  |
3 |   - {name: h, nodes: {p: {weights: {g.late: 1}}}}
  |                                     ^^^^^^
help: a node reads the layers before its own
=== a node of its own layer
inputs: [a, b]
layers:
  - nodes: {p: {weights: {q: 1}}, q: [1, 2]}
>>>
error: 'q' is not in an earlier layer
 --> net.yaml:3:27
  |
3 |   - nodes: {p: {weights: {q: 1}}, q: [1, 2]}
  |                           ^
help: a node reads the layers before its own
=== itself
inputs: [a, b]
layers:
  - nodes: {p: {weights: {p: 1}}}
>>>
error: 'p' is not in an earlier layer
 --> net.yaml:3:27
  |
3 |   - nodes: {p: {weights: {p: 1}}}
  |                           ^
help: a node reads the layers before its own
=== one node under both its names
inputs: [a, b]
layers:
  - nodes: {n: {weights: {inputs.a: 1, a: 2}}}
>>>
error: 'a' and 'inputs.a' are the same node
 --> net.yaml:3:40
  |
3 |   - nodes: {n: {weights: {inputs.a: 1, a: 2}}}
  |                                        ^
help: keep one of the two
=== a name twice
inputs: [a, b]
layers:
  - nodes: {n: {weights: {a: 1, a: 2}}}
>>>
error: 'a' is here a second time
 --> net.yaml:3:33
  |
3 |   - nodes: {n: {weights: {a: 1, a: 2}}}
  |                                 ^
help: it is first in line 3; keep one of the two
=== a named weight that is a word
inputs: [a, b]
layers:
  - nodes: {n: {weights: {a: heavy}}}
>>>
error: a weight is a number, not heavy
 --> net.yaml:3:30
  |
3 |   - nodes: {n: {weights: {a: heavy}}}
  |                              ^^^^^
=== a named weight that is not finite
inputs: [a, b]
layers:
  - nodes: {n: {weights: {a: .inf}}}
>>>
error: a weight is a finite number, not .inf
 --> net.yaml:3:30
  |
3 |   - nodes: {n: {weights: {a: .inf}}}
  |                              ^^^^
=== a bias that is a word
inputs: [a, b]
layers:
  - nodes: {n: {weights: [1, 2], bias: none}}
>>>
error: 'bias' is a number, not none
 --> net.yaml:3:40
  |
3 |   - nodes: {n: {weights: [1, 2], bias: none}}
  |                                        ^^^^
=== a bias that is not finite
inputs: [a, b]
layers:
  - nodes: {n: {weights: [1, 2], bias: .nan}}
>>>
error: a bias is a finite number, not .nan
 --> net.yaml:3:40
  |
3 |   - nodes: {n: {weights: [1, 2], bias: .nan}}
  |                                        ^^^^
"""),
)
def test_connections_that_cannot_be_are_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr
