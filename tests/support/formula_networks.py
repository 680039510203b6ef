"""Networks whose outputs are formulas that one can work out by hand."""

from __future__ import annotations

import io

import fwdprop
from fwdprop import Network

# y = a·b, as (a + b)²/2 - a²/2 - b²/2.
PRODUCT = """
inputs: [a, b]
layers:
  - name: squares
    activation: square
    nodes: {sum: [1, 1], one: [1, 0], other: [0, 1]}
  - nodes: {y: [0.5, -0.5, -0.5]}
"""
# y = a·b·c, as the product of a·b and c.
PRODUCT_OF_THREE = """
inputs: [a, b, c]
layers:
  - name: squares
    activation: square
    nodes: {sum: {weights: {a: 1, b: 1}}, one: {weights: {a: 1}}, other: {weights: {b: 1}}}
  - name: product
    nodes: {ab: {weights: {sum: 0.5, one: -0.5, other: -0.5}}}
  - name: again
    activation: square
    nodes:
      sum: {weights: {ab: 1, inputs.c: 1}}
      one: {weights: {ab: 1}}
      other: {weights: {inputs.c: 1}}
  - nodes: {y: {weights: {again.sum: 0.5, again.one: -0.5, again.other: -0.5}}}
"""
# Bent, and parallel all the same.
PARALLEL = """
inputs: [a, b]
layers:
  - name: hidden
    activation: relu
    nodes: {one: [1, 0], other: {weights: [0, 1], bias: -1}}
  - nodes: {y: [1, 1]}
"""
SIGMOID = """
inputs: [a, b]
layers:
  - activation: sigmoid
    nodes: {y: [1, 1]}
"""


def network_of(text: str) -> Network:
    return fwdprop.load(io.BytesIO(text.encode()))
