"""The table of the nodes' health: every width, large layers, and what is marked in words."""

from __future__ import annotations

import numpy as np
import pytest
from conftest import Stream

from fwdprop.activations import bind
from fwdprop.health import Tally
from fwdprop.network import Array, Layer, Network
from fwdprop.terminal import Terminal
from fwdprop.views.health import drawn


def layer(name: str, activation: str, *nodes: str, fan_in: int = 1, source: int = 0) -> Layer:
    weights = np.zeros((len(nodes), fan_in))
    return Layer(name, nodes, weights, np.zeros(len(nodes)), bind(activation), (source,))


def tally_of(layers: tuple[Layer, ...], *values: Array) -> Tally:
    tally = Tally(Network(("x",), layers))
    tally.watch(values)
    return tally


def text(
    tally: Tally, columns: int = 80, digits: int = 6, whole: bool = False, encoding: str = "utf-8"
) -> str:
    environ = {"NO_COLOR": "1", "COLUMNS": str(columns)}
    terminal = Terminal(Stream(), Stream(tty=True), Stream(), environ, encoding)
    return drawn(tally, terminal, digits, whole)


SMALL = tally_of(
    (
        layer("hidden", "relu", "up", "gone"),
        layer("squash", "sigmoid", "p", fan_in=2, source=1),
        layer("output", "reciprocal", "y", source=2),
    ),
    np.array([[0, 0], [1, 0], [2.5, -0.0]]),
    np.array([[0.25], [0.999], [1]]),
    np.array([[np.inf], [1e-5 / 3], [-4]]),
)

AT_82 = """\
health of each node over 3 rows

layer    node    min       mean           max    zeros   saturated
─────────────────────────────────────────────────────────────────────────────────
hidden   up        0    1.16667           2.5   33.3 %           -
         gone      0          0             0    100 %           -   dead
squash   p      0.25   0.749667             1      0 %      66.7 %
output   y        -4         -2   3.33333e-06      0 %           -   1 not finite

1 node is dead, 0 in every row: hidden.gone
1 node has values that are nan or an infinity, which min, mean and max leave out:
output.y
"""

AT_80 = """\
health of each node over 3 rows

hidden   min      mean   max    zeros   saturated
────────────────────────────────────────────────────────
up         0   1.16667   2.5   33.3 %           -
gone       0         0     0    100 %           -   dead

squash    min       mean   max   zeros   saturated
──────────────────────────────────────────────────
p        0.25   0.749667     1     0 %      66.7 %

output   min   mean           max   zeros   saturated
────────────────────────────────────────────────────────────────────
y         -4     -2   3.33333e-06     0 %           -   1 not finite

1 node is dead, 0 in every row: hidden.gone
1 node has values that are nan or an infinity, which min, mean and max leave
out: output.y
"""

AT_40 = """\
health of each node over 3 rows

hidden
────────────────────────────
up       min         0
         mean        1.16667
         max         2.5
         zeros       33.3 %
         saturated   -
gone     min         0
         mean        0
         max         0
         zeros       100 %
         saturated   -
                     dead

squash
─────────────────────────────
p        min         0.25
         mean        0.749667
         max         1
         zeros       0 %
         saturated   66.7 %

output
─────────────────────────────────
y        min         -4
         mean        -2
         max         3.33333e-06
         zeros       0 %
         saturated   -
                     1 not finite

1 node is dead, 0 in every row:
hidden.gone
1 node has values that are nan or an
infinity, which min, mean and max leave
out: output.y
"""


@pytest.mark.parametrize(("columns", "expected"), [(82, AT_82), (80, AT_80), (40, AT_40)])
def test_what_is_too_wide_is_split_by_layer_and_then_turned(columns: int, expected: str) -> None:
    assert text(SMALL, columns) == expected
