"""A row of numbers that goes on in the next line, far behind the beginning of its first one."""

from __future__ import annotations

import pytest
from command_line import Run

ROW = "[1, 2, 3, 4, 5, 6, 7, 8,\n9, 10]\n"
NETWORK = "layers:\n  - nodes: {y: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}\n"
AROUND = [1, 2, 998, 999, 1000, 1001, 1002, 1003, 2000]
"""How far is searched for a hash is 1000 characters."""


@pytest.mark.parametrize("before", AROUND)
def test_a_comment_ends_with_its_line(fwdprop: Run, before: int) -> None:
    comment = "#".ljust(before, "x")
    ran = fwdprop("show -", stdin=f"{comment}{ROW}inputs: 10\n{NETWORK}")
    message = "error: this is not YAML: mapping values are not allowed in this context\n"
    assert ran.stderr.startswith(f"{message} --> <stdin>:3:7\n")
    assert (ran.stdout, ran.status) == ("", 2)


@pytest.mark.parametrize("before", AROUND[2:])
def test_a_long_key_has_its_row(fwdprop: Run, before: int) -> None:
    key = "weights:".ljust(before + 6)
    network = f"inputs: 10\nlayers:\n  - {key}[{ROW.rstrip()}]\n".replace("\n9", "\n      9")
    ran = fwdprop("run - --input 1 1 1 1 1 1 1 1 1 1 --format values", stdin=network)
    assert (ran.stdout, ran.stderr, ran.status) == ("55\n", "", 0)
