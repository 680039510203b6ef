"""Up to four activations of a layer are shown, of more of them the first four."""

from __future__ import annotations

import json

import pytest
from command_line import Run

NAMES = ["relu", "tanh", "elu", "selu", "gelu", "silu"]


@pytest.mark.parametrize(("many", "more"), [(4, ""), (5, "; ... 1 more"), (6, "; ... 2 more")])
def test_as_many_activations_are_shown(fwdprop: Run, many: int, more: str) -> None:
    nodes = {name: {"weights": [1], "activation": name} for name in NAMES[:many]}
    net = json.dumps({"inputs": 1, "layers": [{"nodes": nodes}]})
    (line,) = [
        line
        for line in fwdprop("show -", stdin=net, columns=200).stdout.splitlines()
        if line.startswith("output")
    ]
    shown = "; ".join(f"{name} ({name})" for name in NAMES[:4])
    assert f"   {shown}{more}   " in line
