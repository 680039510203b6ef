"""`check --label`: the name of the largest output against a column of a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

NET = """\
inputs: [a]
layers: [{name: out, nodes: {low: [-1], high: [1], also: [1]}}]
"""
ROWS = "kind,a\nhigh,2\nlow,-3\nlow,0\nhigh,-1\n high ,5\nNA,1\n,1\nwide,1\nlow,nan\n"
CHECK = "check net.yaml --data rows.csv --label kind"
TEXT = """\
net.yaml: 4 of 7 rows have the label expected, accuracy 0.571429; 2 without a label

expected   low   high   also   (nan)
────────────────────────────────────
low          2      0      0       1
high         1      2      0       0
wide         0      1      0       0

row 4: expected high, found low
row 8: expected wide, found high
row 9: expected low, found (nan)
"""
NOT_FINITE = (
    "warning: 1 of 9 rows has a result that is not finite; in the first, row 9, input a is nan\n"
)


@pytest.fixture(autouse=True)
def net(folder: Path) -> None:
    (folder / "net.yaml").write_text(NET)
    (folder / "rows.csv").write_text(ROWS)


def test_a_person_sees_accuracy_confusion_and_the_rows_that_differ(fwdprop: Run) -> None:
    for columns in (None, 120):
        result = fwdprop(CHECK, columns=columns)
        assert (result.stdout, result.stderr, result.status) == (TEXT, NOT_FINITE, 1)


def test_a_terminal_has_no_line_that_is_too_wide(fwdprop: Run) -> None:
    result = fwdprop(CHECK, columns=30)
    assert max(map(len, result.stdout.splitlines())) <= 30
    # The table of all labels has no room.
    assert "expected   found   rows\n" in result.stdout
    assert "row 4: expected high, found\nlow\n" in result.stdout


def test_a_table_without_room_is_not_empty_where_all_labels_hold(
    fwdprop: Run, folder: Path
) -> None:
    nodes = "setosa: [1], virginica: [-1], versicolor: [0]"
    (folder / "net.yaml").write_text(f"inputs: [x]\nlayers: [{{nodes: {{{nodes}}}}}]")
    rows = b"x,kind\n1,setosa\n2,setosa\n-1,virginica\n"
    result = fwdprop("check net.yaml --data - --label kind", stdin=rows, columns=40)
    assert result.stdout == (
        "net.yaml: 3 of 3 rows have the label\nexpected, accuracy 1\n\n"
        "expected    found       rows\n"
        "────────────────────────────\n"
        "setosa      setosa         2\n"
        "virginica   virginica      1\n"
    )


def test_an_accuracy_that_is_not_1_is_never_shown_as_1(fwdprop: Run, folder: Path) -> None:
    rows = "high,1\n" * 3999 + "low,1\n"
    words = "check net.yaml --data - --label kind --precision 2"
    told = fwdprop(words, stdin=f"kind,a\n{rows}").stdout.splitlines()[0]
    assert told == "net.yaml: 3,999 of 4,000 rows have the label expected, accuracy 0.9998"


def test_programs_get_every_row(fwdprop: Run) -> None:
    result = fwdprop(f"{CHECK} --format csv")
    assert result.stdout == (
        "file,row,held,expected,found\n"
        "net.yaml,1,true,high,high\nnet.yaml,2,true,low,low\nnet.yaml,3,true,low,low\n"
        "net.yaml,4,false,high,low\nnet.yaml,5,true,high,high\nnet.yaml,6,,,high\n"
        "net.yaml,7,,,high\nnet.yaml,8,false,wide,high\nnet.yaml,9,false,low,\n"
    )
    assert result.status == 1
    objects = json.loads(fwdprop(f"{CHECK} --format json").stdout)
    expected = ("net.yaml", 9, False, "low", None)
    assert objects[8] == dict(
        zip(("file", "row", "held", "expected", "found"), expected, strict=True)
    )


def test_labels_of_run_hold(fwdprop: Run, folder: Path) -> None:
    rows = "".join(f"{a}\n" for a in range(-50, 50))
    labelled = fwdprop("run net.yaml --data - --labels --layers inputs", stdin=f"a\n{rows}").stdout
    result = fwdprop(
        "check net.yaml --data - --label label", stdin=labelled.replace("inputs.a", "a")
    )
    first = "net.yaml: 100 of 100 rows have the label expected, accuracy 1\n"
    assert (result.stdout.startswith(first), result.status) == (True, 0)
    assert "row " not in result.stdout


def test_of_many_labels_the_pairs_that_differ_are_listed(fwdprop: Run, folder: Path) -> None:
    names = ", ".join(f"n{k}: [{k}]" for k in range(40))
    (folder / "net.yaml").write_text(f"inputs: [a]\nlayers: [{{nodes: {{{names}}}}}]")
    rows = "".join(f"n{k % 40},1\n" for k in range(4000))
    result = fwdprop("check net.yaml --data - --label kind", stdin=f"kind,a\n{rows}")
    lines = result.stdout.splitlines()
    assert lines[:5] == [
        "net.yaml: 100 of 4,000 rows have the label expected, accuracy 0.025",
        "",
        "expected   found    rows",
        "────────────────────────",
        "n0         n39       100",
    ]
    assert lines[24:27] == ["...        ...     1,900", "", "row 1: expected n0, found n39"]
    assert lines[-1] == "and 3,890 more that differ"


def test_texts_that_are_no_outputs_are_told_apart_up_to_a_limit(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwdprop.pipeline.labels.MOST_TEXTS", 2)
    rows = "".join(f"t{k},1\n" for k in range(9))
    result = fwdprop("check net.yaml --data - --label kind", stdin=f"kind,a\n{rows}")
    assert result.stdout.splitlines()[4:7] == [
        *("t0           0      1      0", "t1           0      1      0"),
        "...          0      7      0",
    ]
    assert result.stderr == (
        "warning: no label is the name of an output: the outputs are low, high, also\n"
    )


def test_rows_without_a_label_are_no_success(fwdprop: Run) -> None:
    result = fwdprop("check net.yaml --data - --label kind", stdin="kind,a\n,1\n")
    assert (result.stdout, result.stderr, result.status) == (
        *("net.yaml: no rows; 1 without a label\n", "warning: nothing was compared\n", 1),
    )


def test_rows_that_cannot_be_read_are_counted_in_the_numbers(fwdprop: Run) -> None:
    words = "check net.yaml --data - --label kind --on-error skip"
    result = fwdprop(words, stdin="kind,a\nhigh,x\nlow,1\n")
    assert "row 2: expected low, found high\n" in result.stdout
    assert "warning: 1 row was skipped" in result.stderr


def test_numbers_and_parquet_columns_are_labels_too(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {0: [-1], 1: [1]}}]")
    content = '{"a": 2, "kind": 1}\n{"a": -1, "kind": 0}\n'
    words = "check net.yaml --label kind --data"
    assert fwdprop(f"{words} - --from jsonl", stdin=content).status == 0
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"a": [2.0, -1.0], "kind": [1, 0]}), "rows.parquet")
    assert fwdprop(f"{words} rows.parquet").status == 0


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("--data rows.csv --label art", "error: there is no column 'art'\n"),
        ("--data rows.csv --label kind --tolerance 1", "error: --tolerance is for numbers, and"),
        ("--label kind", "error: --label is for --data\n"),
        ("-i 1 --expect 2 --label kind", "error: --label is for --data\n"),
    ],
)
def test_what_cannot_be_compared_is_refused(fwdprop: Run, words: str, error: str) -> None:
    result = fwdprop(f"check net.yaml {words}")
    assert result.stderr.startswith(error)
    assert (result.stdout, result.status) == ("", 2)


def test_one_output_has_no_label(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]")
    result = fwdprop(CHECK)
    assert result.stderr.startswith("error: --label is for networks of several outputs")
