"""Eight nodes that deserve attention are named, of more of them the first six and the last."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

NAMES = [f"output.{name}" for name in "abcdefghi"]


@pytest.mark.parametrize(
    ("many", "names"), [(8, NAMES[:8]), (9, [*NAMES[:6], "... 2 more ...", NAMES[8]])]
)
@pytest.mark.parametrize(
    ("number", "remark"),
    [
        ("0", "{} nodes are dead, 0 in every row: {}"),
        (
            "inf",
            "{} nodes have values that are nan or an infinity, which min, mean and max leave out:"
            " {}",
        ),
    ],
)
def test_as_many_are_named(
    fwdprop: Run, folder: Path, many: int, names: list[str], number: str, remark: str
) -> None:
    nodes = {name: {"weights": [1], "activation": "relu"} for name in "abcdefghi"[:many]}
    net = {"inputs": ["x"], "layers": [{"nodes": nodes}]}
    (folder / "net.json").write_text(json.dumps(net))
    ran = fwdprop("run net.json --health --format csv", stdin=f"x\n{number}\n")
    assert remark.format(many, ", ".join(names)) in " ".join(ran.stderr.split())
