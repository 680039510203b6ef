"""The command that a network without inputs asks for has up to 100 numbers to type."""

from __future__ import annotations

import json

import pytest
from command_line import Run


@pytest.mark.parametrize("command", ["run", "trace"])
@pytest.mark.parametrize("inputs", [1, 99, 100])
def test_up_to_100_numbers_are_written(fwdprop: Run, command: str, inputs: int) -> None:
    net = json.dumps({"inputs": inputs, "layers": [{"nodes": {"n": [1] * inputs}}]})
    line = f"help: fwdprop {command} - --input {' '.join(['1'] * inputs)}\n"
    ran = fwdprop(f"{command} -", stdin=net)
    assert ran.stderr.endswith(line)
    assert (ran.stdout, ran.status) == ("", 2)
