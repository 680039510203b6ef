"""Kept columns of JSON rows: those of arrays by position, however many rows, and nested values."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from fwdprop.tables.json.fast import WORTH_IT

NET = "inputs: [a, b]\nlayers: [{nodes: {y: [2, 1]}}]\n"


@pytest.mark.parametrize("rows", [3, WORTH_IT // 8])
def test_a_column_of_arrays_is_kept_by_its_number(fwdprop: Run, folder: Path, rows: int) -> None:
    Path("net.yaml").write_text(NET)
    lines = "".join(f"[{index}.50, 1]\n" for index in range(rows))
    result = fwdprop("run net.yaml --data - --from jsonl --keep 1 --format csv", stdin=lines)
    assert result.stderr == ""
    assert result.stdout == "1,y\n" + "".join(
        f"{index}.50,{2 * index + 2}\n" for index in range(rows)
    )


def test_an_object_in_a_row_is_kept_without_its_spaces(fwdprop: Run, folder: Path) -> None:
    Path("net.yaml").write_text(NET)
    row = '{"a": 1, "b": 2, "c": {"p": 1.50, "q": [1, {}], "r": null}}\n'
    result = fwdprop("run net.yaml --data - --from jsonl --keep c --format jsonl", stdin=row)
    assert result.stderr == ""
    assert result.stdout == '{"c": {"p":1.50,"q":[1,{}],"r":null}, "y": 4}\n'
