"""Networks to sweep over, small enough to be worked out by hand."""

from __future__ import annotations

JUMPING = """
inputs: [a, b]
layers:
  - name: hidden
    activation: step
    nodes: {s: {weights: [1, 0], bias: -0.5}, t: {weights: [1, 1], bias: -2}}
  - nodes: {y: [3, 1]}
"""
POLE = "{inputs: [a, b], layers: [{nodes: {y: {weights: [1, 1], activation: reciprocal}}}]}"
ADDING = """
inputs: [a, b]
layers:
  - name: h
    activation: relu
    nodes: {p: [1, 0], q: {weights: [0, 1], bias: -1}}
  - nodes: {y: [1, 1]}
"""
LINEAR = "{inputs: [a, b, c], layers: [{nodes: {y: [0.1, 0.7, 3], z: [0.3, 0.2, 0.1]}}]}"
SMOOTH = """
inputs: [a, b]
layers: [{activation: tanh, weights: [[1, 1], [1, -1]]}, {weights: [[1, 2]]}]
"""
NAMED = """
inputs: ["Account balance", "a=b", 名前, x]
layers:
  - name: h
    activation: relu
    nodes: {"[red]": [1, 1, 1, -2], "a very long name of a node that goes on": [-1, 1, 0.5, 0]}
  - nodes: {"a very long name of an output that goes on and on <&>": [1, 2]}
"""
