"""The picture in characters: as wide as the terminal, and in ASCII where there is no more."""

from __future__ import annotations

import io
from typing import Any

import pytest
from command_line import ROOT, Run, Stream
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from svg_files import SKIPPING, random_network

from fwdprop.cli.app import main
from fwdprop.drawings.picture.diagram import diagram
from fwdprop.drawings.picture.style import Style
from fwdprop.drawings.text import draw
from fwdprop.drawings.text.column import TextColumn, text_column
from fwdprop.system.terminal import Terminal

SKIPPING_AT_60 = """\
inputs                       h                       output
                         identity                   identity

                         bias 0.5
 a ○⡤⠤⠤⠤⠤⠤⠤⠤⠤⠤ 2 ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠄○⠤⠤⠤⢄⣀⣀⡀
    ⡇                        p      ⠈⠉⠉⠑⠒ 1 ⠤⠤⣀⣀⣀
    ⢱                                            ⣉⣉⣉⠶⠶⠶⡄○ y
    ⢸                               ⢀⣀⣀⡠⠤ 3 ⠒⠒⠉⠉⠉      ⡇
 b ○⢼⠄ ⠤⠄ ⠤⠄ ⠤ -1  ⠤⠄ ⠤⠄ ⠤⠄ ⠄○⠔⠒⠒⠊⠉⠉⠁                 ⢸
    ⠸⡀                       q                        ⢸
     ⡇                     tanh                       ⡜
     ⠧⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤ 7 ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠇

solid line: positive weight; dashed: negative
"""
# Two layers a band; the last one of a band is the first of the next.
DEEP_AT_40 = """\
      inputs                hidden_1
                              relu

accounts ○⠤⠤⠤⣤⣤⡤⠤⠤⠤ 2 ⠤⠤⠤⠤⣤⣤⡤⠤⠤⠄○ node_0
                4 ⠶ 4 ⠶⢎⣉⣉
children ○⠴⠖⠒⠭⠍⠁⠤⠄ -5 ⠤⠄ ⠤⠍⠉⠵⠖⠒⠄○ node_1

   hidden_1                 hidden_2
     relu                     relu

node_0 ○⠤⠤⠤⣤⣄⣀⠤⠄ ⠤ -1  ⠤⠄⢀⣤⣄⡠⠤⠤⠄○ node_0
              1 ⣉⠶ 2 ⠶⢎⣉⣉⡁
node_1 ○⠴⠶⠶⠭⠭⠭⠤⠤⠤⠤ 2 ⠤⠤⠤⠤⠬⠭⠭⠵⠶⠶⠄○ node_1

   hidden_2            output
     relu             identity

node_0 ○⠤⠤⠤⠤⢄⣀⣀⣀⡀
                2 ⣉⣉⣉⠶⠶⠶⠶⠄○ transactions
node_1 ○⠔⠒⠒⠒⠊ 7 ⠉

solid line: positive weight; dashed:
negative
"""
IN_ASCII = """\
       inputs                     hidden                      output
                                 identity                    identity

children (2)\\--------- 1 -----/--/--(5)------------
                  -1 / 1 --/--    node_0           2 -----------(9) transactions
accounts (3)---------- 1 -----------(1)- - - -  -1
                                  node_1

solid line: positive weight; dashed: negative
"""


def test_connections_that_skip_layers_go_below(fwdprop: Run) -> None:
    assert fwdprop("draw -", stdin=SKIPPING, columns=60).stdout == SKIPPING_AT_60


def test_a_line_for_a_weight_of_zero_is_said(fwdprop: Run) -> None:
    net = "{inputs: [a, b], layers: [{nodes: {y: [0, -1]}}]}"
    shown = fwdprop("draw -", stdin=net, columns=60).stdout
    assert shown.endswith("solid line: positive weight or 0; dashed: negative\n")


def test_wide_letters_in_what_is_said_take_two_cells(fwdprop: Run) -> None:
    nodes = ", ".join(f"n{node}: [1, 1]" for node in range(6))
    net = f"{{inputs: [a, b], layers: [{{name: {'字' * 20}, nodes: {{{nodes}}}}}]}}"
    for columns in (20, 40):
        lines = fwdprop("draw -", stdin=net, columns=columns).stdout.splitlines()
        assert max(map(cell_len, lines)) <= columns


def test_layers_without_room_beside_stand_below(fwdprop: Run) -> None:
    assert fwdprop("draw networks/two-hidden.yaml", columns=40).stdout == DEEP_AT_40


def test_many_connections_are_an_arrow_with_their_number(fwdprop: Run) -> None:
    shown = fwdprop("draw networks/iris.yaml --max-nodes 4", columns=80).stdout
    assert shown.count(" 16 ") == 1
    assert shown.count("▶") == 1  # from four nodes to three there are lines
    assert shown.endswith("solid line: positive weight; dashed: negative\n")


def test_hundreds_of_layers_are_laid_out_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    network = random_network([2] * 300, 0)
    calls = 0

    def counted(*args: Any) -> TextColumn:
        nonlocal calls
        calls += 1
        return text_column(*args)

    monkeypatch.setattr("fwdprop.drawings.text.text_column", counted)
    terminal = Terminal(io.BytesIO(), io.BytesIO(), io.BytesIO(), {"COLUMNS": "80"}, "utf-8")
    draw(diagram(network, None, range(300), 10, 6, by_product=False), Style("auto", 1.0, terminal))
    assert calls < 20 * 300  # not 300 for each


def in_ascii(*words: str) -> str:
    """What the command draws at a terminal that shows ASCII alone."""
    page, errors = Stream(tty=True), Stream(tty=True)
    terminal = Terminal(io.BytesIO(), page, errors, {"COLUMNS": "80"}, "ascii")
    assert main(list(words), terminal) == 0
    return page.getvalue().decode("ascii")


def test_without_more_it_is_drawn_in_ascii() -> None:
    net = str(ROOT / "networks/transactions.yaml")
    assert in_ascii("draw", net, "--input", "2", "3") == IN_ASCII


def test_a_dumb_terminal_shows_ascii(fwdprop: Run) -> None:
    environ = {"TERM": "dumb", "COLUMNS": "80"}
    shown = fwdprop("draw networks/transactions.yaml", columns=80, environ=environ).stdout
    assert shown.isascii()
    assert not fwdprop("draw networks/transactions.yaml", environ=environ).stdout.isascii()


@given(
    st.lists(st.integers(1, 14), min_size=1, max_size=5),
    st.integers(0, 10**6),
    st.booleans(),
    st.integers(30, 120),
)
@example(sizes=[12, 1], seed=7, skips=False, width=30)
def test_no_line_is_wider_than_the_terminal(
    sizes: list[int], seed: int, skips: bool, width: int
) -> None:
    network = random_network([2, *sizes], seed, skips)
    terminal = Terminal(io.BytesIO(), io.BytesIO(), io.BytesIO(), {"COLUMNS": str(width)}, "utf-8")
    shown = diagram(network, None, range(len(network.layers) + 1), 10, 6, by_product=False)
    lines = draw(shown, Style("auto", 1.0, terminal)).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []
    for depth, layer in enumerate(network.layers, 1):
        first = layer.nodes[0][:3]
        assert any(first in line for line in lines), depth
