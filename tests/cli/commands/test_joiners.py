"""Joiners inside Persian, Hindi and emoji names stand as they are in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

LAYER, PERSIAN, HINDI, EMOJI = "لایه\u200cپنهان", "می\u200cرود", "क्\u200dष", "👩\u200d🔬"
NETWORK = {
    "name": PERSIAN,
    "inputs": [PERSIAN, HINDI],
    "layers": [
        {"name": LAYER, "activation": "relu", "nodes": {EMOJI: [1, 2], "q": [2, 1]}},
        {"nodes": {"خروجی\u200cها": [1, 2]}},
    ],
}
ROW = "-i 1 2 --format"
LINES = [
    *(f"run NET {ROW} {each} --layers inputs,all" for each in ("csv", "tsv", "jsonl", "json")),
    f"run NET {ROW} table",
    *(f"trace NET {ROW} {each}" for each in ("text", "csv", "json", "markdown", "latex")),
    *(f"draw NET {ROW} {each}" for each in ("text", "svg", "html", "dot", "mermaid", "tikz")),
    *(f"show NET --weights --format {each}" for each in ("table", "csv")),
    "check NET -i 1 2 --expect 1",
    *(f"region NET {ROW} {each}" for each in ("text", "markdown", "csv")),
    *(f"why NET 1,2 2,1 --format {each}" for each in ("text", "markdown", "csv")),
    "run NET -i 1 2 3",
    f"run NET -i {EMOJI}=1",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("columns", [100, None], ids=["terminal", "pipe"])
def test_names_stand_as_they_were_written(
    fwdprop: Run, folder: Path, line: str, columns: int | None
) -> None:
    (folder / "NET").write_text(json.dumps(NETWORK, ensure_ascii=False))
    result = fwdprop(line, columns=columns)
    shown = result.stdout + result.stderr
    assert "\u200c" in shown or "\u200d" in shown
    # A page says in its script which these are.
    assert "u200" not in shown.replace("[\\u200c\\u200d]", "")


def test_a_help_with_such_a_name_can_be_read(fwdprop: Run, folder: Path) -> None:
    (folder / f"{PERSIAN}.yaml").write_text(json.dumps(NETWORK, ensure_ascii=False))
    result = fwdprop("run", f"{PERSIAN}.yaml")
    assert f"fwdprop run {PERSIAN}.yaml --input" in result.stderr.replace("'", "")
