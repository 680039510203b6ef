"""A folder of homework to check, and what `fwdprop check` says of each file."""

from __future__ import annotations

import shutil
from pathlib import Path

from command_line import NETWORKS

# hidden = (x0 + x1, relu(-x0 + x1 - 2)), y = 2 hidden_0 - hidden_1 + 0.5
HOMEWORK = """\
inputs: [children, accounts]
layers:
  - name: hidden
    activation: relu
    weights: [[1, 1], [-1, 1]]
    bias: [0, -2]
  - name: output
    weights: [[2, -1]]
    bias: 0.5
    nodes: [transactions]
examples:
  - {input: [2, 3], hidden: [5, 0], output: [10.5]}
  - {input: [1, 4], hidden: [5, 3], output: [7.5]}
  - {input: [3, 1], output: [8]}
"""
# The second: without the bias of the hidden layer -1 + 4 = 3, and 10 - 3 + 0.5.
# The third: without the bias of the output layer.
ALICE = """\
alice.yaml: 2 of 3 examples do not hold
  example 2: children = 1, accounts = 4
    layer hidden, node node_1, the first of 2 values that are off
      expected    3
      found       1
      difference  -2
      tolerance   3e-09
    node_1 = relu(-1·children + 1·accounts - 2) = relu(-1·1 + 1·4 - 2) = relu(1) = 1
    3 is what you get when the bias of layer hidden is left out
  example 3: children = 3, accounts = 1
    layer output, node transactions
      expected    8
      found       8.5
      difference  0.5
      tolerance   8e-09
    transactions = 2·node_0 - 1·node_1 + 0.5 = 2·4 - 1·0 + 0.5 = 8.5
    8 is what you get when the bias of layer output is left out
"""
BOB = """\
error: 'layers' is a list of layers, not 3
 --> bob.yaml:2:9
  |
2 | layers: 3
  |         ^
"""


def write_homework(folder: Path) -> None:
    """Four files into a folder: alice.yaml is wrong twice, bob.yaml is no network."""
    (folder / "alice.yaml").write_text(HOMEWORK)
    (folder / "bob.yaml").write_text("inputs: 2\nlayers: 3\n")
    (folder / "carol.yaml").write_text("inputs: 2\nlayers: [{weights: [[1, 2]]}]\n")
    shutil.copy(NETWORKS / "xor.yaml", folder / "xor.yaml")
