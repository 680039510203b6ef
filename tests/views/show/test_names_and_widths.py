"""What `fwdprop show` shows in full: so many names, and tables that just fit."""

from __future__ import annotations

import json

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("nodes", "names"), [(8, "a, b, c, d, e, f, g, h"), (9, "a, b, ... 6 more ..., i")]
)
@pytest.mark.parametrize("columns", [40, 200])
def test_the_names_of_8_nodes_are_shown(fwdprop: Run, nodes: int, names: str, columns: int) -> None:
    net = {"inputs": ["x"], "layers": [{"nodes": {name: [1] for name in "abcdefghi"[:nodes]}}]}
    result = fwdprop("show -", stdin=json.dumps(net), columns=columns)
    assert f"{nodes}{':' if columns == 40 else ''} {names}" in " ".join(result.stdout.split())
    assert "more ..." in names or "more ..." not in result.stdout


@pytest.mark.parametrize("fits", [True, False])
@pytest.mark.parametrize("precision", [6, 3])
def test_a_whole_table_of_weights_is_as_wide_as_the_terminal_at_most(
    fwdprop: Run, fits: bool, precision: int
) -> None:
    nodes = {"longest": [0.5], **{f"n{number}": [1] for number in range(12)}}
    net = {"inputs": ["x"], "layers": [{"name": "l", "nodes": nodes}]}
    # Names, three columns between each, and a number with a sign, a point and an exponent.
    width = len("longest") + 3 + len("source") + 3 + precision + len("-.e-300")
    line = f"show - --weights --all --precision {precision}"
    text = fwdprop(line, stdin=json.dumps(net), columns=width - (not fits)).stdout
    assert ("   source   " in text) == fits
    assert ("l.longest" in text) == (not fits)
