"""fwdprop check --answers for programs, and what is said beside the marks."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import NETWORKS, Run

MAZUR = f"check {NETWORKS / 'mazur.yaml'} -i 0.05 0.1 --answers"


def test_a_program_reads_which_answers_are_blank(fwdprop: Run, folder: Path) -> None:
    (folder / "ann.txt").write_text("h2 =\no1 = ____\n")
    result = fwdprop(f"{MAZUR} ann.txt --format jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    shown = [{key: row[key] for key in row if row[key] is not None} for row in rows]
    assert (result.stderr, result.status) == ("", 1)
    assert shown == [
        {"file": "ann.txt", "example": 1, "layer": "hidden", "node": "h2"},
        {"file": "ann.txt", "example": 2, "layer": "output", "node": "o1"},
    ]


def test_a_value_that_is_not_finite_is_warned_of(fwdprop: Run) -> None:
    net = NETWORKS / "transactions.yaml"
    result = fwdprop(f"check {net} -i inf 1 --answers -", stdin="node_0 = 1\n")
    assert result.stderr.startswith(f"warning: {net}: ")
    assert "answer" not in result.stderr
