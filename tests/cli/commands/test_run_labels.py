"""`run --labels`: the name of the largest output of each row, in every format that holds text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from on_dask import address, cluster

NET = """\
inputs: [a]
layers:
- {name: h, nodes: {p: [1]}}
- name: out
  nodes: {low: [-1], high: [1], also high: [1]}
"""
ROWS = "id,a\nx,2\ny,-3\nz,0\nw,nan\n"
LABELS = ["high", "low", "low", None]


@pytest.fixture(autouse=True)
def net(folder: Path) -> None:
    (folder / "net.yaml").write_text(NET)
    (folder / "rows.csv").write_text(ROWS)


def test_a_column_of_labels_stands_behind_kept_columns(fwdprop: Run) -> None:
    result = fwdprop("run net.yaml --data rows.csv --labels --keep id --format csv")
    assert result.stdout == (
        "id,label,low,high,also high\nx,high,-2,2,2\ny,low,3,-3,-3\nz,low,0,0,0\nw,,nan,nan,nan\n"
    )


@pytest.mark.parametrize("layers", ["h", "out", "out,h", "h,out", "inputs", "all"])
def test_labels_do_not_depend_on_the_layers_shown(fwdprop: Run, layers: str) -> None:
    words = f"run net.yaml --data rows.csv --layers {layers} --format csv"
    rows = list(csv.reader(io.StringIO(fwdprop(f"{words} --labels").stdout)))
    plain = list(csv.reader(io.StringIO(fwdprop(words).stdout)))
    assert [row[0] or None for row in rows] == ["label", *LABELS]
    assert [row[1:] for row in rows] == plain


def test_json_and_parquet_hold_labels(fwdprop: Run) -> None:
    words = "run net.yaml --data rows.csv --labels"
    objects = json.loads(fwdprop(f"{words} --format json").stdout)
    assert [each["label"] for each in objects] == LABELS
    parquet = pytest.importorskip("pyarrow.parquet")
    assert fwdprop(f"{words} -o out.parquet").status == 0
    assert parquet.read_table("out.parquet")["label"].to_pylist() == LABELS


def test_one_row_has_its_label_in_data_and_below_its_table(fwdprop: Run) -> None:
    words = "run net.yaml -i 2 -i -3 --labels"
    assert fwdprop(f"{words} --layers out").stdout == (
        "label,low,high,also high\nhigh,-2,2,2\nlow,3,-3,-3\n"
    )
    table = fwdprop(words, columns=80).stdout
    assert [line for line in table.splitlines() if line.startswith("label")] == [
        "label   high",
        "label   low",
    ]
    assert "label   -\n" in fwdprop("run net.yaml -i nan --labels", columns=80).stdout


def test_a_table_of_rows_has_the_label_as_text(fwdprop: Run) -> None:
    table = fwdprop("run net.yaml --data rows.csv --labels", columns=80).stdout
    assert table.splitlines()[0] == "row   label   low   high   also high"
    assert table.splitlines()[2] == "  1   high     -2      2           2"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--data rows.csv --format npy", "npy holds numbers alone, and --labels adds texts"),
        ("-i 2 --format values", "values holds numbers alone, and --labels adds texts"),
        ("--data rows.csv -o out/ --format npy", "npy holds numbers alone, and --labels adds"),
        ("--data label.csv --keep label", "the kept column 'label' has the name of a result"),
    ],
)
def test_what_holds_no_labels_is_refused(
    fwdprop: Run, folder: Path, words: str, message: str
) -> None:
    (folder / "label.csv").write_text("label,a\nx,2\n")
    result = fwdprop(f"run net.yaml --labels {words}")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.startswith(f"error: {message}")


def test_one_output_has_no_label(fwdprop: Run, folder: Path) -> None:
    (folder / "one.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]")
    result = fwdprop("run one.yaml -i 2 --labels")
    assert (result.stderr, result.status) == (
        "error: --labels is for networks of several outputs, and this one has one\n"
        "help: leave it out\n",
        2,
    )


def test_an_output_called_label_is_told_apart(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {label: [1], b: [2]}}]")
    result = fwdprop("run net.yaml --data rows.csv --labels --format csv")
    assert result.stdout.splitlines()[:2] == ["label,output.label,b", "b,2,4"]


def test_rows_that_cannot_be_read_are_left_out(fwdprop: Run) -> None:
    words = "run net.yaml --data - --labels --format csv --on-error skip"
    result = fwdprop(words, stdin="a\n2\nx\n-3\n")
    assert result.stdout == "label,low,high,also high\nhigh,-2,2,2\nlow,3,-3,-3\n"
    assert result.status == 1


def test_files_of_a_folder_are_made_anew_with_labels(fwdprop: Run, folder: Path) -> None:
    words = "run net.yaml --data rows.csv -o out/"
    assert fwdprop(words).status == 0
    assert "1 file with 4 rows" in fwdprop(f"{words} --resume --labels").stderr
    expected = fwdprop("run net.yaml --data rows.csv --labels --format csv").stdout
    assert (folder / "out/rows.csv").read_text() == expected
    assert "1 file complete before" in fwdprop(f"{words} --resume --labels").stderr
    with cluster() as found:
        on = f"--on {address(found)}"
        assert fwdprop(f"run net.yaml --data rows.csv -o dask/ --labels {on}").status == 0
    assert (folder / "dask/rows.csv").read_text() == expected
