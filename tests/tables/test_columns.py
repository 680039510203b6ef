"""Columns that a file lacks: what is told of them, and what finding it costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from comparisons import comparisons

pytestmark = pytest.mark.usefixtures("folder")


def test_a_file_of_something_else_is_compared_for_ten_columns(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = comparisons(monkeypatch, "quick_ratio", "ratio")
    Path("net.yaml").write_text("inputs: 500\nlayers: [{nodes: {n: {weights: {x0: 1}}}}]\n")
    header = ",".join(f"{index}x" for index in range(500))
    result = fwdprop("run net.yaml --data -", stdin=f"{header}\n{'1,' * 499}1\n")
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith("error: there are no columns 'x0', 'x1', ")
    assert len(compared) <= 10 * 2030
