"""The activation of a layer or a node, with its parameters."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal, transcripts

pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    ("written", "stderr"),
    transcripts(r"""
=== an unknown activation with the nearest name
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: rleu}
>>>
error: there is no activation 'rleu'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: rleu}
  |                                     ^^^^
help: did you mean relu?
=== a name in the wrong case
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: ReLU}
>>>
error: there is no activation 'ReLU'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: ReLU}
  |                                     ^^^^
help: did you mean relu?
=== a name in quotes
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: "rleu"}
>>>
error: there is no activation 'rleu'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: "rleu"}
  |                                     ^^^^^^
help: did you mean relu?
=== a name that is near to none
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: zzzz}
>>>
error: there is no activation 'zzzz'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: zzzz}
  |                                     ^^^^
help: `fwdprop activations` lists them all
=== a list
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: [relu]}
>>>
error: 'activation' is a name, or a mapping with a name and parameters, not a list
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: [relu]}
  |                                     ^
=== nothing
inputs: [a, b]
layers:
  - weights: [[1, 2]]
    activation:
>>>
error: 'activation' is a name, or a mapping with a name and parameters, not nothing
 --> net.yaml:4:16
  |
4 |     activation:
  |                ^
=== a mapping without a name
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {alpha: 1}}
>>>
error: an activation has no 'name'
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: {alpha: 1}}
  |                                     ^
help: write {name: leaky_relu, alpha: 0.2}
=== an unknown activation of a node
inputs: [a, b]
layers:
  - nodes: {n: {weights: [1, 2], activation: tahn}}
>>>
error: there is no activation 'tahn'
 --> net.yaml:3:46
  |
3 |   - nodes: {n: {weights: [1, 2], activation: tahn}}
  |                                              ^^^^
help: did you mean tanh?
=== an unknown parameter with the nearest name
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: elu, alpa: 1}}
>>>
error: elu has no parameter 'alpa'
 --> net.yaml:3:49
  |
3 |   - {weights: [[1, 2]], activation: {name: elu, alpa: 1}}
  |                                                 ^^^^
help: did you mean alpha?
=== an unknown parameter
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: elu, slope: 1}}
>>>
error: elu has no parameter 'slope'
 --> net.yaml:3:49
  |
3 |   - {weights: [[1, 2]], activation: {name: elu, slope: 1}}
  |                                                 ^^^^^
help: its parameters are alpha
=== a parameter where there is none
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: relu, alpha: 1}}
>>>
error: relu has no parameter 'alpha'
 --> net.yaml:3:50
  |
3 |   - {weights: [[1, 2]], activation: {name: relu, alpha: 1}}
  |                                                  ^^^^^
help: it has none
=== a parameter beside the activation
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: elu, alpha: 1}
>>>
error: a layer has no key 'alpha'
 --> net.yaml:3:42
  |
3 |   - {weights: [[1, 2]], activation: elu, alpha: 1}
  |                                          ^^^^^
help: its keys are name, activation, nodes, weights, bias
=== a leaky_relu that does not say its slope
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: leaky_relu}
>>>
error: leaky_relu needs 'alpha', the slope below zero
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: leaky_relu}
  |                                     ^^^^^^^^^^
help: write the slope that the network was trained with, such as {name: leaky_relu, alpha: 0.01}: frameworks use 0.01 (PyTorch, JAX, ONNX), 0.2 and 0.3 (Keras)
=== a prelu without its slope
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: prelu}
>>>
error: prelu needs 'alpha', the learned slope below zero, one number or one per node
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: prelu}
  |                                     ^^^^^
help: write the slope that was learned, such as {name: prelu, alpha: 0.25}, or a list with one number per node
=== a threshold that is half there
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: threshold, threshold: 1}}
>>>
error: threshold needs 'value', what takes the place of a z that is not
 --> net.yaml:3:37
  |
3 |   - {weights: [[1, 2]], activation: {name: threshold, threshold: 1}}
  |                                     ^
help: write {name: threshold, threshold: ..., value: ...}
=== a parameter that is a word
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: elu, alpha: x}}
>>>
error: 'alpha' is a number, not x
 --> net.yaml:3:56
  |
3 |   - {weights: [[1, 2]], activation: {name: elu, alpha: x}}
  |                                                        ^
=== a parameter that is not finite
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: elu, alpha: .nan}}
>>>
error: 'alpha' is a finite number, not .nan
 --> net.yaml:3:56
  |
3 |   - {weights: [[1, 2]], activation: {name: elu, alpha: .nan}}
  |                                                        ^^^^
=== a parameter that is not positive
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: celu, alpha: 0}}
>>>
error: 'alpha' is greater than 0, not 0
 --> net.yaml:3:57
  |
3 |   - {weights: [[1, 2]], activation: {name: celu, alpha: 0}}
  |                                                         ^
=== a parameter that is another word
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: gelu, approximate: tan}}
>>>
error: 'approximate' is none or tanh, not tan
 --> net.yaml:3:63
  |
3 |   - {weights: [[1, 2]], activation: {name: gelu, approximate: tan}}
  |                                                               ^^^
=== one slope too many
inputs: [a, b]
layers:
  - {weights: [[1, 2]], activation: {name: prelu, alpha: [1, 2]}}
>>>
error: 'alpha' has 2 numbers, expected 1, one per node
 --> net.yaml:3:58
  |
3 |   - {weights: [[1, 2]], activation: {name: prelu, alpha: [1, 2]}}
  |                                                          ^
=== softmax on one node
inputs: [a, b]
layers:
  - nodes:
      n: {weights: [1, 2], activation: softmax}
      m: [3, 4]
>>>
error: softmax takes all nodes of a layer together: it cannot be the activation of one node
 --> net.yaml:4:40
  |
4 |       n: {weights: [1, 2], activation: softmax}
  |                                        ^^^^^^^
help: give it to the layer
=== a node beside softmax
inputs: [a, b]
layers:
  - activation: softmax
    nodes:
      n: {weights: [1, 2], activation: relu}
      m: [3, 4]
>>>
error: a node of a softmax layer has no activation of its own
 --> net.yaml:5:40
  |
5 |       n: {weights: [1, 2], activation: relu}
  |                                        ^^^^
help: softmax takes all nodes of the layer together
"""),  # noqa: E501
)
def test_an_activation_that_cannot_be_is_marked(fwdprop: Run, written: str, stderr: str) -> None:
    assert refusal(fwdprop, written) == stderr


def test_unknown_parameters_are_told_in_the_order_of_the_file(fwdprop: Run) -> None:
    names = [f"p{index}" for index in range(9)]
    written = ", ".join(f"{name}: 1" for name in names)
    stderr = refusal(
        fwdprop,
        "inputs: [a, b]\nlayers:\n  - weights: [[1, 2]]\n"
        f"    activation: {{name: elu, {written}, p9: 1, p10: 1}}\n",
    )
    told = [line for line in stderr.splitlines() if line.startswith("error: ")]
    assert told == [f"error: elu has no parameter '{name}'" for name in [*names, "p9"]]
    assert stderr.endswith("and 1 more\n")
