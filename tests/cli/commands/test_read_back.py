"""Results with their inputs, as `run` writes them, are rows that `run` and `check` read."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ROOT, Run

NET = ROOT / "networks/mazur.yaml"
ROWS = "i1,i2\n0.05,0.1\n1,2\n"


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json", "parquet", "arrow"])
def test_results_with_inputs_are_read_back(form: str, folder: Path, fwdprop: Run) -> None:
    if form in ("parquet", "arrow"):
        pytest.importorskip("pyarrow", reason="needs the extra data: pyarrow")
    run = f"run {NET} --data - --layers inputs,all -o rows.{form}"
    assert fwdprop(run, stdin=ROWS).status == 0
    assert fwdprop(f"check {NET} --data rows.{form}").stdout == (
        f"{NET}: 2 rows hold, within 1e-09 relative\n"
    )
    again = fwdprop(f"run {NET} --data rows.{form} --format csv").stdout
    assert again == fwdprop(f"run {NET} --data -", stdin=ROWS).stdout


def test_an_input_of_that_very_name_comes_first(fwdprop: Run) -> None:
    rows = "inputs.i1,i1,i2\n7,0.05,0.1\n"
    expected = fwdprop(f"run {NET} --data -", stdin=ROWS[:15]).stdout
    assert fwdprop(f"run {NET} --data -", stdin=rows).stdout == expected


def test_columns_says_otherwise(fwdprop: Run) -> None:
    rows = "inputs.i1,x,i2\n7,0.05,0.1\n"
    expected = fwdprop(f"run {NET} --data -", stdin=ROWS[:15]).stdout
    assert fwdprop(f"run {NET} --data - --columns i1=x", stdin=rows).stdout == expected
