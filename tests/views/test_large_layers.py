"""A layer of at most 24 lines is shown whole, of a larger one the first 12 and the last 4 lines.

A node's equation has at most 8 connections. With --all there is no such limit.
"""

from __future__ import annotations

import pytest
from command_line import Run


def wide(nodes: int) -> str:
    return f"inputs: [x]\nlayers: [{{weights: [{', '.join(['[1]'] * nodes)}]}}]\n"


@pytest.mark.parametrize("words", ["show - --weights", "show - --weights --layers output"])
def test_weights_of_a_layer(fwdprop: Run, words: str) -> None:
    def lines(nodes: int, more: str = "") -> list[str]:
        shown = fwdprop(words + more, stdin=wide(nodes), columns=80).stdout
        return shown.partition("source")[2].splitlines()[2:]

    pairs = [each for k in range(13) for each in (f"node_{k:<3} x", "         bias")]
    cut = [*pairs[:12], f"{' ' * 9} ... 10 more ...", *pairs[-4:]]
    whole = [line.split()[0] for line in lines(12)]
    assert whole == [each.split()[0] for each in pairs[:24]]
    assert [line.split()[0] for line in lines(13)] == [each.split()[0] for each in cut]
    assert "... 10 more ..." in lines(13)[12]
    assert len(lines(13, " --all")) == 26


def test_values_of_a_layer(fwdprop: Run) -> None:
    def lines(nodes: int, more: str = "") -> list[str]:
        words = f"run - --input 1 --layers output{more}"
        return fwdprop(words, stdin=wide(nodes), columns=80).stdout.splitlines()[2:]

    assert len(lines(24)) == 24
    assert len(lines(25)) == 12 + 1 + 4
    assert lines(25)[12].strip() == "... 9 more ..."
    assert lines(25)[13].split() == ["node_21", "1"]
    assert len(lines(25, " --all")) == 25


def test_connections_of_a_node(fwdprop: Run) -> None:
    def equation(inputs: int, more: str = "") -> str:
        row = ", ".join(["1"] * inputs)
        net = f"inputs: {inputs}\nlayers: [{{weights: [[{row}]]}}]\n"
        words = f"trace - --input {row.replace(',', '')} --node node_0{more}"
        return fwdprop(words, stdin=net).stdout.split(" = ")[1]

    terms = [f"1·x{k}" for k in range(9)]
    assert equation(8) == " + ".join(terms[:8])
    assert equation(9) == " + ".join([*terms[:8], "(1 more: 1)"])
    assert equation(9, " --all") == " + ".join(terms)


@pytest.mark.parametrize(("inputs", "last"), [(12, "x11 = 1"), (13, "... 1 more")])
def test_inputs_of_a_row(fwdprop: Run, inputs: int, last: str) -> None:
    row = " ".join(["1"] * inputs)
    net = f"inputs: {inputs}\nlayers: [{{weights: [[{row.replace(' ', ', ')}]]}}]\n"
    shown = fwdprop(f"trace - --input {row}", stdin=net, columns=200).stdout
    assert shown.splitlines()[1].split(", ")[-1] == last
