"""A network whose nodes read some of what stands before them, and some of it with weight 0."""

from __future__ import annotations

SPARSE = """
inputs: [a, b, c]
layers:
  - name: first
    activation: tanh
    nodes:
      p: {weights: {a: 2, c: 0}}
      q: {weights: {}, bias: 1}
      r: {weights: {b: -1}, activation: {name: leaky_relu, alpha: 0.2}}
  - name: lonely
    nodes: {s: {weights: {}}}
  - nodes:
      y: {weights: {first.p: 1, inputs.a: 0.5, s: 0}, activation: tanh}
      z: {weights: {s: 3}}
"""
