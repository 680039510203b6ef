"""The shares of `--health`: 0 % is none and 100 % all, and what is next to these says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("zeros", "rows", "share"),
    [
        (0, 2000, "0 %"),
        (1, 2001, "< 0.1 %"),
        (1, 2000, "0.1 %"),
        (1998, 2000, "99.9 %"),
        (1999, 2000, "> 99.9 %"),
        (1998, 1999, "99.9 %"),
        (2000, 2000, "100 %"),
    ],
)
def test_nearly_none_and_nearly_all_are_not_rounded_away(
    fwdprop: Run, folder: Path, zeros: int, rows: int, share: str
) -> None:
    (folder / "net.yaml").write_text("inputs: [x]\nlayers: [{nodes: {y: [1]}}]\n")
    stdin = "x\n" + "0\n" * zeros + "1\n" * (rows - zeros)
    ran = fwdprop("run net.yaml --health --format csv", stdin=stdin)
    (line,) = [line for line in ran.stderr.splitlines() if line.startswith("output")]
    assert re.split(" {2,}", line)[-2:] == [share, "-"]
