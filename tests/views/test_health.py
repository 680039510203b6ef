"""The table of the nodes' health: every width, large layers, and what is marked in words."""

from __future__ import annotations

from unicodedata import east_asian_width

import numpy as np
import pytest
from command_line import Stream

from fwdprop import Layer, Network
from fwdprop.activations import bind
from fwdprop.analysis.health import Tally
from fwdprop.arrays import Array
from fwdprop.system.terminal import Terminal
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

AT_81 = """\
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
─────────────────────
up
  min         0
  mean        1.16667
  max         2.5
  zeros       33.3 %
  saturated   -
gone          dead
  min         0
  mean        0
  max         0
  zeros       100 %
  saturated   -

squash
──────────────────────
p
  min         0.25
  mean        0.749667
  max         1
  zeros       0 %
  saturated   66.7 %

output
──────────────────────────
y             1 not finite
  min         -4
  mean        -2
  max         3.33333e-06
  zeros       0 %
  saturated   -

1 node is dead, 0 in every row:
hidden.gone
1 node has values that are nan or an
infinity, which min, mean and max leave
out: output.y
"""


@pytest.mark.parametrize(("columns", "expected"), [(81, AT_81), (80, AT_80), (40, AT_40)])
def test_what_is_too_wide_is_split_by_layer_and_then_turned(columns: int, expected: str) -> None:
    assert text(SMALL, columns) == expected


def shown(table: str) -> list[str]:
    """The lines of a table below its rule, with single spaces."""
    lines = [" ".join(line.split()) for line in table.splitlines()]
    rule = next(index for index, line in enumerate(lines) if line and not line.strip("─-"))
    return lines[rule + 1 :]


def relus(nodes: int, *dead: int) -> Tally:
    """A layer where node k is k in both rows, or 0 where it is dead."""
    values = np.arange(nodes, dtype=float)
    values[0] = 0.5
    values[[*dead]] = 0
    return tally_of((layer("h", "relu", *(f"n{k}" for k in range(nodes))),), np.stack([values] * 2))


def lines_of(*nodes: int) -> list[str]:
    return [f"h n{k}"[0 if k == 0 else 2 :] + f" {k or 0.5}" * 3 + " 0 % -" for k in nodes]


@pytest.mark.parametrize(
    ("nodes", "whole", "expected"),
    [
        (24, False, lines_of(*range(24))),
        (25, False, [*lines_of(*range(12)), "... 9 more ...", *lines_of(*range(21, 25))]),
        (
            2000,
            False,
            [*lines_of(*range(12)), "... 1,984 more ...", *lines_of(*range(1996, 2000))],
        ),
        (100, True, lines_of(*range(100))),
    ],
)
def test_a_large_layer_shows_its_first_and_last_nodes_and_counts_the_others(
    nodes: int, whole: bool, expected: list[str]
) -> None:
    assert shown(text(relus(nodes), whole=whole)) == expected


def test_dead_nodes_are_named_also_where_a_large_layer_leaves_them_out() -> None:
    few, many = text(relus(100, 50)), text(relus(100, *range(20, 60)))
    assert few.splitlines()[-1] == "1 node is dead, 0 in every row: h.n50"
    assert " ".join(many.splitlines()[-2:]) == (
        "40 nodes are dead, 0 in every row: h.n20, h.n21, h.n22, h.n23, h.n24, h.n25,"
        " ... 33 more ..., h.n59"
    )
    assert shown(few)[0] == "h n0 0.5 0.5 0.5 0 % -"
    assert [line for line in shown(text(relus(3, 1))) if line.endswith("dead")] == [
        "n1 0 0 0 100 % - dead"
    ]


def test_a_large_layer_is_left_out_of_a_narrow_terminal_too() -> None:
    lines = shown(text(relus(30), columns=30))
    assert lines[:7] == ["n0", "min 0.5", "mean 0.5", "max 0.5", "zeros 0 %", "saturated -", "n1"]
    assert len(lines) == 6 * 16 + 1
    assert lines[6 * 12] == "... 14 more ..."


@pytest.mark.parametrize(
    ("zeros", "rows", "expected"),
    [
        (0, 10_000, "0 %"),
        (1, 10_000, "< 0.1 %"),
        (5, 10_000, "0.1 %"),
        (10, 10_000, "0.1 %"),
        (5_000, 10_000, "50 %"),
        (1, 3, "33.3 %"),
        (9_994, 10_000, "99.9 %"),
        (9_999, 10_000, "> 99.9 %"),
        (10_000, 10_000, "100 %"),
    ],
)
def test_only_none_is_0_percent_and_only_all_is_100(zeros: int, rows: int, expected: str) -> None:
    values = np.ones((rows, 1))
    values[:zeros] = 0
    table = text(tally_of((layer("h", "abs", "n"),), values))
    mean = f"{1 - zeros / rows:.6g}"
    extent = f"{0 if zeros else 1} {mean} {1 if zeros < rows else 0}"
    assert shown(table) == [f"h n {extent} {expected} -"]


def test_numbers_have_the_digits_asked_for() -> None:
    tally = tally_of((layer("h", "identity", "n"),), np.array([[1 / 3], [2 / 3]]))
    assert shown(text(tally, digits=2)) == ["h n 0.33 0.5 0.67 0 % -"]
    assert shown(text(tally, 100, digits=17)) == [
        "h n 0.33333333333333331 0.5 0.66666666666666663 0 % -"
    ]


def test_without_rows_there_is_no_table() -> None:
    tally = tally_of((layer("h", "relu", "n"),), np.zeros((0, 1)))
    assert text(tally) == "health of each node over 0 rows\n"


def test_a_terminal_without_unicode_gets_a_plain_table() -> None:
    table = text(SMALL, encoding="ascii")
    assert table.isascii()
    assert "gone   |   0 |       0 |   0 |  100 % |         - | dead" in table.splitlines()


def test_dead_nodes_are_marked_in_words_and_not_by_colour_alone() -> None:
    coloured = Terminal(Stream(), Stream(tty=True), Stream(), {"COLUMNS": "81", "TERM": "xterm"})
    result = drawn(SMALL, coloured, 6, False)
    assert "\x1b[" in result
    assert "\x1b[" not in text(SMALL)
    assert all("dead" in each for each in (result, text(SMALL)))


ODD = ["[red]x[/red]", ":smile:", "日本", "[/]", "e\x1b[31m", "l\nn", "\\", "-", "é" * 30]


@pytest.mark.parametrize("columns", [*range(8, 100, 4), 150])
def test_nothing_is_cut_at_any_width_and_names_are_shown_as_they_are(columns: int) -> None:
    values = np.array([[1e-300, -1.5e300, np.nan, 0, 1 / 3, 2 / 3, 1e5, 0, 98764.5]] * 2)
    tally = tally_of((layer("[bold]日h[/bold]", "relu", *ODD),), values)
    table = text(tally, columns, digits=17)
    assert not set("\x1b…") & set(table)
    for line in table.splitlines():
        assert sum(2 if east_asian_width(char) in "WF" else 1 for char in line) <= columns
    # However lines are folded.
    whole = "".join(text(tally, 1000, digits=17).split())
    for char in "0123456789é日本%":
        assert "".join(table.split()).count(char) == whole.count(char) > 0
