"""How large a new network may be for its names, its numbers and its commands to be written out."""

from __future__ import annotations

import re

import pytest
from command_line import Run


@pytest.mark.parametrize("sizes", ["12-1", "20-9-2", "30-10-3", "33-9-64", "65-1", "300-9-1"])
def test_lines_of_lists_have_as_many_items_as_fit_in_96_columns(fwdprop: Run, sizes: str) -> None:
    text = fwdprop(f"new {sizes}").stdout
    wrapped = [found for found in re.findall(r"\[([^\]]*)\]", text) if "\n" in found]
    assert wrapped
    for found in wrapped:
        lines = [line.strip(", ") for line in found.splitlines()]
        indent = len(re.findall("\n( *)", found)[0])
        widest = max(len(item.strip()) for item in re.split(",", found))
        each = (96 - indent) // (widest + 2)
        assert {len(line.split(",")) for line in lines[:-1]} == {each}
        assert 1 <= len(lines[-1].split(",")) <= each


@pytest.mark.parametrize(("inputs", "typed"), [(1, True), (8, True), (9, False)])
def test_commands_for_up_to_8_inputs_are_written(fwdprop: Run, inputs: int, typed: bool) -> None:
    text = fwdprop(f"new {inputs}-1").stdout
    assert ("#   fwdprop run net.yaml --input " in text) == typed
    assert ("#   fwdprop trace net.yaml --input " in text) == typed
    assert "#   fwdprop check net.yaml\n" in text


@pytest.mark.parametrize(
    ("sizes", "by_node"),
    [("5-8", True), ("5-9", False), ("6-8", False), ("5-8-8", False), ("5-5-8", True)],
)
def test_layers_of_up_to_8_nodes_and_5_weights_are_written_node_by_node(
    fwdprop: Run, sizes: str, by_node: bool
) -> None:
    text = fwdprop(f"new {sizes}").stdout
    assert ("    weights:  # a row for each node" not in text) == by_node


def test_up_to_64_names_are_written(fwdprop: Run) -> None:
    assert "inputs: 65  # x0 to x64\n" in fwdprop("new 65-1").stdout
    assert "inputs: [x0, x1, " in fwdprop("new 64-1").stdout
    named, counted = (fwdprop(f"new 2-{nodes}-1").stdout for nodes in (64, 65))
    assert "    nodes: [node_0, " in named
    assert "    nodes: [node_0, " not in counted
    assert "    bias: [0, 0, " in named
    assert "    bias: 0  # for every node\n" in counted
    assert "    hidden: [" in named
    assert "    hidden: [" not in counted


@pytest.mark.parametrize(("inputs", "wrapped"), [(1000, True), (1001, False)])
def test_lists_of_up_to_1000_numbers_are_wrapped(fwdprop: Run, inputs: int, wrapped: bool) -> None:
    lines = fwdprop(f"new {inputs}-1").stdout.splitlines()
    assert (max(map(len, lines)) <= 96) == wrapped
    (row,) = [line for line in lines if line.startswith("      - [")]
    assert bool(re.search(", {2}", row)) == wrapped
