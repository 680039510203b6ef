"""A network of two inputs whose output is twice their sum."""

from __future__ import annotations

import io

from fwdprop import Network, load
from fwdprop.numerals import DType

SUMS = b"""\
inputs: [a, b]
layers:
  - {name: h, nodes: {s: [1, 1], t: [1, -1]}}
  - nodes: {y: [2, 0]}
"""


def sums(dtype: DType | None = None) -> Network:
    """Its output y is 2·(a + b); its first layer h has the sum s and the difference t."""
    return load(io.BytesIO(SUMS), dtype)
