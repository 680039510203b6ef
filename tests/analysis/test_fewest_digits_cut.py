"""A number of three digits may be cut off, one of two may not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("expected", "found", "holds"),
    [
        ("10.0", 10.09, True),
        ("9.9", 9.99, False),
        ("-10.0", -10.09, True),
        ("-9.9", -9.99, False),
        ("0.100", 0.1009, True),
        ("0.099", 0.0999, False),
        # Half a unit holds without being cut off; a whole one never does.
        ("9.9", 9.94, True),
        ("10.0", 10.11, False),
        ("10.0", 9.91, False),
    ],
)
@pytest.mark.parametrize("way", ["example", "rows"])
def test_numbers_of_three_digits_may_be_cut_off(
    fwdprop: Run, folder: Path, way: str, expected: str, found: float, holds: bool
) -> None:
    net = f"inputs: [a]\nlayers: [{{nodes: {{y: [{json.dumps(found)}]}}}}]\n"
    if way == "example":
        net += f"examples: [{{input: [1], output: [{expected}]}}]\n"
        ran = fwdprop("check -", stdin=net)
    else:
        (folder / "net.yaml").write_text(net)
        ran = fwdprop("check net.yaml --data -", stdin=f"a,y\n1,{expected}\n")
    assert (ran.status == 0) == holds
