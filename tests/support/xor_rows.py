"""Rows for the network of exclusive or with what is expected of them, of which two do not hold."""

from __future__ import annotations

XOR = "check networks/xor.yaml --data -"
# The third is 1, the fifth 0.
ROWS = """\
note,x2,x1,y,hidden.h1
a,1,0,1,1
b,1,1,0,2
c,0,1,0.7,1
d,0,0,,NA
e,0,0,3,0
"""
FIFTH = """\
    layer output, node y
      expected    3
      found       0
      difference  -3
      tolerance   3e-09
    y = 1·h1 - 2·h2 = 1·0 - 2·0 = 0
"""
